import type { ScaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { number } from '../../design/format.ts'
import { setHovered, useHovered } from '../hover.ts'
import { useRunScope } from '../runs.ts'
import type { Bar, BarStyle } from './bars.ts'
import { BarShape } from './BarShape.tsx'
import { BottomAxis, LeftAxis, ticksOf } from './frame.tsx'

interface LayoutProps { bars: readonly Bar[]; style: BarStyle; width: number; height: number; scale: ScaleLinear<number, number>; whiskers: boolean; title: string }

const ROW = 24
/** Room for the value after the longest bar, and for the scroll bar beside it. */
const VALUE_ROOM = 66
const AXIS = 58

const valueLine = (bar: Bar) => `${bar.label}: ${bar.value}${bar.spread ? ` (${bar.spread.count} runs, ${bar.spread.low} to ${bar.spread.high})` : ''}`

/** A bar with its name and value: pointed at it stands out everywhere, pressed it opens its run. */
function Mark({ bar, bars, children }: { bar: Bar; bars: readonly Bar[]; children: ReactNode }) {
  const scope = useRunScope()
  const hovered = useHovered()
  const faded = hovered !== null && bar.run !== null && hovered !== bar.run && bars.some(each => each.run === hovered)
  return (
    <g className={`bar ${faded ? 'faded' : ''} ${bar.run ? 'link' : ''}`} onPointerEnter={() => setHovered(bar.run)} onPointerLeave={() => setHovered(null)} onClick={event => bar.run && scope.openRun(bar.run, event.ctrlKey || event.metaKey)}>
      <title>{valueLine(bar)}</title>
      {children}
    </g>
  )
}

/** Names at the left, values to the right. */
export function Across({ bars, style, width, scale: free, whiskers, title }: LayoutProps) {
  const left = Math.min(170, Math.max(60, width * 0.3))
  const scale = free.copy().range([left, Math.max(left + 40, width - VALUE_ROOM)])
  return (
    <>
      <div className="marks-scroll">
        <svg width={width - 12} height={bars.length * ROW + 6} data-marks={bars.length}>
          {bars.map((bar, at) => {
            const y = 4 + at * ROW
            return (
              <Mark key={bar.id} bar={bar} bars={bars}>
                <rect x={0} y={y - 2} width={width} height={ROW} className="hit" />
                <text x={left - 8} y={y + 14} textAnchor="end">{short(bar.label, left)}</text>
                <BarShape bar={bar} style={style} scale={scale} floor={scale.domain()[0]!} middle={y + 10} thick={ROW - 8} whiskers={whiskers} />
                <text x={Math.max(scale(Math.max(0, bar.value)), scale((style === 'bar' ? bar.spread?.high : bar.spread?.max) ?? bar.value)) + 5} y={y + 14} className="num">{number(bar.value)}</text>
              </Mark>
            )
          })}
        </svg>
      </div>
      <svg width={width} height={34} className="marks-axis" aria-hidden="true"><BottomAxis ticks={ticksOf(scale, 4)} from={left} to={width - VALUE_ROOM} place={1} title={title} /></svg>
    </>
  )
}

/** Names below, values upwards; many bars scroll sideways. */
export function Upright({ bars, style, width, height, scale: free, whiskers, title }: LayoutProps) {
  const labels = 26 + 3.4 * Math.min(13, Math.max(...bars.map(bar => bar.label.length)))
  const room = Math.max(40, height - labels - 14)
  const band = Math.max(30, (width - AXIS - 14) / bars.length)
  const scale = free.copy().range([0, room])
  const ticks = ticksOf(free.copy().range([room + 8, 8]), Math.max(2, Math.floor(room / 40)))
  return (
    <div className="marks-upright">
      <svg width={AXIS} height={height - 6} className="marks-axis" aria-hidden="true"><LeftAxis ticks={ticks} from={8} to={room + 8} place={AXIS - 4} title={title} /></svg>
      <div className="marks-scroll">
        <svg width={band * bars.length} height={height - 14} data-marks={bars.length}>
          {bars.map((bar, at) => {
            const middle = (at + 0.5) * band
            return (
              <Mark key={bar.id} bar={bar} bars={bars}>
                <rect x={at * band} y={0} width={band} height={height} className="hit" />
                <g transform={`matrix(0 -1 1 0 0 ${room + 8})`}><BarShape bar={bar} style={style} scale={scale} floor={scale.domain()[0]!} middle={middle} thick={Math.min(46, band * 0.66)} whiskers={whiskers} /></g>
                <text transform={`translate(${middle + 4} ${room + 20}) rotate(-32)`} textAnchor="end">{short(bar.label, 96)}</text>
              </Mark>
            )
          })}
        </svg>
      </div>
    </div>
  )
}

/** Names are cut from the front: their ends tell runs apart. */
function short(label: string, width: number): string {
  const most = Math.floor((width - 14) / 6.4)
  return label.length > most ? `…${label.slice(-(most - 1))}` : label
}
