import { valueText } from '../../design/format.ts'
import { correlation } from './stats.ts'

export interface Feature { name: string; values: number[] }

export interface Importance { name: string; importance: number; correlation: number }

/** Numbers stay what they are; every other value of a parameter becomes a yes-or-no feature of its own. */
export function features(parameters: ReadonlyMap<string, readonly unknown[]>): Feature[] {
  const found: Feature[] = []
  for (const [name, values] of parameters) {
    const present = values.filter(value => value !== null && value !== undefined)
    const distinct = new Set(present.map(value => JSON.stringify(value)))
    if (distinct.size < 2) continue
    if (present.every(value => typeof value === 'number')) {
      const mean = present.reduce<number>((sum, value) => sum + (value as number), 0) / present.length
      found.push({ name, values: values.map(value => (typeof value === 'number' && Number.isFinite(value) ? value : mean)) })
    } else if (distinct.size <= 12) {
      const kinds = [...distinct].sort()
      // the second of two is the opposite of the first and would share its importance
      for (const kind of kinds.length === 2 ? kinds.slice(1) : kinds) found.push({ name: `${name} = ${valueText(JSON.parse(kind))}`, values: values.map(value => (JSON.stringify(value) === kind ? 1 : 0)) })
    }
  }
  return found
}

const TREES = 50
const DEPTH = 6
const LEAF = 3

function random(seed: number) {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

/**
 * How much each feature lowers the spread of the target in the splits of a random forest, as a share of all, beside its
 * linear correlation. The same runs give the same answer.
 */
export function importance(from: readonly Feature[], target: readonly number[]): Importance[] {
  const gain = new Float64Array(from.length)
  const next = random(7)
  if (target.length >= 2 * LEAF) {
    for (let tree = 0; tree < TREES; tree++) {
      const sample = Int32Array.from(target, () => Math.floor(next() * target.length))
      grow(from, target, sample, 0, gain, next)
    }
  }
  const all = gain.reduce((sum, value) => sum + value, 0)
  return from
    .map((feature, at) => ({ name: feature.name, importance: all > 0 ? gain[at]! / all : 0, correlation: correlation(feature.values, target) }))
    .sort((left, right) => right.importance - left.importance)
}

/** Most of a few features, a third of many: trees differ, and what is left out of one split has its turn in the next. */
function some(amount: number, next: () => number): number[] {
  const order = Array.from({ length: amount }, (_, at) => at)
  for (let at = amount - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order.slice(0, amount <= 12 ? Math.ceil(amount * 0.7) : Math.ceil(amount / 3))
}

/** Grows one tree and notes what each split gained; the tree itself is not needed. */
function grow(from: readonly Feature[], target: readonly number[], rows: Int32Array, depth: number, gain: Float64Array, next: () => number) {
  if (depth >= DEPTH || rows.length < 2 * LEAF) return
  let best: { feature: number; cut: number; gain: number } | null = null
  for (const feature of some(from.length, next)) {
    const split = bestSplit(from[feature]!.values, target, rows)
    if (split && (!best || split.gain > best.gain)) best = { feature, ...split }
  }
  if (!best || best.gain <= 1e-12) return
  gain[best.feature]! += best.gain
  const { values } = from[best.feature]!
  const cut = best.cut
  grow(from, target, rows.filter(row => values[row]! <= cut), depth + 1, gain, next)
  grow(from, target, rows.filter(row => values[row]! > cut), depth + 1, gain, next)
}

function bestSplit(values: readonly number[], target: readonly number[], rows: Int32Array): { cut: number; gain: number } | null {
  const sorted = [...rows].sort((left, right) => values[left]! - values[right]!)
  const total = sorted.reduce((sum, row) => sum + target[row]!, 0)
  let left = 0
  let found: { cut: number; gain: number } | null = null
  for (let at = 0; at + 1 < sorted.length; at++) {
    left += target[sorted[at]!]!
    const [value, following] = [values[sorted[at]!]!, values[sorted[at + 1]!]!]
    const count = at + 1
    const rest = sorted.length - count
    if (value === following || count < LEAF || rest < LEAF) continue
    // squares of means weighed by size: what splitting takes off the squared error
    const gain = left ** 2 / count + (total - left) ** 2 / rest - total ** 2 / sorted.length
    if (!found || gain > found.gain) found = { cut: (value + following) / 2, gain }
  }
  return found
}
