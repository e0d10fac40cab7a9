import type uPlot from 'uplot'
import { withAlpha } from '../../design/colors.ts'
import type { PlotLine } from './line.ts'

const BASELINE_DASH = [9, 5]

interface Look { hovered: string | null; showOriginal: boolean; dim: number }

/** Draws all lines into a uPlot frame, which brings axes, scales, cursor and selection. */
export function drawLines(plot: uPlot, lines: readonly PlotLine[], look: Look) {
  const context = plot.ctx
  const { left, top, width, height } = plot.bbox
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  const ratio = devicePixelRatio || 1
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const isHot = (line: PlotLine) => look.hovered !== null && line.run === look.hovered
  const someHot = look.hovered !== null && lines.some(isHot)
  // the emphasised run and the baseline go on top of the others, so they come last
  const rank = (line: PlotLine) => (isHot(line) ? 2 : line.strong ? 1 : 0)
  const ordered = lines.some(line => rank(line) > 0) ? [...lines].sort((a, b) => rank(a) - rank(b)) : lines
  for (const line of ordered) {
    const faded = someHot && !isHot(line) && !line.strong
    const color = faded ? withAlpha(line.color, look.dim) : line.color
    if (!faded && line.min && line.max) {
      context.fillStyle = withAlpha(line.color, line.fill ?? 0.16)
      context.fill(shadePath(plot, line))
    }
    if (!faded && line.min && line.max && !line.band) {
      context.lineWidth = ratio
      const { common, spikes } = boundsPaths(plot, line, ratio)
      context.strokeStyle = withAlpha(line.color, 0.3)
      context.stroke(common)
      context.strokeStyle = withAlpha(line.color, 0.85)
      context.stroke(spikes)
    }
    if (!faded && look.showOriginal && line.original) {
      context.strokeStyle = withAlpha(line.color, 0.28)
      context.lineWidth = ratio
      context.stroke(linePath(plot, line.x, line.original))
    }
    context.strokeStyle = color
    context.fillStyle = color
    context.lineWidth = widthOf(line, isHot(line)) * ratio
    context.setLineDash((line.strong && isHot(line) ? BASELINE_DASH : line.dash).map(each => each * ratio))
    if (!line.points) context.stroke(linePath(plot, line.x, line.y))
    context.setLineDash([])
    drawMarks(plot, line, ratio)
  }
  context.restore()
}

const widthOf = (line: PlotLine, hot: boolean) => (line.strong ? 3 : hot ? Math.max(2.4, (line.width ?? 0) + 1) : line.width ?? 1.5)

const xAt = (plot: uPlot, value: number) => plot.valToPos(value, 'x', true)
const yAt = (plot: uPlot, value: number) => plot.valToPos(value, 'y', true)

/** On a log axis nothing has a place at or below zero. */
const drawable = (plot: uPlot, value: number) => Number.isFinite(value) && (plot.scales.y!.distr !== 3 || value > 0)

function linePath(plot: uPlot, x: Float64Array, y: Float64Array | Float32Array): Path2D {
  const path = new Path2D()
  let open = false
  for (let at = 0; at < x.length; at++) {
    const value = y[at]!
    if (!drawable(plot, value)) {
      open = false
      continue
    }
    if (open) path.lineTo(xAt(plot, x[at]!), yAt(plot, value))
    else path.moveTo(xAt(plot, x[at]!), yAt(plot, value))
    open = true
  }
  return path
}

function shadePath(plot: uPlot, line: PlotLine): Path2D {
  const path = new Path2D()
  const min = line.min!
  const max = line.max!
  let from = 0
  while (from < line.x.length) {
    while (from < line.x.length && !(drawable(plot, min[from]!) && drawable(plot, max[from]!))) from++
    let to = from
    while (to < line.x.length && drawable(plot, min[to]!) && drawable(plot, max[to]!)) to++
    if (to > from) {
      for (let at = from; at < to; at++) {
        if (at === from) path.moveTo(xAt(plot, line.x[at]!), yAt(plot, max[at]!))
        else path.lineTo(xAt(plot, line.x[at]!), yAt(plot, max[at]!))
      }
      for (let at = to - 1; at >= from; at--) path.lineTo(xAt(plot, line.x[at]!), yAt(plot, min[at]!))
      path.closePath()
    }
    from = to + 1
  }
  return path
}

/**
 * The spread of every bucket as an upright stroke, or a spike far narrower than a pixel would vanish in the shade. A
 * spread that stands out from the others is drawn almost as strong as the line: it is what one looks for.
 */
function boundsPaths(plot: uPlot, line: PlotLine, ratio: number): { common: Path2D; spikes: Path2D } {
  const strokes: { place: number; low: number; high: number }[] = []
  for (let at = 0; at < line.x.length; at++) {
    const low = line.min![at]!
    const high = line.max![at]!
    if (low === high || !drawable(plot, low) || !drawable(plot, high)) continue
    // in the middle of a pixel, or its ink is shared out over two
    strokes.push({ place: Math.floor(xAt(plot, line.x[at]!)) + 0.5, low: yAt(plot, low), high: yAt(plot, high) })
  }
  const spans = Float64Array.from(strokes, each => each.low - each.high).sort()
  const usual = spans[Math.floor(spans.length / 2)] ?? 0
  const few = strokes.length < line.x.length / 10
  const common = new Path2D()
  const spikes = new Path2D()
  for (const { place, low, high } of strokes) {
    const path = low - high > 12 * ratio && (few || low - high > usual * 4) ? spikes : common
    path.moveTo(place, low)
    path.lineTo(place, high)
  }
  return { common, spikes }
}

/** A lone point is a dot; infinite values are arrowheads at the edge they leave through. */
function drawMarks(plot: uPlot, line: PlotLine, ratio: number) {
  const context = plot.ctx
  const { top, height } = plot.bbox
  for (let at = 0; at < line.x.length; at++) {
    const value = line.y[at]!
    const place = xAt(plot, line.x[at]!)
    if (value === Infinity || value === -Infinity) {
      const edge = value > 0 ? top : top + height
      const inward = (value > 0 ? 7 : -7) * ratio
      context.beginPath()
      context.moveTo(place, edge)
      context.lineTo(place - 4 * ratio, edge + inward)
      context.lineTo(place + 4 * ratio, edge + inward)
      context.fill()
    } else if (drawable(plot, value) && (line.points || !(at > 0 && drawable(plot, line.y[at - 1]!)) && !(at + 1 < line.x.length && drawable(plot, line.y[at + 1]!)))) {
      context.beginPath()
      context.arc(place, yAt(plot, value), 2.6 * ratio, 0, 2 * Math.PI)
      context.fill()
    }
  }
}
