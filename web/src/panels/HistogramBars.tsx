import { useMemo } from 'react'
import { number } from '../design/format.ts'
import { useSize } from './marks/size.ts'
import { rowAt, type HistogramRow } from './media.ts'
import { tick } from './plot/axes.ts'
import type { DrawnRun } from './runs.ts'
import { StepSlider, useStep } from './steps.tsx'

const [LEFT, RIGHT, TOP, BOTTOM] = [48, 10, 8, 22]

/** The outline of one histogram, closed along the axis; counts of uneven bins are shared out over their widths. */
export function outline({ edges, counts }: HistogramRow, x: (value: number) => number, y: (height: number) => number, width: number): string {
  const corners = counts.flatMap((count, at) => {
    const height = y(heightOf(count, edges[at + 1]! - edges[at]!, width))
    return [`${x(edges[at]!).toFixed(1)} ${height.toFixed(1)}`, `${x(edges[at + 1]!).toFixed(1)} ${height.toFixed(1)}`]
  })
  return `M${x(edges[0]!).toFixed(1)} ${y(0).toFixed(1)}L${corners.join('L')}L${x(edges[edges.length - 1]!).toFixed(1)} ${y(0).toFixed(1)}Z`
}

/** As high as the count would be in a bin of the usual width. */
export const heightOf = (count: number, own: number, usual: number) => (own > 0 ? (count * usual) / own : count)

/** The histograms of the visible runs at one step, on one scale. */
export function HistogramBars({ runs, rowsOf }: { runs: readonly DrawnRun[]; rowsOf: (run: DrawnRun) => readonly HistogramRow[] }) {
  const [element, size] = useSize()
  const steps = useMemo(() => [...new Set(runs.flatMap(run => rowsOf(run).map(row => row.step)))].sort((left, right) => left - right), [runs, rowsOf])
  const choice = useStep(steps)
  const shown = runs.flatMap(run => { const row = rowAt(rowsOf(run), choice.step ?? 0); return row ? [{ run, row }] : [] })
  const low = Math.min(...shown.map(({ row }) => row.edges[0]!))
  const high = Math.max(...shown.map(({ row }) => row.edges[row.edges.length - 1]!))
  const usual = (high - low || 1) / Math.max(1, ...shown.map(({ row }) => row.counts.length))
  const most = Math.max(1, ...shown.flatMap(({ row }) => row.counts.map((count, at) => heightOf(count, row.edges[at + 1]! - row.edges[at]!, usual))))
  const [width, height] = [Math.max(10, size.width - LEFT - RIGHT), Math.max(10, size.height - TOP - BOTTOM)]
  const x = (value: number) => LEFT + ((value - low) / (high - low || 1)) * width
  const y = (value: number) => TOP + height - (value / most) * height
  return (
    <>
      <div className="heat" ref={element} role="figure" aria-label={`Histograms of ${shown.length} runs at step ${choice.step ?? 0}`}>
        {shown.length > 0 && size.width > 0 && (
          <svg width={size.width} height={size.height}>
            <line className="axis" x1={LEFT} x2={LEFT + width} y1={y(0)} y2={y(0)} />
            {shown.map(({ run, row }) => <path key={run.name} d={outline(row, x, y, usual)} fill={run.color} fillOpacity={0.25} stroke={run.color}><title>{`${run.label}: ${number(row.counts.reduce((sum, each) => sum + each, 0))} values, ${tick(row.edges[0]!)} to ${tick(row.edges[row.edges.length - 1]!)}`}</title></path>)}
          </svg>
        )}
        <span className="heat-y" style={{ top: TOP }}>{tick(most)}</span>
        <span className="heat-x" style={{ left: LEFT }}>{tick(low)}</span><span className="heat-x" style={{ right: RIGHT }}>{tick(high)}</span>
      </div>
      <StepSlider choice={choice} />
    </>
  )
}
