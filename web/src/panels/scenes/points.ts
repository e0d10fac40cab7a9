import { isObject, type JsonObject } from '../../api/json.ts'
import { PALETTE } from '../../design/colors.ts'

export type Vec = readonly [number, number, number]

export interface Box { corners: Vec[]; edges: [number, number][]; color: Vec; label: string; score: number | null }

export interface PointCloud { positions: Float32Array; /** Red, green and blue of each point from 0 to 1. */ colors: Float32Array; count: number; boxes: Box[]; arrows: [Vec, Vec][] }

const vec = (value: unknown): Vec | null => (Array.isArray(value) && value.length >= 3 && value.slice(0, 3).every(each => Number.isFinite(each)) ? [value[0], value[1], value[2]] : null)

const hex = (color: string): Vec => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16) / 255) as unknown as Vec

const CATEGORIES = PALETTE.map(hex)

/** A list of points, or a scene with points, boxes and arrows: `.pts.json` holds either. */
export function readCloud(value: unknown): PointCloud | null {
  const scene: JsonObject = isObject(value) ? value : { points: value }
  if (!Array.isArray(scene.points) && !Array.isArray(scene.boxes)) return null
  const points = (Array.isArray(scene.points) ? scene.points : []).filter(point => vec(point) !== null) as number[][]
  const positions = new Float32Array(points.length * 3)
  const colors = new Float32Array(points.length * 3)
  const paint = painter(points)
  points.forEach((point, at) => {
    positions.set(point.slice(0, 3), at * 3)
    colors.set(paint(point), at * 3)
  })
  return {
    positions, colors, count: points.length,
    boxes: (Array.isArray(scene.boxes) ? scene.boxes : []).filter(isObject).flatMap(readBox),
    arrows: (Array.isArray(scene.vectors) ? scene.vectors : []).filter(isObject).flatMap((each): [Vec, Vec][] => {
      const [start, end] = [vec(each.start), vec(each.end)]
      return start && end ? [[start, end]] : []
    }),
  }
}

/** Six numbers bring a colour, four a category; bare points are coloured by their height, which shows their shape. */
function painter(points: readonly number[][]): (point: number[]) => Vec {
  const wide = points[0]?.length ?? 3
  if (wide >= 6) return point => [point[3]! / 255, point[4]! / 255, point[5]! / 255]
  if (wide === 4) return point => CATEGORIES[Math.abs(Math.round(point[3]!)) % CATEGORIES.length]!
  let [low, high] = [Infinity, -Infinity]
  for (const point of points) {
    low = Math.min(low, point[2]!)
    high = Math.max(high, point[2]!)
  }
  return point => {
    const share = high > low ? (point[2]! - low) / (high - low) : 0.5
    return [0.2 + 0.75 * share, 0.45 + 0.3 * Math.sin(Math.PI * share), 0.95 - 0.75 * share]
  }
}

function readBox(box: JsonObject): Box[] {
  const corners = Array.isArray(box.corners) ? box.corners.map(vec) : []
  if (corners.length !== 8 || corners.some(each => each === null)) return []
  const rgb = vec(box.color) ?? [255, 160, 0]
  // scripts give colours up to 255, or up to 1
  const scale = Math.max(...rgb) > 1 ? 255 : 1
  const whole = corners as Vec[]
  return [{ corners: whole, edges: boxEdges(whole), color: rgb.map(each => each / scale) as unknown as Vec, label: typeof box.label === 'string' ? box.label : '', score: typeof box.score === 'number' ? box.score : null }]
}

const minus = (left: Vec, right: Vec): Vec => [left[0] - right[0], left[1] - right[1], left[2] - right[2]]
const dot = (left: Vec, right: Vec) => left[0] * right[0] + left[1] * right[1] + left[2] * right[2]
const length = (each: Vec) => Math.sqrt(dot(each, each))

/** Which corners are joined: scripts list the corners of a box in any order. */
export function boxEdges(corners: readonly Vec[]): [number, number][] {
  const sides = sidesOf(corners)
  const pairs: [number, number][] = []
  for (let left = 0; left < 8; left++) for (let right = left + 1; right < 8; right++) pairs.push([left, right])
  // without right angles the order of the client's own boxes is all there is
  if (!sides) return pairs.filter(([left, right]) => [1, 2, 4].includes(left ^ right))
  const size = Math.max(...sides.map(length))
  const same = (left: Vec, right: Vec) => length(minus(left, right)) < size * 1e-3
  return pairs.filter(([left, right]) => {
    const along = minus(corners[right]!, corners[left]!)
    return sides.some(side => same(along, side) || same(along, minus([0, 0, 0], side)))
  })
}

/** The three sides that meet in the first corner at right angles. */
function sidesOf(corners: readonly Vec[]): Vec[] | null {
  const from = corners.slice(1).map(each => minus(each, corners[0]!))
  const right = (a: Vec, b: Vec) => Math.abs(dot(a, b)) <= 1e-3 * length(a) * length(b)
  for (let a = 0; a < 7; a++) for (let b = a + 1; b < 7; b++) for (let c = b + 1; c < 7; c++) {
    const three = [from[a]!, from[b]!, from[c]!]
    if (three.every(each => length(each) > 0) && right(three[0]!, three[1]!) && right(three[0]!, three[2]!) && right(three[1]!, three[2]!)) return three
  }
  return null
}
