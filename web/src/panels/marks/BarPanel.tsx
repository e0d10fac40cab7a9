import { scaleLinear } from 'd3-scale'
import { useMemo } from 'react'
import { isObject, type JsonObject } from '../../api/json.ts'
import { number, valueText } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { setHovered, useHovered } from '../hover.ts'
import { useRunScope } from '../runs.ts'
import { accessorLabel, keyOfAccessor, numberOf, useRunValues, valueOf, type RunValue } from '../values.ts'
import { BottomAxis, Frame, Nothing, ticksOf } from './frame.tsx'
import { groupColors } from '../../design/colors.ts'
import { useSize } from './size.ts'
import { summarize, type Aggregate, type Area, type Summary } from './stats.ts'
import '../marks.css'

interface Bar { id: string; run: string | null; label: string; color: string; value: number; spread: Summary | null }

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [])

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
      return value === null ? [] : [{ id, run: run.name, label: name(id, metrics.length > 1 ? `${run.label} · ${accessorLabel(metric)}` : run.label), color: color(id, run.color), value, spread: null }]
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
    return { id: label, run: null, label: name(label, label), color: color(label, own.get(label)!), value: spread.value, spread }
  })
}

/** Panels group by `lr.value` for a config key and by `group` for a field of runs. */
const groupKey = (text: string) => (/[:.]/.test(text) && !text.includes(':') && /\.value(\.|$)/.test(text) ? `config:${text}` : text.includes(':') || text.startsWith('config.') ? text : `run:${text}`)

const ROW = 24

export default function BarPanel({ config, title }: { config: JsonObject; title: string }) {
  const [element, size] = useSize()
  const scope = useRunScope()
  const hovered = useHovered()
  const metrics = listOf(config.metrics)
  const groupBy = typeof config.groupBy === 'string' && config.groupBy !== 'None' ? [groupKey(config.groupBy)] : []
  const most = typeof config.limit === 'number' ? config.limit : groupBy.length > 0 ? 1000 : 50
  const { runs, query } = useRunValues([...metrics, ...groupBy].map(keyOfAccessor), most)
  const all = useMemo(() => barsOf(runs, config), [runs, config])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  const bars = all.slice(0, typeof config.barLimit === 'number' ? config.barLimit : 100)
  const box = config.plotType === 'boxplot' || config.barPlotType === 'boxplot'
  const low = Math.min(0, ...bars.map(bar => (box ? bar.spread?.min : bar.spread?.low) ?? bar.value))
  const high = Math.max(0, ...bars.map(bar => (box ? bar.spread?.max : bar.spread?.high) ?? bar.value))
  const left = Math.min(170, Math.max(60, size.width * 0.3))
  const scale = scaleLinear().domain([typeof config.xAxisMin === 'number' ? config.xAxisMin : low, typeof config.xAxisMax === 'number' ? config.xAxisMax : high === low ? low + 1 : high]).nice().range([left, Math.max(left + 40, size.width - 54)])
  const height = bars.length * ROW + 6
  const axisTitle = typeof config.xAxisTitle === 'string' ? config.xAxisTitle : metrics.map(accessorLabel).join(', ')
  return (
    <Frame element={element} label={`${title}: ${bars.length} bars`}>
      {bars.length === 0 && <Nothing waiting={query.isPending}>No visible run has this value</Nothing>}
      {size.width > 0 && bars.length > 0 && (
        <>
          <div className="marks-scroll">
            <svg width={size.width - 12} height={height} data-marks={bars.length}>
              {bars.map((bar, at) => {
                const y = 4 + at * ROW
                const [from, to] = [scale(Math.max(scale.domain()[0]!, Math.min(0, bar.value))), scale(Math.max(0, bar.value))]
                const faded = hovered !== null && bar.run !== null && hovered !== bar.run && bars.some(each => each.run === hovered)
                return (
                  <g key={bar.id} className={`bar ${faded ? 'faded' : ''} ${bar.run ? 'link' : ''}`} onPointerEnter={() => setHovered(bar.run)} onPointerLeave={() => setHovered(null)} onClick={event => bar.run && scope.openRun(bar.run, event.ctrlKey || event.metaKey)}>
                    <title>{`${bar.label}: ${bar.value}${bar.spread ? ` (${bar.spread.count} runs, ${bar.spread.low} to ${bar.spread.high})` : ''}`}</title>
                    <rect x={0} y={y - 2} width={size.width} height={ROW} className="hit" />
                    <text x={left - 8} y={y + 14} textAnchor="end">{short(bar.label, left)}</text>
                    {box && bar.spread ? <Box spread={bar.spread} color={bar.color} y={y} scale={scale} /> : <rect x={from} y={y + 2} width={Math.max(1, to - from)} height={ROW - 8} rx={2} fill={bar.color} />}
                    {!box && bar.spread && bar.spread.count > 1 && config.groupArea !== 'none' && <path className="whisker" d={`M${scale(bar.spread.low)},${y + ROW / 2 - 2}H${scale(bar.spread.high)}M${scale(bar.spread.low)},${y + 6}v8M${scale(bar.spread.high)},${y + 6}v8`} />}
                    <text x={Math.max(to, scale(bar.spread?.high ?? bar.value)) + 5} y={y + 14} className="num">{number(bar.value)}</text>
                  </g>
                )
              })}
            </svg>
          </div>
          <svg width={size.width} height={34} className="marks-axis" aria-hidden="true"><BottomAxis ticks={ticksOf(scale, 4)} from={left} to={size.width - 54} place={1} title={axisTitle} /></svg>
        </>
      )}
    </Frame>
  )
}

function Box({ spread, color, y, scale }: { spread: Summary; color: string; y: number; scale: (value: number) => number }) {
  const [q1, q2, q3] = spread.quartiles.map(scale) as [number, number, number]
  return (
    <>
      <path className="whisker" d={`M${scale(spread.min)},${y + 10}H${q1}M${q3},${y + 10}H${scale(spread.max)}M${scale(spread.min)},${y + 6}v8M${scale(spread.max)},${y + 6}v8`} />
      <rect x={q1} y={y + 2} width={Math.max(1, q3 - q1)} height={ROW - 8} rx={2} fill={color} />
      <line x1={q2} x2={q2} y1={y + 2} y2={y + ROW - 6} className="median" />
    </>
  )
}

/** Names are cut from the front: their ends tell runs apart. */
function short(label: string, width: number): string {
  const most = Math.floor((width - 14) / 6.4)
  return label.length > most ? `…${label.slice(-(most - 1))}` : label
}
