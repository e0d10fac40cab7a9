import { groupColors } from '../../design/colors.ts'
import { isObject, type JsonObject } from '../../api/json.ts'
import { valueText } from '../../design/format.ts'
import { accessorLabel, numberOf, valueOf, type RunValue } from '../values.ts'
import { summarize, type Aggregate, type Area, type Summary } from './stats.ts'

export interface Bar { id: string; run: string | null; label: string; color: string; value: number; spread: Summary | null; /** Of the runs in the bar. */ values: readonly number[] }

export const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [])

/** One bar a run and metric; with grouping one a group, with its mean and the range around it. */
export function barsOf(runs: readonly RunValue[], config: JsonObject): Bar[] {
  const metrics = listOf(config.metrics)
  const titles = isObject(config.overrideSeriesTitles) ? config.overrideSeriesTitles : {}
  const colors = isObject(config.overrideColors) ? config.overrideColors : {}
  const groupBy = typeof config.groupBy === 'string' && config.groupBy !== 'None' ? config.groupBy : null
  const grouped = groupBy !== null || config.aggregate === true
  const name = (id: string, label: string) => (typeof titles[id] === 'string' ? (titles[id] as string) : label)
  const color = (id: string, own: string) => (isObject(colors[id]) && typeof colors[id].color === 'string' ? colors[id].color : own)
  if (!grouped) {
    return runs.flatMap(run => metrics.flatMap(metric => {
      const value = numberOf(valueOf(run, metric))
      const id = `${run.name}:${metric}`
      return value === null ? [] : [{ id, run: run.name, label: name(id, metrics.length > 1 ? `${run.label} · ${accessorLabel(metric)}` : run.label), color: color(id, run.color), value, spread: null, values: [value] }]
    }))
  }
  const groups = new Map<string, number[]>()
  for (const run of runs) {
    const group = groupBy === null ? 'All runs' : valueText(valueOf(run, groupKey(groupBy))) || 'none'
    for (const metric of metrics) {
      const value = numberOf(valueOf(run, metric))
      const label = metrics.length > 1 ? `${group} · ${accessorLabel(metric)}` : group
      if (value !== null) groups.set(label, [...(groups.get(label) ?? []), value])
    }
  }
  const own = groupColors(groups.keys())
  return [...groups].map(([label, values]) => {
    const spread = summarize(values, (config.groupAgg as Aggregate | null) ?? 'mean', (config.groupArea as Area | null) ?? 'minmax')!
    return { id: label, run: null, label: name(label, label), color: color(label, own.get(label)!), value: spread.value, spread, values }
  })
}

/** Panels group by `lr.value` for a config key and by `group` for a field of runs. */
export const groupKey = (text: string) => (/[:.]/.test(text) && !text.includes(':') && /\.value(\.|$)/.test(text) ? `config:${text}` : text.includes(':') || text.startsWith('config.') ? text : `run:${text}`)

export type BarStyle = 'bar' | 'boxplot' | 'violin'

/** Layout documents name it by one of two keys, by their age. */
export function styleOf(config: JsonObject): BarStyle {
  const named = config.plotType ?? config.barPlotType
  return named === 'boxplot' || named === 'violin' ? named : 'bar'
}

/** What the axis spans: bars stand on zero, boxes and violins have the height for themselves. */
export function reach(bars: readonly Bar[], spread: boolean): [number, number] {
  const lows = bars.map(bar => (spread ? bar.spread?.min : bar.spread?.low) ?? bar.value)
  const highs = bars.map(bar => (spread ? bar.spread?.max : bar.spread?.high) ?? bar.value)
  return [Math.min(...(spread ? [] : [0]), ...lows), Math.max(...(spread ? [] : [0]), ...highs)]
}
