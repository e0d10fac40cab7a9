import type { Colors } from '../../design/colors.ts'
import { naturalOrder, number, valueText } from '../../design/format.ts'
import { gradient } from '../marks/gradient.ts'
import type { ValueColors } from '../spec.ts'

/** One colour and what it stands for. `below` is its upper bound, which the last one does not have. */
export interface Bucket { color: string; label: string; below: number | null }

export interface ColorScale { kind: 'numbers' | 'names'; buckets: Bucket[]; /** Runs that have no value, or none that a bucket of names is left for. */ without: number }

export interface RunColors { of: Colors; /** What the colours stand for, where they follow from a value. */ scale: ColorScale | null }

export const LEAST_BUCKETS = 2
export const MOST_BUCKETS = 8
const USUAL_BUCKETS = 5

/** What a run without the value is painted in. */
export const NO_VALUE = '#8b919c'

/** Ends that would vanish on white or on near-black are left out. */
export const PALETTES: Readonly<Record<string, readonly string[]>> = {
  viridis: ['#5a48a8', '#3a6ea5', '#1f9e8a', '#63b950', '#c9b81f'],
  plasma: ['#5b30b5', '#a02fa3', '#d1506f', '#ea8142', '#d9ac1e'],
  cividis: ['#3d5a98', '#6a7188', '#8f8a6a', '#b9a44e', '#d9bd2e'],
  blues: ['#86b7e8', '#559be0', '#2f7de1', '#4c5fd6', '#5a3fc0'],
  balance: ['#2f7de1', '#6f9fd0', '#98949c', '#d3846a', '#d6453c'],
}
export const USUAL_PALETTE = 'viridis'

const hex = (color: string) => '#' + color.match(/\d+/g)!.slice(0, 3).map(part => Number(part).toString(16).padStart(2, '0')).join('')

/** As many colours as there are buckets, spread over the palette from end to end. */
export function paletteColors(name: string | null | undefined, amount: number, reversed = false): string[] {
  const stops = PALETTES[name ?? ''] ?? PALETTES[USUAL_PALETTE]!
  const paint = gradient(stops.map((color, at) => ({ color, offset: (100 * at) / (stops.length - 1) })))
  const colors = Array.from({ length: amount }, (_, at) => hex(paint(amount === 1 ? 0.5 : at / (amount - 1))))
  return reversed ? colors.reverse() : colors
}

export const bucketCount = (chosen: ValueColors) => Math.max(LEAST_BUCKETS, Math.min(MOST_BUCKETS, Math.round(typeof chosen.buckets === 'number' ? chosen.buckets : USUAL_BUCKETS)))

/** Bounds between buckets that are equally wide, by their logarithm where that was asked for and can be. */
export function evenBounds(values: readonly number[], buckets: number, log = false): number[] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const scaled = log && low > 0
  const [from, to] = scaled ? [Math.log(low), Math.log(high)] : [low, high]
  return Array.from({ length: buckets - 1 }, (_, at) => {
    const place = from + ((to - from) * (at + 1)) / buckets
    return scaled ? Math.exp(place) : place
  })
}

export const rising = (bounds: readonly number[]) => bounds.every((bound, at) => Number.isFinite(bound) && (at === 0 || bound > bounds[at - 1]!))

function boundsOf(values: readonly number[], chosen: ValueColors): number[] {
  const own = Array.isArray(chosen.bounds) ? chosen.bounds.map(Number) : []
  const buckets = bucketCount(chosen)
  return own.length === buckets - 1 && rising(own) ? own : evenBounds(values, buckets, chosen.log === true)
}

export const shortNumber = (value: number) => number(Number(value.toPrecision(4)))

function bucketLabel(bounds: readonly number[], at: number): string {
  if (at === 0) return `below ${shortNumber(bounds[0]!)}`
  return at === bounds.length ? `${shortNumber(bounds[at - 1]!)} and more` : `${shortNumber(bounds[at - 1]!)} to ${shortNumber(bounds[at]!)}`
}

/** Numbers fall into buckets; a value that is words in any run makes all of them names, the most frequent ones with a colour of their own. */
export function scaleOf(values: readonly unknown[], chosen: ValueColors): ColorScale {
  const known = values.filter(value => value !== null && value !== undefined && !(typeof value === 'number' && !Number.isFinite(value)))
  if (known.every(value => typeof value === 'number')) {
    const bounds = known.length === 0 ? [] : boundsOf(known, chosen)
    const colors = paletteColors(chosen.palette, known.length === 0 ? 0 : bounds.length + 1, chosen.reversed === true)
    return { kind: 'numbers', buckets: colors.map((color, at) => ({ color, label: bucketLabel(bounds, at), below: bounds[at] ?? null })), without: values.length - known.length }
  }
  const counts = new Map<string, number>()
  for (const value of known) counts.set(valueText(value), (counts.get(valueText(value)) ?? 0) + 1)
  const names = [...counts].sort((left, right) => right[1] - left[1] || naturalOrder(left[0], right[0])).slice(0, MOST_BUCKETS).map(([name]) => name).sort(naturalOrder)
  const colors = paletteColors(chosen.palette, names.length, chosen.reversed === true)
  const named = names.reduce((sum, name) => sum + counts.get(name)!, 0)
  return { kind: 'names', buckets: names.map((name, at) => ({ color: colors[at]!, label: name, below: null })), without: values.length - named }
}

/** A bucket holds its lower bound; values beyond the ends belong to the first and the last one. */
export function colorOf(scale: ColorScale, value: unknown): string {
  if (value === null || value === undefined) return NO_VALUE
  if (scale.kind === 'names') return scale.buckets.find(bucket => bucket.label === valueText(value))?.color ?? NO_VALUE
  if (typeof value !== 'number' || !Number.isFinite(value)) return NO_VALUE
  return scale.buckets.find(bucket => bucket.below === null || value < bucket.below)?.color ?? NO_VALUE
}
