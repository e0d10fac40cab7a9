import { isObject } from '../../api/json.ts'
import { groupColors } from '../../design/colors.ts'
import { valueText } from '../../design/format.ts'
import { cellValue } from '../../rooms/runs/columns.ts'
import { summarize, type Aggregate, type Area } from '../marks/stats.ts'
import type { DrawnRun } from '../runs.ts'
import { sectionsOf, type Key, type LineConfig, type Runset, type Spec } from '../spec.ts'
import type { PlotLine } from './line.ts'

/** How runs are taken together into one line. */
export interface Grouping { keys: readonly Key[]; aggregate: Aggregate; area: Area }

const POINTS = 500
const WINDOWS = 250

const AGGREGATES = new Set(['mean', 'min', 'max', 'median', 'sum'])
const AREAS = new Set(['minmax', 'stddev', 'stderr', 'none'])

/** Panels name a config key as `lr.value` and a field of runs as `group`. */
export function groupKeyOf(text: string): Key {
  if (text.includes(':')) return { section: text.slice(0, text.indexOf(':')), name: text.slice(text.indexOf(':') + 1) }
  const name = text.replace(/^config\./, '')
  return /\.value(\.|$)/.test(name) ? { section: 'config', name } : { section: 'run', name }
}

export function groupingOf(panel: LineConfig, table: readonly Key[], follows: boolean): Grouping | null {
  const own = panel.groupBy && panel.groupBy !== 'None' ? [groupKeyOf(panel.groupBy)] : []
  const keys = panel.aggregate === true || own.length > 0 ? own : follows && panel.aggregate == null ? table : []
  if (keys.length === 0 && panel.aggregate !== true) return null
  const aggregate = AGGREGATES.has(panel.groupAgg ?? '') ? (panel.groupAgg as Aggregate) : 'mean'
  return { keys, aggregate, area: AREAS.has(panel.groupArea ?? '') ? (panel.groupArea as Area) : 'minmax' }
}

/** What panels of their own group by: the runs must bring these values along. */
export function panelGroupKeys(spec: Spec): Key[] {
  const texts = new Set(sectionsOf(spec).flatMap(section => section.panels.map(panel => panel.config?.groupBy)).filter((text): text is string => typeof text === 'string' && text !== '' && text !== 'None'))
  return [...texts].map(groupKeyOf)
}

export function groupName(run: DrawnRun, keys: readonly Key[]): string {
  if (keys.length === 0) return 'All runs'
  return keys.map(key => valueText(cellValue(run.values, key)) || 'none').join(', ')
}

/** Tells groups apart whose values look alike once they are shortened. */
function groupKey(run: DrawnRun, keys: readonly Key[]): string {
  return keys.map(key => exactText(cellValue(run.values, key))).join(', ')
}

const exactText = (value: unknown): string => (value === null || value === undefined || value === '' ? 'none' : typeof value === 'object' ? JSON.stringify(value) : String(value))

export const groupId = (name: string) => `group:${name}`
export const isGroup = (id: string) => id.startsWith('group:')

const NONE: ReadonlyMap<string, string> = new Map()
const GROUP_COLOR = 'run-color-group:'

/** Colours that somebody chose for groups of the table, by the values of the group. Scripts write a key for each: the run set, and the values that lead to the group. */
export function chosenGroupColors(colors: Readonly<Record<string, unknown>>, runset: Runset): Map<string, string> {
  const found = new Map<string, string>()
  for (const [text, color] of Object.entries(colors)) {
    if (!text.startsWith(GROUP_COLOR) || typeof color !== 'string') continue
    const [owner, ...path] = text.slice(GROUP_COLOR.length).split(':')
    try {
      const set: unknown = JSON.parse(decodeURIComponent(owner!))
      const steps: unknown = JSON.parse(decodeURIComponent(path.join(':')))
      if ((set !== null && set !== runset.id) || !Array.isArray(steps) || steps.length !== runset.grouping.length) continue
      if (steps.every((step, at) => isObject(step) && step.key === `${runset.grouping[at]!.section}:${runset.grouping[at]!.name}`)) found.set(steps.map(step => exactText(step.value)).join(', '), color)
    } catch {
      // a key of another make: it keeps its place in the document
    }
  }
  return found
}

/** Groups in the order of their first run. Their colours are shared out among the groups of `all` runs, so that every panel of a page gives a group the same. */
export function groupsOf(runs: readonly DrawnRun[], keys: readonly Key[], all: readonly DrawnRun[] = runs, chosen: ReadonlyMap<string, string> = NONE): { id: string; label: string; color: string; runs: DrawnRun[] }[] {
  const groups = new Map<string, DrawnRun[]>()
  for (const run of runs) {
    const key = groupKey(run, keys)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const colors = groupColors(all.map(run => groupKey(run, keys)))
  return [...groups].map(([key, members]) => ({ id: groupId(key), label: groupName(members[0]!, keys), color: chosen.get(key) ?? colors.get(key)!, runs: members }))
}

/** The x positions at which lines are compared: their own where these are few, equal windows otherwise. */
function positions(lines: readonly PlotLine[]): { x: number[]; at: (line: PlotLine) => Float64Array } {
  const own = new Set<number>()
  for (const line of lines) for (const x of line.x) own.add(x)
  if (own.size <= POINTS) {
    const x = [...own].sort((left, right) => left - right)
    const place = new Map(x.map((value, index) => [value, index]))
    return { x, at: line => spread(line, x.length, value => place.get(value)!) }
  }
  let [min, max] = [Infinity, -Infinity]
  for (const value of own) {
    if (value < min) min = value
    if (value > max) max = value
  }
  const width = (max - min) / WINDOWS
  return { x: Array.from({ length: WINDOWS }, (_, index) => min + (index + 0.5) * width), at: line => spread(line, WINDOWS, value => Math.min(WINDOWS - 1, Math.floor((value - min) / width))) }
}

/** The mean of a line in each window, and NaN where it has no point. */
function spread(line: PlotLine, size: number, place: (x: number) => number): Float64Array {
  const sum = new Float64Array(size)
  const count = new Uint32Array(size)
  line.x.forEach((x, index) => {
    const value = line.y[index]!
    if (!Number.isFinite(value)) return
    const window = place(x)
    sum[window]! += value
    count[window]!++
  })
  return sum.map((value, index) => (count[index]! > 0 ? value / count[index]! : NaN))
}

/** One line a group and metric: the aggregate of its runs, with the range of doubt as a shade. */
export function groupLines(lines: readonly PlotLine[], runs: readonly DrawnRun[], grouping: Grouping, most: number, all: readonly DrawnRun[] = runs, chosen: ReadonlyMap<string, string> = NONE): PlotLine[] {
  const result: PlotLine[] = []
  for (const group of groupsOf(runs, grouping.keys, all, chosen).slice(0, most)) {
    const members = new Set(group.runs.map(run => run.name))
    const byMetric = new Map<string, PlotLine[]>()
    for (const line of lines) {
      if (!members.has(line.run)) continue
      const metric = line.id.slice(line.run.length + 1)
      byMetric.set(metric, [...(byMetric.get(metric) ?? []), line])
    }
    for (const [metric, own] of byMetric) result.push(together(group, metric, own, grouping, byMetric.size > 1))
  }
  return result
}

function together(group: { id: string; label: string; color: string; runs: DrawnRun[] }, metric: string, lines: readonly PlotLine[], { aggregate, area }: Grouping, many: boolean): PlotLine {
  const { x, at } = positions(lines)
  const columns = lines.map(at)
  const kept: number[] = []
  const [value, low, high]: [number[], number[], number[]] = [[], [], []]
  x.forEach((place, index) => {
    const summary = summarize(columns.map(column => column[index]!).filter(each => !Number.isNaN(each)), aggregate, area)
    if (!summary) return
    kept.push(place)
    value.push(summary.value)
    low.push(summary.low)
    high.push(summary.high)
  })
  const shade = area !== 'none' && lines.length > 1
  return { id: `${group.id}\u0000${metric}`, run: group.id, label: `${group.label}${many ? ` · ${metric}` : ''} (${group.runs.length})`, color: group.color, dash: lines[0]!.dash, x: Float64Array.from(kept), y: Float64Array.from(value), original: null, min: shade ? Float64Array.from(low) : null, max: shade ? Float64Array.from(high) : null, rows: value.length, exact: true, band: shade }
}
