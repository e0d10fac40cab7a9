type Column = Float64Array | Float32Array

/** One drawn line: a run's key, or one of several keys of a run. */
export interface PlotLine {
  id: string
  run: string
  /** Run name, and the key where the panel has several. */
  label: string
  color: string
  dash: number[]
  x: Float64Array
  /** What the line follows: the last value per bucket, or the smoothed one. */
  y: Column
  /** Values under a smoothed line. */
  original: Column | null
  /** Bounds of each bucket, where points stand for several rows. */
  min: Column | null
  max: Column | null
  /** Bounds of each bucket for those who ask, also where a smoothed line is drawn. */
  bin?: { min: Column; max: Column }
  rows: number
  exact: boolean
  /** The bounds are a range of runs, not of the rows of a bucket: no strokes are drawn in them. */
  band?: boolean
  /** Chosen for this line. */
  width?: number
  points?: boolean
  /** An area on top of others: what the line itself says, and how dense it is filled. */
  own?: Column
  fill?: number
  /** The baseline: bolder than the others, and dashed while it is pointed at. */
  strong?: boolean
}

export interface Range { min: number; max: number }

/** Index of the point nearest to `value` in ascending x, or -1. */
export function nearest(x: Float64Array, value: number): number {
  let low = 0
  let high = x.length - 1
  if (high < 0) return -1
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[middle]! < value) low = middle + 1
    else high = middle
  }
  if (low > 0 && Math.abs(x[low - 1]! - value) <= Math.abs(x[low]! - value)) return low - 1
  return low
}

export interface DomainOptions { xLog: boolean; yLog: boolean; xRange: Partial<Range>; yRange: Partial<Range>; zoom: { x: Range; y: Range | null } | null; ignoreOutliers: boolean }

const usable = (value: number, log: boolean) => Number.isFinite(value) && (!log || value > 0)

/** What the axes span: zoom first, then fixed bounds, then the data with a little air. */
export function domain(lines: readonly PlotLine[], options: DomainOptions): { x: Range; y: Range } {
  const { xLog, yLog } = options
  const xRange = drawable(options.xRange, xLog)
  const yRange = drawable(options.yRange, yLog)
  const zoomX = options.zoom && whole(drawable(options.zoom.x, xLog))
  const zoomY = options.zoom?.y && whole(drawable(options.zoom.y, yLog))
  let x: Range
  if (zoomX) x = zoomX
  else {
    const all = span(lines, line => [line.x], xLog, null)
    x = ordered({ min: xRange.min ?? all?.min ?? (xLog ? 1 : 0), max: xRange.max ?? all?.max ?? (xLog ? 10 : 1) }, xRange)
    if (x.min === x.max) x = xLog ? { min: x.min / 2, max: x.max * 2 } : { min: x.min - 0.5, max: x.max + 0.5 }
  }
  if (zoomY) return { x, y: zoomY }
  let seen = span(lines, line => (options.ignoreOutliers ? [line.y] : [line.y, line.original, line.min, line.max]), yLog, x)
  if (options.ignoreOutliers) seen = quantiles(lines, yLog, x) ?? seen
  const y = airy(seen ?? { min: yLog ? 1 : 0, max: yLog ? 10 : 1 }, yLog)
  return { x, y: ordered({ min: yRange.min ?? y.min, max: yRange.max ?? y.max }, yRange) }
}

/** Without the bounds that the axis cannot show: a logarithmic one that began at or below zero would never be done with its ticks. */
function drawable(range: Partial<Range>, log: boolean): Partial<Range> {
  const kept: Partial<Range> = {}
  if (range.min !== undefined && usable(range.min, log)) kept.min = range.min
  if (range.max !== undefined && usable(range.max, log)) kept.max = range.max
  return kept
}

const whole = (range: Partial<Range>): Range | null => (range.min !== undefined && range.max !== undefined && range.min < range.max ? { min: range.min, max: range.max } : null)

/** A bound beyond all that is drawn leaves the other one to give way. */
function ordered(range: Range, fixed: Partial<Range>): Range {
  if (range.min <= range.max) return range
  return fixed.min !== undefined ? { min: fixed.min, max: fixed.min > 0 ? fixed.min * 2 : fixed.min + 1 } : { min: range.max > 0 ? range.max / 2 : range.max - 1, max: range.max }
}

function span(lines: readonly PlotLine[], columns: (line: PlotLine) => (Column | null)[], log: boolean, within: Range | null): Range | null {
  let min = Infinity
  let max = -Infinity
  for (const line of lines) {
    for (const column of columns(line)) {
      if (!column) continue
      for (let at = 0; at < column.length; at++) {
        if (within && (line.x[at]! < within.min || line.x[at]! > within.max)) continue
        const value = column[at]!
        if (!usable(value, log)) continue
        if (value < min) min = value
        if (value > max) max = value
      }
    }
  }
  return min <= max ? { min, max } : null
}

function quantiles(lines: readonly PlotLine[], log: boolean, within: Range): Range | null {
  const values: number[] = []
  for (const line of lines) {
    for (let at = 0; at < line.y.length; at++) {
      if (line.x[at]! >= within.min && line.x[at]! <= within.max && usable(line.y[at]!, log)) values.push(line.y[at]!)
    }
  }
  if (values.length < 20) return null
  const sorted = Float64Array.from(values).sort()
  return { min: sorted[Math.floor(sorted.length * 0.05)]!, max: sorted[Math.ceil(sorted.length * 0.95) - 1]! }
}

function airy({ min, max }: Range, log: boolean): Range {
  if (log) return min === max ? { min: min / 2, max: max * 2 } : { min: min / 1.1, max: max * 1.1 }
  if (min === max) {
    const half = Math.abs(min) * 0.1 || 0.5
    return { min: min - half, max: max + half }
  }
  // lines that start near zero stand on it; others get the height for themselves
  const low = min >= 0 && min < 0.35 * max ? 0 : min - (max - min) * 0.05
  return { min: low, max: max + (max - min) * 0.05 }
}
