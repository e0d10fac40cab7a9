import { isObject } from '../../api/json.ts'
import type { LineConfig, PlotType } from '../spec.ts'
import { nearest, type PlotLine } from './line.ts'

/** How a line is drawn; `points` leaves out the line between them. */
export const MARKS: Readonly<Record<string, { label: string; dash: number[]; points?: boolean }>> = {
  solid: { label: 'Solid', dash: [] },
  dashed: { label: 'Dashed', dash: [6, 4] },
  dotted: { label: 'Dotted', dash: [1.5, 3.5] },
  dotdash: { label: 'Dot, dash', dash: [2, 3, 8, 3] },
  dotdotdash: { label: 'Dot, dot, dash', dash: [2, 3, 2, 3, 8, 3] },
  points: { label: 'Points', dash: [], points: true },
}

export interface LineStyle { title: string | null; color: string | null; width: number | null; mark: string | null }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** A colour that the browser knows; scripts give it alone, or with the one of the shade. */
function colorOf(value: unknown): string | null {
  const color = text(isObject(value) ? value.color : value)
  return color !== null && /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/]+\))$/i.test(color) ? color : null
}

/** What a panel says of one of its lines, under `<run>:<metric>` as scripts write it. */
export function styleOf(config: LineConfig, run: string, metric: string): LineStyle {
  const id = `${run}:${metric}`
  const width = config.overrideLineWidths?.[id]
  const mark = text(config.overrideMarks?.[id])
  return {
    title: text(config.overrideSeriesTitles?.[id]),
    color: colorOf(config.overrideColors?.[id]),
    width: typeof width === 'number' && width > 0 ? Math.min(width, 20) : null,
    mark: mark !== null && mark in MARKS ? mark : null,
  }
}

const OVERRIDES = ['overrideSeriesTitles', 'overrideColors', 'overrideLineWidths', 'overrideMarks'] as const

/** Lines as the panel wants them: each with its own name, colour, width and dashes, and all of them stacked. */
export function styled(lines: PlotLine[], config: LineConfig): PlotLine[] {
  const own = OVERRIDES.some(each => Object.keys(config[each] ?? {}).length > 0)
  const named = own ? lines.map(line => restyled(line, styleOf(config, line.run, line.id.slice(line.run.length + 1)))) : lines
  return isStacked(config.plotType) ? stacked(named, config.plotType === 'pct-area') : named
}

export const isStacked = (type: PlotType | null | undefined) => type === 'stacked-area' || type === 'pct-area'

function restyled(line: PlotLine, { title, color, width, mark }: LineStyle): PlotLine {
  const drawn = mark === null ? {} : { dash: MARKS[mark]!.dash, points: MARKS[mark]!.points ?? false }
  return { ...line, label: title ?? line.label, color: color ?? line.color, ...(width === null ? {} : { width }), ...drawn }
}

const MOST_PLACES = 4000

/** Areas one on another; with `share` each is a part of a hundred at its place. What a line itself says stays its value. */
export function stacked(lines: readonly PlotLine[], share: boolean): PlotLine[] {
  const places = Float64Array.from(new Set(lines.flatMap(line => [...line.x]))).sort()
  const every = Math.ceil(places.length / MOST_PLACES)
  const x = every > 1 ? places.filter((_, at) => at % every === 0) : places
  const values = lines.map(line => x.map(place => valueAt(line, place)))
  const totals = x.map((_, at) => values.reduce((sum, each) => sum + (each[at]! > 0 ? each[at]! : 0), 0))
  const height = (value: number, at: number) => (value > 0 ? (share ? (totals[at]! > 0 ? (100 * value) / totals[at]! : 0) : value) : 0)
  let floor: Float64Array = new Float64Array(x.length)
  return lines.map((line, index) => {
    const own = values[index]!
    const top = floor.map((low, at) => low + height(own[at]!, at))
    // where an area has no height its edge would lie on another's
    const area = { ...line, x, y: top.map((high, at) => (high > floor[at]! ? high : NaN)), min: floor, max: top, original: null, bin: undefined, own: share ? own.map((value, at) => height(value, at)) : own, band: true, fill: 0.55, exact: true, rows: x.length }
    floor = top
    return area
  })
}

/** Between two points a value lies between theirs; before the first and after the last there is none. */
function valueAt({ x, y }: PlotLine, place: number): number {
  if (x.length === 0 || place < x[0]! || place > x[x.length - 1]!) return 0
  const at = nearest(x, place)
  const other = x[at]! < place ? at + 1 : at - 1
  if (x[at] === place || other < 0 || other >= x.length) return y[at]!
  const share = (place - x[at]!) / (x[other]! - x[at]!)
  return y[at]! + (y[other]! - y[at]!) * share
}
