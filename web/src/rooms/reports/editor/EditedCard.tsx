import { Copy, Move, MoveDiagonal2, Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { JsonObject } from '../../../api/json.ts'
import { KINDS } from '../../../panels/kinds.ts'
import type { ShownPanel } from '../../../panels/layout.ts'
import { OtherPanel } from '../../../panels/OtherPanel.tsx'
import { PanelEditor } from '../../../panels/PanelEditor.tsx'
import { definedAxis, useRunScope } from '../../../panels/runs.ts'
import { useNear } from '../../../panels/near.ts'
import { lineSettings } from '../../../panels/settings.ts'
import { LINE_PLOT } from '../../../panels/spec.ts'
import { Line, ROW, SECTION } from '../ReportGrid.tsx'
import { COLUMNS, type Place } from './layout.ts'

const KindEditor = lazy(() => import('../../../panels/KindEditor.tsx').then(module => ({ default: module.KindEditor })))

const GAP = 8

interface EditedCardProps { panel: ShownPanel; layout: Place; onPlace: (place: Place) => void; onRemove: () => void; onDuplicate: () => void; onConfig: (config: JsonObject) => void }

/** A panel that is dragged by its handle, sized at its corner, and moved by arrow keys on either. */
export function EditedCard({ panel, layout, onPlace, onRemove, onDuplicate, onConfig }: EditedCardProps) {
  const [box, near] = useNear('400px')
  const card = useRef<HTMLElement>(null)
  const scope = useRunScope()
  const [editing, setEditing] = useState(false)
  const [held, setHeld] = useState<Place | null>(null)
  const shown = held ?? layout
  const line = panel.viewType === LINE_PLOT
  const editable = line || (KINDS[panel.viewType]?.questions.length ?? 0) > 0
  const drag = (size: boolean) => (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    const grid = card.current!.parentElement!
    const column = (grid.clientWidth + GAP) / COLUMNS
    const [x0, y0, handle] = [event.clientX, event.clientY, event.currentTarget]
    handle.setPointerCapture(event.pointerId)
    let place = layout
    const moved = (next: globalThis.PointerEvent) => {
      const [dx, dy] = [Math.round((next.clientX - x0) / column), Math.round((next.clientY - y0) / (ROW + GAP))]
      place = size ? { ...layout, w: Math.max(4, Math.min(COLUMNS - layout.x, layout.w + dx)), h: Math.max(3, layout.h + dy) } : { ...layout, x: Math.max(0, Math.min(COLUMNS - layout.w, layout.x + dx)), y: Math.max(0, layout.y + dy) }
      setHeld(place)
    }
    const up = () => {
      handle.removeEventListener('pointermove', moved)
      handle.removeEventListener('pointerup', up)
      handle.removeEventListener('pointercancel', up)
      setHeld(null)
      if (place !== layout) onPlace(place)
    }
    handle.addEventListener('pointermove', moved)
    handle.addEventListener('pointerup', up)
    handle.addEventListener('pointercancel', up)
  }
  const keys = (size: boolean) => (event: KeyboardEvent) => {
    const step = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, [number, number]>)[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    onPlace(size ? { ...layout, w: layout.w + step[0], h: layout.h + step[1] } : { ...layout, x: layout.x + step[0], y: layout.y + step[1] })
  }
  const settings = line ? lineSettings({}, {}, panel.config, definedAxis(scope.runs, panel.metrics), scope.grouping) : null
  return (
    <article ref={card} className={`panel ${held ? 'held' : ''}`} aria-label={`Panel ${panel.title}`} style={{ gridColumn: `${shown.x + 1} / span ${shown.w}`, gridRow: `${shown.y + 1} / span ${shown.h}` }}>
      <header>
        <button type="button" className="icon-button grid-handle" aria-label={`Move ${panel.title}`} title="Drag to move; arrow keys, too" onPointerDown={drag(false)} onKeyDown={keys(false)}><Move size={13} /></button>
        <h3 className="ellipsis">{panel.title}</h3>
        <span className="panel-tools">
          {editable && <button type="button" className="icon-button" aria-label={`Edit panel ${panel.title}`} title="Edit" onClick={() => setEditing(true)}><Pencil size={13} /></button>}
          <button type="button" className="icon-button" aria-label={`Duplicate ${panel.title}`} title="Duplicate" onClick={onDuplicate}><Copy size={13} /></button>
          <button type="button" className="icon-button" aria-label={`Remove ${panel.title}`} title="Remove" onClick={onRemove}><Trash2 size={13} /></button>
        </span>
      </header>
      {line && <Line panel={panel} near={near} />}
      <div className={line ? 'report-near' : 'panel-body'} ref={box}>{near && !line && <OtherPanel panel={panel} onChange={onConfig} />}</div>
      <button type="button" className="grid-corner" aria-label={`Size of ${panel.title}`} title="Drag to size; arrow keys, too" onPointerDown={drag(true)} onKeyDown={keys(true)}><MoveDiagonal2 size={12} /></button>
      {editing && settings && <PanelEditor panel={panel} sectionName={SECTION} settings={settings} onClose={() => setEditing(false)} />}
      {editing && !settings && <Suspense><KindEditor panel={panel} sectionName={SECTION} onClose={() => setEditing(false)} /></Suspense>}
    </article>
  )
}
