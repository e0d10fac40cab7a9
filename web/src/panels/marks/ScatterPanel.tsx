import { scaleLinear, scaleLog, scaleTime } from 'd3-scale'
import { useMemo } from 'react'
import type { JsonObject } from '../../api/json.ts'
import { valueText } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { setHovered, useHovered } from '../hover.ts'
import { useRunScope } from '../runs.ts'
import { accessorLabel, keyOfAccessor, numberOf, useRunValues, valueOf } from '../values.ts'
import { BottomAxis, Frame, LeftAxis, Nothing, ticksOf } from './frame.tsx'
import { gradient } from './gradient.ts'
import { useSize } from './size.ts'
import { regression } from './stats.ts'
import '../marks.css'

const MOST = 1000
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 16, 10, 40]

export function axisScale(values: readonly number[], log: boolean, min: unknown, max: unknown, range: [number, number]) {
  const usable = log ? values.filter(value => value > 0) : values
  let [low, high] = [Math.min(...usable), Math.max(...usable)]
  if (usable.length === 0) [low, high] = log ? [1, 10] : [0, 1]
  if (typeof min === 'number' && (!log || min > 0)) low = min
  if (typeof max === 'number' && (!log || max > 0)) high = max
  if (low === high) [low, high] = log ? [low / 2, high * 2] : [low - 0.5, high + 0.5]
  const scale = log ? scaleLog().domain([low, high]) : scaleLinear().domain([low, high])
  return (typeof min === 'number' || typeof max === 'number' ? scale : scale.nice()).range(range)
}

/** The best value so far, going through the points from the left; or their mean so far. */
export function running(points: readonly { x: number; y: number }[], kind: 'min' | 'max' | 'mean'): { x: number; y: number }[] {
  let sum = 0
  let best = kind === 'min' ? Infinity : -Infinity
  return [...points].sort((left, right) => left.x - right.x).map((point, at) => {
    sum += point.y
    best = kind === 'min' ? Math.min(best, point.y) : Math.max(best, point.y)
    return { x: point.x, y: kind === 'mean' ? sum / (at + 1) : best }
  })
}

/** Moments in words that fit how far apart they are. */
export function timeTicks(domain: readonly number[], range: readonly number[], amount: number): { at: number; label: string }[] {
  const scale = scaleTime().domain(domain.map(time => new Date(time))).range([...range])
  const format = scale.tickFormat(amount)
  return scale.ticks(amount).map(time => ({ at: scale(time), label: format(time) }))
}

const isTime = (accessor: string) => /^run:(createdAt|heartbeatAt)$/.test(accessor)

/** One point a run: where two of its values meet, in its colour or that of a third value. */
export default function ScatterPanel({ config, title }: { config: JsonObject; title: string }) {
  const [element, size] = useSize()
  const scope = useRunScope()
  const hovered = useHovered()
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const [x, y, z] = [text(config.xAxis), text(config.yAxis), text(config.zAxis)]
  const { runs, matching, query } = useRunValues([x, y, z].filter((each): each is string => each !== null).map(keyOfAccessor), MOST)
  const points = useMemo(() => runs.flatMap(run => {
    const place = (accessor: string | null) => {
      const value = accessor === null ? null : valueOf(run, accessor)
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) && /^\d{4}-/.test(value) ? Date.parse(value) : numberOf(value)
    }
    const [px, py] = [place(x), place(y)]
    return px === null || py === null || (config.xAxisLogScale === true && px <= 0) || (config.yAxisLogScale === true && py <= 0) ? [] : [{ run, x: px, y: py, z: place(z) }]
  }), [runs, x, y, z, config.xAxisLogScale, config.yAxisLogScale])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (x === null || y === null) return <p className="plot-empty">Choose a value for each axis</p>
  const sx = axisScale(points.map(point => point.x), config.xAxisLogScale === true, config.xAxisMin, config.xAxisMax, [LEFT, Math.max(LEFT + 40, size.width - RIGHT - (z ? 56 : 0))])
  const sy = axisScale(points.map(point => point.y), config.yAxisLogScale === true, config.yAxisMin, config.yAxisMax, [Math.max(TOP + 40, size.height - BOTTOM), TOP])
  const shades = points.flatMap(point => (point.z === null ? [] : [point.z]))
  const sz = z && shades.length > 0 ? axisScale(shades, config.zAxisLogScale === true, config.zAxisMin, config.zAxisMax, [0, 1]) : null
  const paint = gradient(config.customGradient)
  const line = (kind: 'min' | 'max' | 'mean') => running(points, kind).map((point, at, all) => `${at === 0 ? 'M' : `H${sx(point.x)}V`}${at === 0 ? `${sx(point.x)},` : ''}${sy(point.y)}${at === all.length - 1 ? `H${sx.range()[1]}` : ''}`).join('')
  const fit = config.showLinearRegression === true ? regression(points.map(point => [point.x, point.y] as const)) : null
  const [x0, x1] = sx.domain() as [number, number]
  return (
    <Frame element={element} label={`${title}: ${points.length} points`} note={matching > MOST ? `the first ${MOST} of ${matching} runs` : null}>
      {points.length === 0 && <Nothing waiting={query.isPending}>No visible run has both values</Nothing>}
      {size.width > 0 && points.length > 0 && (
        <svg width={size.width} height={size.height} data-marks={points.length}>
          <BottomAxis ticks={isTime(x) ? timeTicks(sx.domain(), sx.range(), Math.max(2, size.width / 110)) : ticksOf(sx, Math.max(2, size.width / 110))} from={LEFT} to={sx.range()[1]!} place={size.height - BOTTOM} title={accessorLabel(x)} />
          <LeftAxis ticks={isTime(y) ? timeTicks(sy.domain(), sy.range(), Math.max(2, size.height / 60)) : ticksOf(sy, Math.max(2, size.height / 60))} from={TOP} to={size.height - BOTTOM} place={LEFT} title={accessorLabel(y)} />
          {config.showMinYAxisLine === true && <path className="trend" d={line('min')} />}
          {config.showMaxYAxisLine === true && <path className="trend" d={line('max')} />}
          {config.showAvgYAxisLine === true && <path className="trend dashed" d={line('mean')} />}
          {fit && <line className="trend" x1={sx(x0)} x2={sx(x1)} y1={sy(fit.intercept + fit.slope * x0)} y2={sy(fit.intercept + fit.slope * x1)} />}
          {points.map(({ run, x: px, y: py, z: pz }) => (
            <circle
              key={run.name}
              className="point link"
              cx={sx(px)}
              cy={sy(py)}
              r={hovered === run.name ? 7 : 4.5}
              fill={sz && pz !== null ? paint(sz(pz)) : run.color}
              fillOpacity={hovered !== null && hovered !== run.name ? 0.3 : 0.85}
              onPointerEnter={() => setHovered(run.name)}
              onPointerLeave={() => setHovered(null)}
              onClick={event => scope.openRun(run.name, event.ctrlKey || event.metaKey)}
            >
              <title>{[run.label, ...[x, y, z].filter((each): each is string => each !== null).map(each => `${accessorLabel(each)}: ${valueText(valueOf(run, each))}`)].join('\n')}</title>
            </circle>
          ))}
          {sz && z && <Shades scale={sz} paint={paint} x={size.width - 46} height={size.height - BOTTOM - TOP} title={accessorLabel(z)} />}
        </svg>
      )}
    </Frame>
  )
}

function Shades({ scale, paint, x, height, title }: { scale: ReturnType<typeof axisScale>; paint: (share: number) => string; x: number; height: number; title: string }) {
  const steps = 24
  const ticks = ticksOf(scale, 4)
  return (
    <g className="axis">
      {Array.from({ length: steps }, (_, at) => <rect key={at} x={x} y={TOP + height - ((at + 1) * height) / steps} width={9} height={height / steps + 0.5} fill={paint((at + 0.5) / steps)} />)}
      {ticks.map(each => <text key={each.at} x={x + 13} y={TOP + height * (1 - each.at) + 4}>{each.label}</text>)}
      <text className="axis-title" transform={`translate(${x - 6} ${TOP + height / 2}) rotate(-90)`} textAnchor="middle">{title}</text>
    </g>
  )
}
