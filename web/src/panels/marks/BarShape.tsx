import type { Bar, BarStyle } from './bars.ts'
import { density, type Summary } from './stats.ts'

interface BarShapeProps { bar: Bar; style: BarStyle; scale: (value: number) => number; /** Where the axis begins. */ floor: number; /** Middle and thickness of the band that the bar lies in. */ middle: number; thick: number; whiskers: boolean }

/** The mark of one bar, with its value running to the right; upright charts turn it. */
export function BarShape({ bar, style, scale, floor, middle, thick, whiskers }: BarShapeProps) {
  const { spread, color } = bar
  if (style === 'boxplot' && spread) return <Box spread={spread} color={color} scale={scale} middle={middle} thick={thick} />
  if (style === 'violin' && spread) return <Violin bar={bar} spread={spread} scale={scale} middle={middle} thick={thick} />
  const [from, to] = [scale(Math.max(floor, Math.min(0, bar.value))), scale(Math.max(floor, 0, bar.value))]
  return (
    <>
      <rect x={from} y={middle - thick / 2} width={Math.max(1, to - from)} height={thick} rx={2} fill={color} />
      {whiskers && spread && spread.count > 1 && <path className="whisker" d={`M${scale(spread.low)},${middle}H${scale(spread.high)}M${scale(spread.low)},${middle - 4}v8M${scale(spread.high)},${middle - 4}v8`} />}
    </>
  )
}

function Box({ spread, color, scale, middle, thick }: { spread: Summary; color: string } & Pick<BarShapeProps, 'scale' | 'middle' | 'thick'>) {
  const [q1, q2, q3] = spread.quartiles.map(scale) as [number, number, number]
  return (
    <>
      <path className="whisker" d={`M${scale(spread.min)},${middle}H${q1}M${q3},${middle}H${scale(spread.max)}M${scale(spread.min)},${middle - 4}v8M${scale(spread.max)},${middle - 4}v8`} />
      <rect x={q1} y={middle - thick / 2} width={Math.max(1, q3 - q1)} height={thick} rx={2} fill={color} />
      <line x1={q2} x2={q2} y1={middle - thick / 2} y2={middle + thick / 2} className="median" />
    </>
  )
}

/** How the values lie, as a shape that is wide where many of them are. */
function Violin({ bar, spread, scale, middle, thick }: { bar: Bar; spread: Summary } & Pick<BarShapeProps, 'scale' | 'middle' | 'thick'>) {
  const points = density(bar.values)
  const [q1, q2, q3] = spread.quartiles.map(scale) as [number, number, number]
  const half = ({ share }: { share: number }) => Math.max(0.75, (share * thick) / 2)
  const edge = [...points.map(point => `${scale(point.value)},${middle - half(point)}`), ...[...points].reverse().map(point => `${scale(point.value)},${middle + half(point)}`)]
  return (
    <g data-violin={bar.values.length}>
      {points.length > 1 ? <path d={`M${edge.join('L')}Z`} fill={bar.color} /> : <circle cx={q2} cy={middle} r={4} fill={bar.color} />}
      {points.length > 1 && <><line x1={q1} x2={q3} y1={middle} y2={middle} className="quartiles" /><circle cx={q2} cy={middle} r={2.4} className="middle" /></>}
    </g>
  )
}
