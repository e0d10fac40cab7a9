import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Nothing } from './marks/frame.tsx'
import { useDark } from '../app/theme.ts'
import { number } from '../design/format.ts'
import { ErrorState, Segmented } from '../design/parts.tsx'
import { HistogramBars } from './HistogramBars.tsx'
import { histogramRows, type HistogramRow } from './media.ts'
import { useSize } from './marks/size.ts'
import { tick } from './plot/axes.ts'
import { useRunScope, type DrawnRun } from './runs.ts'
import { useMediaRows } from './useMedia.ts'

const BINS = 48
const [LEFT, BOTTOM, TOP, RIGHT] = [48, 22, 6, 8]

/** Histograms over steps as a heat map: dark where many values fell. */
export default function HistogramView({ name }: { name: string }) {
  const scope = useRunScope()
  const runs = useMemo(() => scope.runs.filter(run => run.extras.get(name) === 'histogram').slice(0, 6), [scope.runs, name])
  const [chosen, setChosen] = useState<string | null>(null)
  const run = runs.find(each => each.name === chosen) ?? runs[0]
  const keys = useMemo(() => [name], [name])
  const { query, byRun } = useMediaRows(runs, keys, histogramRows)
  const [bars, setBars] = useState(false)
  const rowsOf = useCallback((each: DrawnRun) => byRun.get(each.name)?.get(name) ?? [], [byRun, name])
  const rows = run ? byRun.get(run.name)?.get(name) ?? [] : []
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!run || rows.length === 0) return <Nothing waiting={query.isPending && runs.length > 0}>No visible run logged a histogram here</Nothing>
  return (
    <div className="media">
      <div className="row histogram-tools">
      <Segmented label="Shown as" value={bars ? 'bars' : 'heat'} options={[['heat', 'Over steps'], ['bars', 'At a step']]} onChange={to => setBars(to === 'bars')} />
      {runs.length > 1 && !bars && <select className="select small histogram-run" aria-label="Run" value={run.name} onChange={event => setChosen(event.target.value)}>{runs.map(each => <option key={each.name} value={each.name}>{each.label}</option>)}</select>}
      </div>
      {bars ? <HistogramBars runs={runs} rowsOf={rowsOf} /> : <Heat rows={rows} color={run.color} />}
    </div>
  )
}

/** Counts on equal bins over all steps: the bins of each step are its own. */
export function rebin(rows: readonly HistogramRow[], bins = BINS): { min: number; max: number; columns: number[][] } {
  const min = Math.min(...rows.map(row => row.edges[0]!))
  const max = Math.max(...rows.map(row => row.edges[row.edges.length - 1]!))
  const width = (max - min || 1) / bins
  const columns = rows.map(row => {
    const column = new Array<number>(bins).fill(0)
    row.counts.forEach((count, at) => {
      const [from, to] = [row.edges[at]!, row.edges[at + 1]!]
      const [first, last] = [from, to].map(edge => Math.max(0, Math.min(bins - 1, Math.floor((edge - min) / width)))) as [number, number]
      for (let bin = first; bin <= last; bin++) {
        const overlap = Math.min(to, min + (bin + 1) * width) - Math.max(from, min + bin * width)
        column[bin]! += to > from ? (count * Math.max(0, overlap)) / (to - from) : bin === first ? count : 0
      }
    })
    return column
  })
  return { min, max, columns }
}

function Heat({ rows, color }: { rows: HistogramRow[]; color: string }) {
  const [element, size] = useSize()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [at, setAt] = useState<{ row: HistogramRow; x: number } | null>(null)
  const dark = useDark()
  const map = useMemo(() => rebin(rows), [rows])
  const [width, height] = [Math.max(10, size.width - LEFT - RIGHT), Math.max(10, size.height - TOP - BOTTOM)]
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || size.width === 0) return
    context.clearRect(0, 0, width, height)
    context.fillStyle = color
    map.columns.forEach((column, index) => {
      const most = Math.max(...column) || 1
      const [x0, x1] = [Math.floor((index * width) / rows.length), Math.ceil(((index + 1) * width) / rows.length)]
      column.forEach((count, bin) => {
        if (count === 0) return
        context.globalAlpha = 0.08 + 0.92 * (count / most)
        const [y0, y1] = [Math.floor(height - ((bin + 1) * height) / BINS), Math.ceil(height - (bin * height) / BINS)]
        context.fillRect(x0, y0, x1 - x0, y1 - y0)
      })
    })
  }, [map, width, height, color, dark, rows.length, size.width])
  const point = (event: React.PointerEvent) => {
    const x = event.clientX - canvas.current!.getBoundingClientRect().left
    const row = rows[Math.max(0, Math.min(rows.length - 1, Math.floor((x / width) * rows.length)))]
    setAt(row ? { row, x } : null)
  }
  const total = at?.row.counts.reduce((sum, count) => sum + count, 0)
  return (
    <div className="heat" ref={element} role="figure" aria-label={`Histogram over ${rows.length} steps`}>
      <canvas ref={canvas} width={width} height={height} style={{ left: LEFT, top: TOP }} onPointerMove={point} onPointerLeave={() => setAt(null)} />
      <span className="heat-y" style={{ top: TOP }}>{tick(map.max)}</span><span className="heat-y" style={{ bottom: BOTTOM }}>{tick(map.min)}</span>
      <span className="heat-x" style={{ left: LEFT }}>{number(rows[0]!.step)}</span><span className="heat-x" style={{ right: RIGHT }}>Step {number(rows[rows.length - 1]!.step)}</span>
      {at && <span className="heat-tip" style={{ left: Math.min(LEFT + at.x + 10, size.width - 170) }}>step {number(at.row.step)}: {number(total ?? 0)} values, {tick(at.row.edges[0]!)} to {tick(at.row.edges[at.row.edges.length - 1]!)}</span>}
    </div>
  )
}
