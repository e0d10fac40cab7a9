import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { number } from '../../design/format.ts'
import type { TooltipSettings } from '../settings.ts'
import { axisTitle, xText } from './axes.ts'

export interface TooltipRow { id: string; run: string; label: string; color: string; value: number; x: number; original: number | null; min: number | null; max: number | null; distance: number; near: boolean }

const AROUND = 12
/** More would not fit on a screen. */
const ALL = 60

/** The rows that a tooltip shows: the nearest, those around it by value, or all. */
export function shownRows(rows: readonly TooltipRow[], runs: TooltipSettings['runs']): readonly TooltipRow[] {
  const near = rows.findIndex(row => row.near)
  const most = runs === 'single' ? 1 : runs === 'all_runs' ? ALL : AROUND
  const from = Math.max(0, Math.min(near - Math.floor(most / 2), rows.length - most))
  return rows.slice(from, from + most)
}

interface TooltipProps { hover: { left: number; top: number; x: number; from: number | null; rows: TooltipRow[] }; xAxis: string; settings: TooltipSettings }

export function Tooltip({ hover, xAxis, settings }: TooltipProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { width, height } = box.current!.getBoundingClientRect()
    const left = hover.left + 16 + width > innerWidth - 8 ? hover.left - width - 16 : hover.left + 16
    box.current!.style.left = `${Math.max(8, left)}px`
    box.current!.style.top = `${Math.max(8, Math.min(hover.top - height / 2, innerHeight - height - 8))}px`
  }, [hover])
  const rows = shownRows(hover.rows, settings.runs)
  // colours of lines are made for lines: as words they take some of the text's
  const ink = (color: string) => (settings.coloured ? { color: `color-mix(in srgb, ${color} 65%, var(--text))` } : undefined)
  return createPortal(
    <div ref={box} className={`plot-tooltip ${settings.whole ? 'whole' : ''} ${rows.length > 24 ? 'dense' : ''}`} role="tooltip">
      <div className="plot-tooltip-x">{axisTitle(xAxis)} <b className="num">{xText(xAxis, hover.x)}</b>{hover.from !== null && <span className="num"> (bin {xText(xAxis, hover.from)} … {xText(xAxis, hover.x)})</span>}</div>
      <table>
        <tbody>
          {rows.map(row => (
            <tr key={row.id} className={row.near ? 'near' : ''}>
              <td><i style={{ background: row.color }} /><span style={ink(row.color)}>{row.label}</span></td>
              <td className="num">{number(row.value)}{row.original !== null && <span className="muted"> ({number(row.original)})</span>}</td>
              {row.min !== null && row.max !== null && row.min !== row.max && <td className="num muted">{number(row.min)} … {number(row.max)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {settings.runs !== 'single' && hover.rows.length > rows.length && <div className="muted">{hover.rows.length - rows.length} more</div>}
    </div>,
    document.querySelector('dialog[open]') ?? document.body,
  )
}
