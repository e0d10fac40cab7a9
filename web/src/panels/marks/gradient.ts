import { isObject } from '../../api/json.ts'

/** Quiet at one end and strong at the other, readable on white and on near-black. */
const STOPS = ['#7b3fb0', '#4f6bc9', '#1f9aa3', '#45b36b', '#c9a227']

function parse(color: string): [number, number, number] | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(color)?.[1]
  if (hex) return [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
  const rgb = /^rgba?\(([^)]+)\)$/.exec(color)?.[1]?.split(/[ ,/]+/).map(Number)
  return rgb && rgb.length >= 3 ? [rgb[0]!, rgb[1]!, rgb[2]!] : null
}

export type Gradient = (share: number) => string

/** A scale of colours from 0 to 1; panels may carry their own list of {color, offset in percent}. */
export function gradient(custom?: unknown): Gradient {
  const own = (Array.isArray(custom) ? custom : []).filter(isObject).flatMap(point => {
    const color = typeof point.color === 'string' ? parse(point.color) : null
    return color ? [{ at: (typeof point.offset === 'number' ? point.offset : 0) / 100, color }] : []
  }).sort((left, right) => left.at - right.at)
  const points = own.length >= 2 ? own : STOPS.map((color, at) => ({ at: at / (STOPS.length - 1), color: parse(color)! }))
  return share => {
    const value = Math.max(0, Math.min(1, share))
    const next = Math.max(1, points.findIndex(point => point.at >= value))
    const [from, to] = [points[next - 1]!, points[next < points.length ? next : points.length - 1]!]
    const part = to.at > from.at ? Math.max(0, Math.min(1, (value - from.at) / (to.at - from.at))) : 0
    return `rgb(${from.color.map((channel, at) => Math.round(channel + (to.color[at]! - channel) * part)).join(' ')})`
  }
}
