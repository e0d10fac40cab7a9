import { ChevronLeft, ChevronRight, Copy, Download, FileText, FolderInput, EyeOff, EllipsisVertical, Eye, GripVertical, Image, Link2, Maximize2, MoveDiagonal2, Pencil, RotateCcw, Spline } from 'lucide-react'
import { lazy, memo, Suspense, useRef, useState, type DragEvent, type KeyboardEvent, type PointerEvent } from 'react'
import { MenuButton } from '../design/Popover.tsx'
import { writeClipboard } from '../design/parts.tsx'
import { toast } from '../design/Toasts.tsx'
import { GRID_BUCKETS, type HistoryData } from './history.ts'
import { withMoved, withoutPanel, withPanel, withSection, restorePanel, type ShownPanel } from './layout.ts'
import { dragged, PANEL_TYPE, useDropTarget } from './drag.ts'
import { drawn, LinePanel, mostRuns, shownLines, zoomAxis } from './LinePanel.tsx'
import { Legend } from './Legend.tsx'
import { useSections } from './keys.ts'
import { savePng, saveCsv } from './export.ts'
import type { Zoom } from './plot/Plot.tsx'
import { useRunScope } from './runs.ts'
import type { LineSettings } from './settings.ts'
import { changeSections, HIDDEN_PANELS, LINE_PLOT, MEDIA, newId, TABLE, VEGA } from './spec.ts'
import { useStore } from './store.tsx'
import { useNear } from './near.ts'
import { useZoom } from './useZoom.ts'
import { KINDS } from './kinds.ts'
import { OtherPanel } from './OtherPanel.tsx'

const AddToReport = lazy(() => import('../rooms/reports/AddToReport.tsx'))
const PanelEditor = lazy(() => import('./PanelEditor.tsx').then(module => ({ default: module.PanelEditor })))
const KindEditor = lazy(() => import('./KindEditor.tsx').then(module => ({ default: module.KindEditor })))

interface PanelCardProps {
  panel: ShownPanel
  sectionName: string
  height: number
  settings: LineSettings | null
  shared: { data: HistoryData | undefined; error: unknown; isFetching: boolean; refetch: () => void }
  onOpen: () => void
  /** The corner is dragged by so much; `done` when it is let go. All panels of the section follow. */
  onResize: (by: { width: number; height: number; card: HTMLElement }, done: boolean) => void
}

export const PanelCard = memo(function PanelCard({ panel, sectionName, height, settings, shared, onOpen, onResize }: PanelCardProps) {
  const [box, near] = useNear('200px')
  const [zoom, setZoom] = useZoom(panel.id, zoomAxis(panel, settings))
  const [editing, setEditing] = useState(false)
  const card = useRef<HTMLElement>(null)
  const store = useStore()
  const { sections } = useSections()
  const drop = useDropTarget(moved => { if (moved.panel.id !== panel.id) store.change(spec => changeSections(spec, stored => withMoved(stored, sections, moved.panel, sectionName, panel.id))) })
  const grab = (event: DragEvent) => {
    event.dataTransfer.setData(PANEL_TYPE, panel.id)
    event.dataTransfer.effectAllowed = 'move'
    if (card.current) event.dataTransfer.setDragImage(card.current, 20, 20)
    dragged.set({ panel, section: sectionName })
  }
  const kind = KINDS[panel.viewType]
  const editable = settings !== null || (kind !== undefined && kind.questions.length > 0)
  return (
    <article className={`panel ${drop.over ? 'drop' : ''}`} ref={card} style={{ height }} aria-label={`Panel ${panel.title}`} {...drop.handlers}>
      <header>
        {store.writable && <span className="panel-grip" draggable title="Drag to another place" onDragStart={grab} onDragEnd={() => dragged.clear()}><GripVertical size={13} /></span>}
        <h3 className="ellipsis" title={panel.title}>{panel.title}</h3>
        <div className="panel-tools">
          {zoom && <button type="button" className="icon-button" aria-label="Reset zoom" title="Reset zoom" onClick={() => setZoom(null)}><RotateCcw size={13} /></button>}
          {editable && <button type="button" className="icon-button" aria-label={`Edit panel ${panel.title}`} title="Edit" onClick={() => setEditing(true)}><Pencil size={13} /></button>}
          {(settings || kind) && <button type="button" className="icon-button" aria-label={`Full screen ${panel.title}`} title="Full screen" onClick={onOpen}><Maximize2 size={13} /></button>}
          <PanelMenu panel={panel} sectionName={sectionName} settings={settings} data={shared.data} zoom={zoom} card={card} onEdit={editable ? () => setEditing(true) : null} />
        </div>
      </header>
      {settings && settings.legend && <Legend panel={panel} settings={settings} />}
      <div className="panel-body" ref={box}>
        {near && (settings ? <LinePanel panel={panel} settings={settings} shared={shared} zoom={zoom} onZoom={setZoom} buckets={GRID_BUCKETS} /> : <OtherPanel panel={panel} onChange={config => store.change(spec => changeSections(spec, sections => withPanel(sections, sectionName, panel, stored => ({ ...stored, config }))))} />)}
      </div>
      {store.writable && <Corner title={panel.title} card={card} onResize={onResize} />}
      {editing && settings && <Suspense><PanelEditor panel={panel} sectionName={sectionName} settings={settings} onClose={() => setEditing(false)} /></Suspense>}
      {editing && !settings && <Suspense><KindEditor panel={panel} sectionName={sectionName} onClose={() => setEditing(false)} /></Suspense>}
    </article>
  )
})

/** Panels of a section are of one size: the corner of any of them sets it. */
function Corner({ title, card, onResize }: { title: string; card: React.RefObject<HTMLElement | null>; onResize: PanelCardProps['onResize'] }) {
  const hold = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0 || !card.current) return
    const [x, y, handle, element] = [event.clientX, event.clientY, event.currentTarget, card.current]
    const { width, height } = element.getBoundingClientRect()
    handle.setPointerCapture(event.pointerId)
    const size = (next: globalThis.PointerEvent) => ({ width: width + next.clientX - x, height: height + next.clientY - y, card: element })
    const move = (next: globalThis.PointerEvent) => onResize(size(next), false)
    const up = (next: globalThis.PointerEvent) => {
      for (const [name, listener] of [['pointermove', move], ['pointerup', up], ['pointercancel', up]] as const) handle.removeEventListener(name, listener)
      onResize(size(next), true)
    }
    for (const [name, listener] of [['pointermove', move], ['pointerup', up], ['pointercancel', up]] as const) handle.addEventListener(name, listener)
  }
  const key = (event: KeyboardEvent) => {
    const step = ({ ArrowUp: [0, -20], ArrowDown: [0, 20], ArrowLeft: [-120, 0], ArrowRight: [120, 0] } as Record<string, [number, number]>)[event.key]
    if (!step || !card.current) return
    event.preventDefault()
    const { width, height } = card.current.getBoundingClientRect()
    onResize({ width: width + step[0], height: height + step[1], card: card.current }, true)
  }
  return <button type="button" className="panel-corner" aria-label={`Size of ${title} and its section`} title="Drag to size the panels of this section" onPointerDown={hold} onKeyDown={key}><MoveDiagonal2 size={11} /></button>
}

interface PanelMenuProps extends Pick<PanelCardProps, 'panel' | 'sectionName' | 'settings'> { data: HistoryData | undefined; zoom: Zoom | null; card: React.RefObject<HTMLElement | null>; onEdit: (() => void) | null }

function PanelMenu({ panel, sectionName, settings, data, zoom, card, onEdit }: PanelMenuProps) {
  const store = useStore()
  const scope = useRunScope()
  const change = (update: Parameters<typeof changeSections>[1]) => store.change(spec => changeSections(spec, update))
  const remove = () => {
    change(sections => withoutPanel(sections, sectionName, panel))
    toast(`${panel.title} hidden`, { action: { label: 'Undo', run: () => store.undo() } })
  }
  const duplicate = () => change(sections => withSection(sections, sectionName, section => ({
    ...section,
    panels: [...section.panels, { __id__: newId(), viewType: panel.viewType, config: { ...panel.config, chartTitle: `${panel.title} (copy)` }, isAuto: false }],
  })))
  const link = () => {
    const url = new URL(location.href)
    url.searchParams.set('panelDisplayName', panel.title)
    url.searchParams.set('panelSectionName', sectionName)
    void writeClipboard(url.href).then(() => toast('Link copied'))
  }
  const { sections } = useSections()
  const [moving, setMoving] = useState(false)
  const move = (to: string) => change(stored => {
    // an automatic panel belongs to its prefix until someone moves it; from then on it is stored
    const own = withPanel(stored, sectionName, panel, same => same)
    const id = panel.auto ? panel.id.replace('auto:', 'own:') : panel.id
    const moved = own.flatMap(section => section.panels).find(each => each.__id__ === id)
    if (!moved) return stored
    const without = own.map(section => ({ ...section, panels: section.panels.filter(each => each !== moved) }))
    return withSection(without, to, section => ({ ...section, panels: [...section.panels, moved] }))
  })
  const siblings = sections.find(each => each.name === sectionName)?.panels ?? []
  const at = siblings.findIndex(each => each.id === panel.id)
  const shift = (by: number) => change(stored => withMoved(stored, sections, panel, sectionName, (by < 0 ? siblings[at - 1] : siblings[at + 2])?.id ?? null))
  const [reporting, setReporting] = useState(false)
  const lines = () => (settings ? shownLines(drawn(scope.runs, panel.metrics, mostRuns(settings)), panel, data, settings) : [])
  return (
    <>
    {reporting && <Suspense><AddToReport entity={scope.entity} project={scope.project} panel={panel} onClose={() => setReporting(false)} /></Suspense>}
    <MenuButton label={`Menu of panel ${panel.title}`} icon={<EllipsisVertical size={14} />} align="end">
      {close => {
        const item = (label: string, icon: React.ReactNode, act: () => void, kind = '') => (
          <button type="button" className={`menu-item ${kind}`} onClick={() => { close(); act() }}>{icon}{label}</button>
        )
        return (
          <>
            {onEdit && item('Edit', <Pencil size={14} />, onEdit)}
            {item('Duplicate', <Copy size={14} />, duplicate)}
            <button type="button" className="menu-item" aria-expanded={moving} onClick={() => setMoving(!moving)}><FolderInput size={14} />Move to section</button>
            {moving && sections.filter(each => each.name !== sectionName && !each.hidden).map(each => (
              <button key={each.name} type="button" className="menu-item inset" onClick={() => { close(); setMoving(false); move(each.name) }}><span className="ellipsis">{each.name}</span></button>
            ))}
            {at > 0 && item('Move back', <ChevronLeft size={14} />, () => shift(-1))}
            {at >= 0 && at < siblings.length - 1 && item('Move on', <ChevronRight size={14} />, () => shift(1))}
            {item('Add to a report', <FileText size={14} />, () => setReporting(true))}
            {item('Copy link', <Link2 size={14} />, link)}
            {settings && item('Save as PNG', <Image size={14} />, () => savePng(card.current, panel.title))}
            {settings && item('Save as SVG', <Spline size={14} />, () => void import('./svg.ts').then(({ saveSvg, drawingOf }) => saveSvg(drawingOf(panel, settings, lines(), zoom))))}
            {settings && item('Save data as CSV', <Download size={14} />, () => saveCsv(lines(), settings.xAxis, panel.title))}
            <div className="menu-line" />
            {sectionName === HIDDEN_PANELS
              ? item('Show again', <Eye size={14} />, () => change(sections => restorePanel(sections, panel)))
              : item([LINE_PLOT, MEDIA, TABLE, VEGA].includes(panel.viewType) ? 'Hide' : 'Remove', <EyeOff size={14} />, remove, 'danger')}
          </>
        )
      }}
    </MenuButton>
    </>
  )
}

