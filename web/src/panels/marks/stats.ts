export type Aggregate = 'mean' | 'min' | 'max' | 'median' | 'sum'
export type Area = 'minmax' | 'stddev' | 'stderr' | 'none'

export interface Summary { value: number; low: number; high: number; count: number; quartiles: [number, number, number]; min: number; max: number }

const at = (sorted: readonly number[], share: number) => {
  const place = (sorted.length - 1) * share
  const low = Math.floor(place)
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (place - low)
}

/** One number for a group of values, and the range of doubt around it. */
export function summarize(values: readonly number[], aggregate: Aggregate = 'mean', area: Area = 'minmax'): Summary | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((left, right) => left - right)
  const sum = sorted.reduce((total, value) => total + value, 0)
  const mean = sum / sorted.length
  const deviation = Math.sqrt(sorted.reduce((total, value) => total + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1))
  const [min, max] = [sorted[0]!, sorted[sorted.length - 1]!]
  const value = { mean, min, max, median: at(sorted, 0.5), sum }[aggregate]
  const half = area === 'stddev' ? deviation : area === 'stderr' ? deviation / Math.sqrt(sorted.length) : 0
  const [low, high] = area === 'minmax' ? [min, max] : [value - half, value + half]
  return { value, low, high, count: sorted.length, quartiles: [at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75)], min, max }
}

const CURVE = 40

/** Where values lie, as shares of the densest place: Gaussian kernels of Silverman's width, from the smallest to the largest value. */
export function density(values: readonly number[]): { value: number; share: number }[] {
  const summary = summarize(values, 'mean', 'stddev')
  if (!summary || summary.min === summary.max) return []
  const deviation = summary.high - summary.value
  const middle = (summary.quartiles[2] - summary.quartiles[0]) / 1.34
  const width = 0.9 * Math.min(deviation, middle > 0 ? middle : deviation) * values.length ** -0.2
  const points = Array.from({ length: CURVE }, (_, index) => summary.min + ((summary.max - summary.min) * index) / (CURVE - 1))
  const heights = points.map(point => values.reduce((sum, value) => sum + Math.exp(-0.5 * ((point - value) / width) ** 2), 0))
  const most = Math.max(...heights)
  return points.map((value, index) => ({ value, share: heights[index]! / most }))
}

/** Slope and intercept of the line through points that errs least, or null where there is none. */
export function regression(points: readonly (readonly [number, number])[]): { slope: number; intercept: number } | null {
  if (points.length < 2) return null
  const mx = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const my = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const spread = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  if (spread === 0) return null
  const slope = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / spread
  return { slope, intercept: my - slope * mx }
}

/** Pearson's correlation; 0 where one side does not vary. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  const [ml, mr] = [left, right].map(values => values.reduce((sum, value) => sum + value, 0) / values.length) as [number, number]
  let [both, l, r] = [0, 0, 0]
  left.forEach((value, index) => {
    const [dl, dr] = [value - ml, right[index]! - mr]
    both += dl * dr
    l += dl * dl
    r += dr * dr
  })
  return l === 0 || r === 0 ? 0 : both / Math.sqrt(l * r)
}
