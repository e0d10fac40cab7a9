import { ChevronLeft, ChevronRight, Link2, RotateCcw, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { JsonObject } from '../api/json.ts'
import { writeClipboard } from '../design/parts.tsx'
import { toast } from '../design/Toasts.tsx'
import { useHistory } from './history.ts'
import type { ShownPanel, ShownSection } from './layout.ts'
import { Legend } from './Legend.tsx'
import { LinePanel, panelQuery, zoomAxis } from './LinePanel.tsx'
import { definedAxis, useRunScope } from './runs.ts'
import { lineSettings } from './settings.ts'
import { KINDS } from './kinds.ts'
import { useZoom } from './useZoom.ts'
import { OtherPanel } from './OtherPanel.tsx'
import { LINE_PLOT } from './spec.ts'

const FULL_BUCKETS = 10_000

interface FullScreenProps { sections: ShownSection[]; place: { section: string; panel: string }; workspace: JsonObject; onMove: (section: string, panel: ShownPanel) => void; onClose: () => void }

/** One panel over the whole page, ten times as fine as in the grid; the address names it. */
export function FullScreen({ sections, place, workspace, onMove, onClose }: FullScreenProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current!.showModal()
    dialog.current!.focus()
  }, [])
  const all = useMemo(() => sections.flatMap(section => section.panels.filter(panel => panel.viewType === LINE_PLOT || KINDS[panel.viewType]).map(panel => ({ section, panel }))), [sections])
  const at = all.findIndex(each => each.section.name === place.section && each.panel.title === place.panel)
  const found = all[at]
  const step = (by: number) => {
    const next = all[at + by]
    if (next) onMove(next.section.name, next.panel)
  }
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className="dialog full-screen"
      aria-label={`Panel ${place.panel}`}
      onCancel={event => { event.preventDefault(); onClose() }}
      onKeyDown={event => {
        if (/INPUT|SELECT|TEXTAREA/.test((event.target as HTMLElement).tagName)) return
        if (event.key === 'ArrowLeft') step(-1)
        if (event.key === 'ArrowRight') step(1)
      }}
    >
      {found ? <Content key={found.panel.id} section={found.section} panel={found.panel} workspace={workspace} previous={at > 0 ? () => step(-1) : null} next={at + 1 < all.length ? () => step(1) : null} onClose={onClose} /> : (
        <div className="state-box"><h2>No panel “{place.panel}” here</h2><p>Its key may not be logged by the visible runs.</p><button type="button" className="button" onClick={onClose}>Back to the workspace</button></div>
      )}
    </dialog>
  )
}

interface ContentProps { section: ShownSection; panel: ShownPanel; workspace: JsonObject; previous: (() => void) | null; next: (() => void) | null; onClose: () => void }

function Content(props: ContentProps) {
  return props.panel.viewType === LINE_PLOT ? <LineContent {...props} /> : <><Head {...props} zoomed={null} /><div className="full-screen-body panel-body"><OtherPanel panel={props.panel} onChange={null} /></div></>
}

function Head({ section, panel, previous, next, onClose, zoomed }: ContentProps & { zoomed: (() => void) | null }) {
  return (
    <header>
      <h2 className="ellipsis"><span className="muted">{section.name} / </span>{panel.title}</h2>
      {zoomed && <button type="button" className="icon-button" aria-label="Reset zoom" onClick={zoomed}><RotateCcw size={15} /></button>}
      <button type="button" className="icon-button" aria-label="Previous panel" disabled={!previous} onClick={() => previous?.()}><ChevronLeft size={17} /></button>
      <button type="button" className="icon-button" aria-label="Next panel" disabled={!next} onClick={() => next?.()}><ChevronRight size={17} /></button>
      <button type="button" className="icon-button" aria-label="Copy link" onClick={() => void writeClipboard(location.href).then(() => toast('Link copied'))}><Link2 size={15} /></button>
      <button type="button" className="icon-button" aria-label="Close full screen" onClick={onClose}><X size={17} /></button>
    </header>
  )
}

function LineContent(props: ContentProps) {
  const { section, panel, workspace } = props
  const scope = useRunScope()
  const defined = definedAxis(scope.runs, panel.metrics)
  const settings = useMemo(() => lineSettings(workspace, section.settings, panel.config, defined, scope.grouping), [workspace, section.settings, panel.config, defined, scope.grouping])
  const [zoom, setZoom] = useZoom(panel.id, zoomAxis(panel, settings))
  const query = useMemo(() => panelQuery(scope, panel.metrics, settings, { buckets: FULL_BUCKETS, range: null }), [scope, panel.metrics, settings])
  const result = useHistory(query, scope.live)
  return (
    <>
      <Head {...props} zoomed={zoom ? () => setZoom(null) : null} />
      <Legend panel={panel} settings={settings} full />
      <div className="full-screen-body">
        <LinePanel panel={panel} settings={settings} zoom={zoom} onZoom={setZoom} buckets={FULL_BUCKETS} shared={{ data: result.data, error: result.error, isFetching: result.isPending, refetch: () => void result.refetch() }} />
      </div>
    </>
  )
}
