import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import { useDark } from '../../app/theme.ts'
import { getHovered, onHover, setHovered } from '../hover.ts'
import { axisRoom, axisTitle, runtimeTick, tick, ticks } from './axes.ts'
import { drawLines } from './draw.ts'
import { domain, nearest, type PlotLine, type Range } from './line.ts'
import type { TooltipSettings } from '../settings.ts'
import { Tooltip, type TooltipRow } from './Tooltip.tsx'

export interface Zoom { x: Range; y: Range | null }

export interface PlotProps {
  lines: PlotLine[]
  xAxis: string
  xLog: boolean
  yLog: boolean
  xRange: Partial<Range>
  yRange: Partial<Range>
  xTitle?: string | null
  yTitle?: string | null
  ignoreOutliers: boolean
  showOriginal: boolean
  /** Charts of one key move their crosshair together. */
  syncKey: string
  tooltip: TooltipSettings
  zoom: Zoom | null
  onZoom: (zoom: Zoom | null) => void
  onOpen: (run: string, newTab: boolean) => void
  label: string
}

const NEAR = 40

interface Hover { left: number; top: number; x: number; /** Where the rows of the nearest point begin, if it stands for several. */ from: number | null; rows: TooltipRow[] }

/**
 * uPlot gives axes, scales, crosshair and selection around two invisible points; the lines are drawn by us because
 * every run has its own x values, and joining hundreds of them costs more than drawing.
 */
export function Plot(props: PlotProps) {
  const { lines, xAxis, xLog, yLog, syncKey, xTitle, yTitle } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef(props)
  latest.current = props
  const ranges = useRef({ x: { min: 0, max: 1 }, y: { min: 0, max: 1 } })
  const dark = useDark()
  const [hover, setHover] = useState<Hover | null>(null)

  useLayoutEffect(() => {
    const element = host.current!
    // before the frame: a log axis given a range with a zero in it would never end its ticks
    ranges.current = domain(latest.current.lines, latest.current)
    const style = getComputedStyle(document.documentElement)
    const color = (name: string) => style.getPropertyValue(name).trim()
    const font = `11px ${color('--font')}`
    let frame = 0
    const chart = new uPlot(
      {
        width: Math.max(element.clientWidth, 80),
        height: Math.max(element.clientHeight, 80),
        legend: { show: false },
        padding: [10, 14, 0, 0],
        scales: {
          x: { time: xAxis === '_timestamp', distr: xLog ? 3 : 1, range: () => [ranges.current.x.min, ranges.current.x.max] },
          y: { distr: yLog ? 3 : 1, range: () => [ranges.current.y.min, ranges.current.y.max] },
        },
        series: [{}, { paths: () => null, points: { show: false } }],
        axes: [
          {
            stroke: color('--text-3'), font, size: xTitle ? 44 : 30, gap: 4, space: 60,
            label: xTitle || undefined, labelFont: font, labelSize: 16, labelGap: 0,
            grid: { stroke: color('--line'), width: 1 }, ticks: { show: false },
            ...(xAxis === '_timestamp' ? {} : { values: (_: uPlot, values: (number | null)[]) => ticks(values, xAxis === '_runtime' ? runtimeTick : tick) }),
          },
          {
            stroke: color('--text-3'), font, gap: 5, space: 34,
            size: (_: uPlot, texts: string[] | null) => axisRoom(texts, 48) + (yTitle ? 16 : 0),
            label: yTitle || undefined, labelFont: font, labelSize: 16, labelGap: 0,
            grid: { stroke: color('--line'), width: 1 }, ticks: { show: false },
            values: (_: uPlot, values: (number | null)[]) => ticks(values),
          },
        ],
        cursor: {
          y: false,
          points: { show: false },
          sync: {
            key: syncKey,
            scales: ['x', null],
            setSeries: false,
            // only the crosshair is shared: a box drawn in one chart is that chart's zoom
            filters: { pub: shared, sub: shared },
          },
          drag: { x: true, y: true, uni: 14, dist: 5, setScale: false },
          bind: {
            dblclick: () => () => { latest.current.onZoom(null); return null },
          },
        },
        hooks: {
          draw: [u => drawLines(u, latest.current.lines, { hovered: getHovered(), showOriginal: latest.current.showOriginal, dim: 0.18 })],
          setSelect: [u => select(u, zoom => latest.current.onZoom(zoom))],
          setCursor: [u => {
            cancelAnimationFrame(frame)
            frame = requestAnimationFrame(() => {
              // synced charts move their crosshair; the tooltip belongs to the one under the mouse
              const next = u.over.matches(':hover') ? hoverAt(u, latest.current) : null
              setHover(next)
              if (u.over.matches(':hover')) setHovered(next?.rows.find(row => row.near)?.run ?? null)
            })
          }],
        },
      },
      [[0, 1], [0, 1]],
      element,
    )
    plot.current = chart
    let down: { x: number; y: number } | null = null
    chart.over.addEventListener('mousedown', event => { down = { x: event.clientX, y: event.clientY } })
    chart.over.addEventListener('click', event => {
      if (!down || Math.hypot(event.clientX - down.x, event.clientY - down.y) > 4) return
      const near = hoverAt(chart, latest.current)?.rows.find(row => row.near && row.distance < 14)
      if (near) latest.current.onOpen(near.run, event.ctrlKey || event.metaKey)
    })
    chart.over.addEventListener('mouseleave', () => { setHover(null); setHovered(null) })
    const sized = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientHeight > 0) chart.setSize({ width: element.clientWidth, height: element.clientHeight })
    })
    sized.observe(element)
    let last = getHovered()
    const unhover = onHover(() => {
      const now = getHovered()
      const shown = (run: string | null) => run !== null && latest.current.lines.some(line => line.run === run)
      if (shown(now) || shown(last)) chart.redraw(false)
      last = now
    })
    return () => {
      cancelAnimationFrame(frame)
      sized.disconnect()
      unhover()
      chart.destroy()
      plot.current = null
    }
  }, [dark, xAxis, xLog, yLog, syncKey, xTitle, yTitle])

  // after the frame exists, and again whenever lines, zoom or bounds change
  const { min: x0, max: x1 } = props.xRange
  const { min: y0, max: y1 } = props.yRange
  useEffect(() => {
    ranges.current = domain(lines, { ...latest.current, xRange: clean(x0, x1), yRange: clean(y0, y1) })
    plot.current?.setData([[0, 1], [0, 1]])
  }, [lines, props.zoom, props.ignoreOutliers, props.showOriginal, x0, x1, y0, y1, dark, xAxis, xLog, yLog, syncKey, xTitle, yTitle])

  return (
    <div ref={host} className="plot" role="img" aria-label={describe(props)} data-lines={lines.length}>
      {hover && hover.rows.length > 0 && <Tooltip hover={hover} xAxis={xAxis} settings={props.tooltip} />}
    </div>
  )
}

const shared = (type: string) => type === 'mousemove' || type === 'mouseleave'

function clean(min: number | undefined, max: number | undefined): Partial<Range> {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

function describe({ label, lines, xAxis }: PlotProps): string {
  return `${label} over ${axisTitle(xAxis)}: ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`
}

function select(u: uPlot, onZoom: (zoom: Zoom) => void) {
  const { left, top, width, height } = u.select
  if (width === 0 && height === 0) return
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  const over = u.over.getBoundingClientRect()
  if (width < 4 && height < 4) return
  const x = { min: u.posToVal(left, 'x'), max: u.posToVal(left + width, 'x') }
  const whole = height >= over.height - 1
  const y = whole ? null : { min: u.posToVal(top + height, 'y'), max: u.posToVal(top, 'y') }
  if (x.min < x.max) onZoom({ x, y })
}

function hoverAt(u: uPlot, { lines, xAxis }: PlotProps): Hover | null {
  const { left, top } = u.cursor
  if (left === undefined || top === undefined || left < 0 || top < 0) return null
  const x = u.posToVal(left, 'x')
  const rows: TooltipRow[] = []
  let best: TooltipRow | null = null
  let from: number | null = null
  for (const line of lines) {
    const at = nearest(line.x, x)
    if (at < 0 || Math.abs(u.valToPos(line.x[at]!, 'x') - left) > NEAR) continue
    const value = line.y[at]!
    const distance = Number.isFinite(value) ? Math.abs(u.valToPos(value, 'y') - top) : Infinity
    const row: TooltipRow = { id: line.id, run: line.run, label: line.label, color: line.color, value: line.own?.[at] ?? value, x: line.x[at]!, original: line.original?.[at] ?? null, min: line.own ? null : line.min?.[at] ?? line.bin?.min[at] ?? null, max: line.own ? null : line.max?.[at] ?? line.bin?.max[at] ?? null, distance, near: false }
    rows.push(row)
    if (!best || distance < best.distance) {
      best = row
      // steps are whole numbers: the bin begins with the one after the point before
      from = line.bin && at > 0 ? line.x[at - 1]! + (xAxis === '_step' ? 1 : 0) : null
    }
  }
  if (best) best.near = true
  rows.sort((a, b) => (Number.isNaN(b.value) ? -1 : Number.isNaN(a.value) ? 1 : b.value - a.value))
  const box = u.over.getBoundingClientRect()
  return { left: box.left + left, top: box.top + top, x: best?.x ?? x, from, rows }
}
