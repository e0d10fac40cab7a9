import { scalePoint } from 'd3-scale'
import { useMemo, useRef, useState } from 'react'
import { isObject, type JsonObject } from '../../api/json.ts'
import { naturalOrder, valueText } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { setHovered, useHovered } from '../hover.ts'
import { useRunScope } from '../runs.ts'
import { accessorLabel, keyOfAccessor, numberOf, useRunValues, valueOf, type RunValue } from '../values.ts'
import { Frame, Nothing, ticksOf } from './frame.tsx'
import { gradient } from './gradient.ts'
import { axisScale } from './ScatterPanel.tsx'
import { useSize } from './size.ts'
import '../marks.css'

const MOST = 1000
const [TOP, BOTTOM, SIDE] = [34, 16, 60]

interface Axis { accessor: string; label: string; place: (value: unknown) => number | null; ticks: { at: number; label: string }[] }

interface ColumnConfig { accessor: string; displayName?: string | null; inverted?: boolean | null; log?: boolean | null }

export function columnsOf(config: JsonObject): ColumnConfig[] {
  return (Array.isArray(config.columns) ? config.columns : []).filter(isObject).filter((column): column is JsonObject & ColumnConfig => typeof column.accessor === 'string')
}

function axisOf(column: ColumnConfig, runs: readonly RunValue[], height: number): Axis {
  const { accessor } = column
  const range: [number, number] = column.inverted ? [TOP, height - BOTTOM] : [height - BOTTOM, TOP]
  const label = column.displayName || accessorLabel(accessor)
  const values = runs.map(run => valueOf(run, accessor)).filter(value => value !== null && value !== undefined)
  const numbers = values.map(numberOf)
  if (values.length > 0 && values.every(value => typeof value !== 'boolean') && numbers.every(value => value !== null)) {
    const scale = axisScale(numbers as number[], column.log === true, null, null, range)
    return { accessor, label, ticks: ticksOf(scale, Math.max(2, height / 60)), place: value => { const number = numberOf(value); return number === null || (column.log === true && number <= 0) ? null : scale(number) } }
  }
  const kinds = [...new Set(values.map(valueText))].sort(naturalOrder)
  const scale = scalePoint<string>().domain(kinds).range(range).padding(0.4)
  return { accessor, label, ticks: kinds.slice(0, 30).map(kind => ({ at: scale(kind)!, label: kind.length > 12 ? `${kind.slice(0, 11)}…` : kind })), place: value => (value === null || value === undefined ? null : scale(valueText(value)) ?? null) }
}

/** One line a run through its values, one axis a value. A drag along an axis keeps the runs that pass through it. */
export default function ParallelPanel({ config, title }: { config: JsonObject; title: string }) {
  const [element, size] = useSize()
  const scope = useRunScope()
  const hovered = useHovered()
  const columns = useMemo(() => columnsOf(config), [config])
  const { runs, matching, query } = useRunValues(columns.map(column => keyOfAccessor(column.accessor)), MOST)
  const [brushes, setBrushes] = useState<Record<string, [number, number]>>({})
  const axes = useMemo(() => columns.map(column => axisOf(column, runs, size.height)), [columns, runs, size.height])
  const lines = useMemo(() => runs.map(run => ({ run, places: axes.map(axis => axis.place(valueOf(run, axis.accessor))) })).filter(line => line.places.filter(place => place !== null).length >= 2), [runs, axes])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (columns.length < 2) return <p className="plot-empty">Choose at least two columns</p>
  const step = axes.length > 1 ? (size.width - 2 * SIDE) / (axes.length - 1) : 0
  const xAt = (index: number) => SIDE + index * step
  const paint = gradient(config.customGradient)
  const last = axes.length - 1
  const kept = (places: readonly (number | null)[]) => axes.every((axis, at) => {
    const brush = brushes[axis.accessor]
    return !brush || (places[at] !== null && places[at]! >= brush[0] && places[at]! <= brush[1])
  })
  const shown = lines.map(line => ({ ...line, on: kept(line.places) }))
  const color = (place: number | null) => (place === null ? 'var(--line-strong)' : paint(1 - (place - TOP) / Math.max(1, size.height - TOP - BOTTOM)))
  return (
    <Frame element={element} label={`${title}: ${shown.filter(line => line.on).length} of ${lines.length} runs`} note={matching > MOST ? `the first ${MOST} of ${matching} runs` : null}>
      {lines.length === 0 && <Nothing waiting={query.isPending}>No visible run has these values</Nothing>}
      {size.width > 0 && lines.length > 0 && (
        <svg width={size.width} height={size.height} data-marks={lines.length} data-kept={shown.filter(line => line.on).length}>
          {shown.map(({ run, places, on }) => {
            const path = pathOf(places, xAt)
            const hot = hovered === run.name
            return (
              <g key={run.name} className={`parallel ${on ? '' : 'out'} ${hot ? 'hot' : hovered !== null ? 'faded' : ''}`} onPointerEnter={() => on && setHovered(run.name)} onPointerLeave={() => setHovered(null)} onClick={event => scope.openRun(run.name, event.ctrlKey || event.metaKey)}>
                <title>{[run.label, ...axes.map(axis => `${axis.label}: ${valueText(valueOf(run, axis.accessor))}`)].join('\n')}</title>
                <path d={path} stroke={on ? color(places[last] ?? null) : undefined} />
                {on && <path d={path} className="hit" />}
              </g>
            )
          })}
          {axes.map((axis, at) => <AxisView key={axis.accessor} axis={axis} outside={at === last ? 1 : -1} x={xAt(at)} height={size.height} width={step || 120} brush={brushes[axis.accessor]} onBrush={range => setBrushes(old => { const { [axis.accessor]: _, ...rest } = old; return range ? { ...rest, [axis.accessor]: range } : rest })} />)}
        </svg>
      )}
    </Frame>
  )
}

function pathOf(places: readonly (number | null)[], xAt: (index: number) => number): string {
  let path = ''
  places.forEach((place, at) => {
    if (place === null) return
    path += path === '' ? `M${xAt(at)},${place}` : places[at - 1] === null ? `M${xAt(at)},${place}` : `C${(xAt(at - 1) + xAt(at)) / 2},${places[at - 1]} ${(xAt(at - 1) + xAt(at)) / 2},${place} ${xAt(at)},${place}`
  })
  return path
}

/** Numbers stand on the side of the axis where fewer lines pass. */
function AxisView({ axis, outside, x, height, width, brush, onBrush }: { axis: Axis; outside: 1 | -1; x: number; height: number; width: number; brush: [number, number] | undefined; onBrush: (range: [number, number] | null) => void }) {
  const start = useRef<number | null>(null)
  const within = (event: React.PointerEvent<SVGElement>) => Math.max(TOP, Math.min(height - BOTTOM, event.clientY - event.currentTarget.ownerSVGElement!.getBoundingClientRect().top))
  const most = Math.max(6, Math.floor(width / 7))
  return (
    <g className="axis parallel-axis">
      <text className="axis-name" x={x} y={16} textAnchor="middle"><title>{axis.label}</title>{axis.label.length > most ? `${axis.label.slice(0, most - 1)}…` : axis.label}</text>
      <line x1={x} x2={x} y1={TOP} y2={height - BOTTOM} />
      {axis.ticks.map(each => <text key={each.label} x={x + 6 * outside} y={each.at + 4} textAnchor={outside === 1 ? 'start' : 'end'}>{each.label}</text>)}
      {brush && <rect className="brush" x={x - 7} width={14} y={brush[0]} height={Math.max(2, brush[1] - brush[0])} />}
      <rect
        className="brush-hit"
        x={x - 11}
        width={22}
        y={TOP}
        height={Math.max(0, height - TOP - BOTTOM)}
        aria-label={`Range of ${axis.label}`}
        onPointerDown={event => { start.current = within(event); event.currentTarget.setPointerCapture(event.pointerId); event.preventDefault() }}
        onPointerMove={event => {
          if (start.current === null) return
          const now = within(event)
          if (Math.abs(now - start.current) > 3) onBrush([Math.min(now, start.current), Math.max(now, start.current)])
        }}
        onPointerUp={event => {
          if (start.current !== null && Math.abs(within(event) - start.current) <= 3) onBrush(null)
          start.current = null
        }}
      />
    </g>
  )
}

