import { scaleLinear } from 'd3-scale'
import { useMemo } from 'react'
import { isGroup } from '../plot/group.ts'
import type { PlotLine } from '../plot/line.ts'
import { reach, type Bar } from './bars.ts'
import { Across } from './BarLayouts.tsx'
import { Frame } from './frame.tsx'
import { useSize } from './size.ts'
import '../marks.css'

/** Lines of one point each as bars: a point alone on two axes says little. */
export default function PointBars({ lines, range, title, metrics }: { lines: readonly PlotLine[]; range: { min?: number; max?: number }; title: string; metrics: string }) {
  const [element, size] = useSize()
  const bars = useMemo(() => pointBars(lines), [lines])
  const [least, most] = reach(bars, false)
  const [low, high] = [range.min ?? least, range.max ?? most]
  const scale = scaleLinear().domain([low, high > low ? high : low + 1]).nice()
  return (
    <Frame element={element} label={`${title}: ${bars.length} bars`}>
      {size.width > 0 && <Across bars={bars} style="bar" width={size.width} height={size.height} scale={scale} whiskers={false} title={metrics} />}
    </Frame>
  )
}

export const pointBars = (lines: readonly PlotLine[]): Bar[] =>
  lines.map(line => ({ id: line.id, run: isGroup(line.run) ? null : line.run, label: line.label, color: line.color, value: line.y[0]!, spread: null, values: [line.y[0]!] }))
