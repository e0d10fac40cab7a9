import { Copy, Download, FolderInput, EyeOff, EllipsisVertical, Eye, Image, Link2, Maximize2, Pencil, RotateCcw } from 'lucide-react'
import { lazy, memo, Suspense, useRef, useState } from 'react'
import { MenuButton } from '../design/Popover.tsx'
import { writeClipboard } from '../design/parts.tsx'
import { toast } from '../design/Toasts.tsx'
import type { HistoryData } from './history.ts'
import { withoutPanel, withPanel, withSection, restorePanel, type ShownPanel } from './layout.ts'
import { drawn, LinePanel, mostRuns, shownLines } from './LinePanel.tsx'
import { Legend } from './Legend.tsx'
import { useSections } from './keys.ts'
import { PanelEditor } from './PanelEditor.tsx'
import { savePng, saveCsv } from './export.ts'
import type { Zoom } from './plot/Plot.tsx'
import { useRunScope } from './runs.ts'
import type { LineSettings } from './settings.ts'
import { changeSections, HIDDEN_PANELS, LINE_PLOT, MEDIA, newId, TABLE, VEGA } from './spec.ts'
import { useStore } from './store.tsx'
import { GRID_BUCKETS, useNear } from './SectionView.tsx'
import { KINDS } from './kinds.ts'
import { OtherPanel } from './OtherPanel.tsx'

const KindEditor = lazy(() => import('./KindEditor.tsx').then(module => ({ default: module.KindEditor })))

interface PanelCardProps {
  panel: ShownPanel
  sectionName: string
  height: number
  settings: LineSettings | null
  shared: { data: HistoryData | undefined; error: unknown; isFetching: boolean; refetch: () => void }
  onOpen: () => void
}

export const PanelCard = memo(function PanelCard({ panel, sectionName, height, settings, shared, onOpen }: PanelCardProps) {
  const [box, near] = useNear('200px')
  const [zoom, setZoom] = useState<Zoom | null>(null)
  const [editing, setEditing] = useState(false)
  const card = useRef<HTMLElement>(null)
  const store = useStore()
  const kind = KINDS[panel.viewType]
  const editable = settings !== null || (kind !== undefined && kind.questions.length > 0)
  return (
    <article className="panel" ref={card} style={{ height }} aria-label={`Panel ${panel.title}`}>
      <header>
        <h3 className="ellipsis" title={panel.title}>{panel.title}</h3>
        <div className="panel-tools">
          {zoom && <button type="button" className="icon-button" aria-label="Reset zoom" title="Reset zoom" onClick={() => setZoom(null)}><RotateCcw size={13} /></button>}
          {editable && <button type="button" className="icon-button" aria-label={`Edit panel ${panel.title}`} title="Edit" onClick={() => setEditing(true)}><Pencil size={13} /></button>}
          {(settings || kind) && <button type="button" className="icon-button" aria-label={`Full screen ${panel.title}`} title="Full screen" onClick={onOpen}><Maximize2 size={13} /></button>}
          <PanelMenu panel={panel} sectionName={sectionName} settings={settings} data={shared.data} card={card} onEdit={editable ? () => setEditing(true) : null} />
        </div>
      </header>
      {settings && settings.legend && <Legend panel={panel} settings={settings} />}
      <div className="panel-body" ref={box}>
        {near && (settings ? <LinePanel panel={panel} settings={settings} shared={shared} zoom={zoom} onZoom={setZoom} buckets={GRID_BUCKETS} /> : <OtherPanel panel={panel} onChange={config => store.change(spec => changeSections(spec, sections => withPanel(sections, sectionName, panel, stored => ({ ...stored, config }))))} />)}
      </div>
      {editing && settings && <PanelEditor panel={panel} sectionName={sectionName} settings={settings} onClose={() => setEditing(false)} />}
      {editing && !settings && <Suspense><KindEditor panel={panel} sectionName={sectionName} onClose={() => setEditing(false)} /></Suspense>}
    </article>
  )
})

interface PanelMenuProps extends Pick<PanelCardProps, 'panel' | 'sectionName' | 'settings'> { data: HistoryData | undefined; card: React.RefObject<HTMLElement | null>; onEdit: (() => void) | null }

function PanelMenu({ panel, sectionName, settings, data, card, onEdit }: PanelMenuProps) {
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
  const lines = () => (settings ? shownLines(drawn(scope.runs, panel.metrics, mostRuns(settings)), panel, data, settings) : [])
  return (
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
            {item('Copy link', <Link2 size={14} />, link)}
            {settings && item('Save as PNG', <Image size={14} />, () => savePng(card.current, panel.title))}
            {settings && item('Save data as CSV', <Download size={14} />, () => saveCsv(lines(), settings.xAxis, panel.title))}
            <div className="menu-line" />
            {sectionName === HIDDEN_PANELS
              ? item('Show again', <Eye size={14} />, () => change(sections => restorePanel(sections, panel)))
              : item([LINE_PLOT, MEDIA, TABLE, VEGA].includes(panel.viewType) ? 'Hide' : 'Remove', <EyeOff size={14} />, remove, 'danger')}
          </>
        )
      }}
    </MenuButton>
  )
}

