import type { ReactNode, Ref } from 'react'
import { ticks } from '../plot/axes.ts'

interface AxisProps { ticks: readonly { at: number; label: string }[]; from: number; to: number; place: number; title?: string | null }

export function BottomAxis({ ticks, from, to, place, title }: AxisProps) {
  return (
    <g className="axis">
      <line x1={from} x2={to} y1={place} y2={place} />
      {ticks.map(each => <text key={each.at} x={each.at} y={place + 14} textAnchor="middle">{each.label}</text>)}
      {title && <text className="axis-title" x={(from + to) / 2} y={place + 29} textAnchor="middle">{title}</text>}
    </g>
  )
}

export function LeftAxis({ ticks, from, to, place, title }: AxisProps) {
  return (
    <g className="axis">
      <line x1={place} x2={place} y1={from} y2={to} />
      {ticks.map(each => <text key={each.at} x={place - 6} y={each.at + 4} textAnchor="end">{each.label}</text>)}
      {title && <text className="axis-title" transform={`translate(12 ${(from + to) / 2}) rotate(-90)`} textAnchor="middle">{title}</text>}
    </g>
  )
}

interface NumberScale { (value: number): number | undefined; ticks: (count?: number) => number[] }

export function ticksOf(scale: NumberScale, count: number): { at: number; label: string }[] {
  const all = scale.ticks(count)
  // a logarithmic scale names every step inside a decade
  const step = Math.ceil(all.length / (count + 2))
  const values = all.filter((_, at) => at % step === 0)
  const labels = ticks(values)
  return values.map((value, at) => ({ at: scale(value) ?? 0, label: labels[at]! }))
}

/** The place of a chart in its panel; what stands in it says what it is. */
export function Frame({ element, label, children, note }: { element: Ref<HTMLDivElement>; label: string; children: ReactNode; note?: string | null }) {
  return (
    <div className="marks" ref={element} role="figure" aria-label={label}>
      {children}
      {note && <p className="marks-note muted">{note}</p>}
    </div>
  )
}

/** While the answer is on its way; later the words that say why there is nothing. */
export function Nothing({ waiting, children }: { waiting: boolean; children: ReactNode }) {
  if (waiting) return <div className="plot-wait" role="status" aria-label="Loading"><div className="skeleton" /></div>
  return <p className="plot-empty">{children}</p>
}
