import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { number } from '../../design/format.ts'
import { axisTitle, xText } from './axes.ts'

export interface TooltipRow { id: string; run: string; label: string; color: string; value: number; x: number; original: number | null; min: number | null; max: number | null; distance: number; near: boolean }

const MOST = 12

export function Tooltip({ hover, xAxis }: { hover: { left: number; top: number; x: number; rows: TooltipRow[] }; xAxis: string }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { width, height } = box.current!.getBoundingClientRect()
    const left = hover.left + 16 + width > innerWidth - 8 ? hover.left - width - 16 : hover.left + 16
    box.current!.style.left = `${Math.max(8, left)}px`
    box.current!.style.top = `${Math.max(8, Math.min(hover.top - height / 2, innerHeight - height - 8))}px`
  }, [hover])
  const near = hover.rows.findIndex(row => row.near)
  const from = Math.max(0, Math.min(near - Math.floor(MOST / 2), hover.rows.length - MOST))
  const rows = hover.rows.slice(from, from + MOST)
  return createPortal(
    <div ref={box} className="plot-tooltip" role="tooltip">
      <div className="plot-tooltip-x">{axisTitle(xAxis)} <b className="num">{xText(xAxis, hover.x)}</b></div>
      <table>
        <tbody>
          {rows.map(row => (
            <tr key={row.id} className={row.near ? 'near' : ''}>
              <td><i style={{ background: row.color }} />{row.label}</td>
              <td className="num">{number(row.value)}{row.original !== null && <span className="muted"> ({number(row.original)})</span>}</td>
              {row.min !== null && row.max !== null && row.min !== row.max && <td className="num muted">{number(row.min)} … {number(row.max)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {hover.rows.length > rows.length && <div className="muted">{hover.rows.length - rows.length} more</div>}
    </div>,
    document.querySelector('dialog[open]') ?? document.body,
  )
}
