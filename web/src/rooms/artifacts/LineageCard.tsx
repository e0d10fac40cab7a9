import { Box, ChartSpline, EyeOff } from 'lucide-react'
import { useRef, useState, type PointerEvent } from 'react'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Popover } from '../../design/Popover.tsx'
import { SearchBox } from '../../design/parts.tsx'
import { HEIGHT, WIDTH, type LineageNode } from './lineage.ts'

export interface Placed { node: LineageNode; x: number; y: number }

interface CardProps {
  placed: Placed
  self: boolean
  faded: boolean
  onHover: (id: string | null) => void
  /** Shows all that a box holds. */
  onOpen: () => void
  /** Shows one of what a box holds. */
  onPull: (member: string) => void
  onHide: () => void
  /** By so many pixels of the screen. */
  onMove: (x: number, y: number) => void
}

/** Pixels before a press is a drag: a click may shake. */
const STILL = 4

/** A run, a version, or a box of many of a kind. */
export function LineageCard({ placed: { node, x, y }, self, faded, onHover, onOpen, onPull, onHide, onMove }: CardProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [asked, setAsked] = useState(false)
  const drag = useDrag(onMove)
  const face = (
    <>
      {node.kind === 'run' || node.detail === 'runs' ? <ChartSpline size={15} aria-hidden /> : <Box size={15} aria-hidden />}
      <span className="lineage-text"><b className="ellipsis">{node.title}</b><span className="muted ellipsis">{node.kind === 'more' ? `${node.detail}: choose some` : node.detail}</span></span>
    </>
  )
  return (
    <div className={`lineage-node ${node.kind} ${node.detail} ${self ? 'self' : ''} ${faded ? 'faded' : ''}`} style={{ left: x, top: y, width: WIDTH, height: HEIGHT }} onPointerEnter={() => onHover(node.id)} onPointerLeave={() => onHover(null)} onFocus={() => onHover(node.id)} onBlur={() => onHover(null)} title={node.title} {...drag}>
      {node.kind === 'more'
        ? <button ref={anchor} type="button" className="lineage-face" aria-haspopup="dialog" aria-expanded={asked} onClick={() => setAsked(!asked)}>{face}</button>
        : node.to
          ? <Link className="lineage-face" draggable={false} aria-current={self ? 'true' : undefined} to={'run' in node.to ? href.run(...node.to.run) : href.artifact(...node.to.artifact, 'lineage')}>{face}</Link>
          : <span className="lineage-face">{face}</span>}
      {!self && <button type="button" className="icon-button lineage-hide" aria-label={`Put ${node.title} aside`} title="Put aside" onClick={onHide}><EyeOff size={13} /></button>}
      {asked && <Popover anchor={anchor} onClose={() => setAsked(false)} label={node.title} className="lineage-members"><Members node={node} onOpen={onOpen} onPull={onPull} /></Popover>}
    </div>
  )
}

/** The layer stays, for more than one; the button that was pressed is gone, so the search has the keys. */
function Members({ node, onOpen, onPull }: { node: LineageNode; onOpen: () => void; onPull: (member: string) => void }) {
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const found = node.members!.filter(member => member.title.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <div className="stack">
      <SearchBox inputRef={search} value={text} onChange={setText} placeholder="Search in the box" />
      <ul className="lineage-list">
        {found.map(member => <li key={member.id}><button type="button" className="menu-item" title="Show it outside of the box" onClick={() => { onPull(member.id); search.current?.focus() }}><span className="ellipsis">{member.title}</span></button></li>)}
        {found.length === 0 && <li className="muted">None of that name</li>}
      </ul>
      <button type="button" className="button small" onClick={onOpen}>Show all {node.amount}</button>
    </div>
  )
}

/** Handlers of an element that is dragged by the pointer; the click at the end of a drag is none. */
function useDrag(onMove: (x: number, y: number) => void) {
  const from = useRef<{ x: number; y: number; moving: boolean } | null>(null)
  const dragged = useRef(false)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dragged.current = false
      // presses in a layer of the card come here too
      if (event.button === 0 && event.currentTarget.contains(event.target as Node)) from.current = { x: event.clientX, y: event.clientY, moving: false }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current
      if (!start) return
      const [x, y] = [event.clientX - start.x, event.clientY - start.y]
      if (!start.moving && Math.hypot(x, y) < STILL) return
      event.currentTarget.setPointerCapture(event.pointerId)
      dragged.current = true
      from.current = { x: event.clientX, y: event.clientY, moving: true }
      onMove(x, y)
    },
    onPointerUp: () => { from.current = null },
    onPointerCancel: () => { from.current = null },
    onClickCapture: (event: React.MouseEvent) => {
      if (!dragged.current) return
      dragged.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
