import { ChevronLeft, ChevronRight, EllipsisVertical, Settings2, ListPlus, Pencil, PinOff, Pin, Trash2, ArrowDown, ArrowUp } from 'lucide-react'
import { lazy, memo, Suspense, useCallback, useMemo, useState } from 'react'
import { MenuButton } from '../design/Popover.tsx'
import { GRID_BUCKETS, useHistories, type HistoryQuery } from './history.ts'
import { useSections } from './keys.ts'
import { useDropTarget } from './drag.ts'
import { withMoved, withNewSection, withOrder, withSection, type ShownPanel, type ShownSection } from './layout.ts'
import { panelQuery } from './LinePanel.tsx'
import { useNear } from './near.ts'
import { PanelCard } from './PanelCard.tsx'
import { definedAxis, useRunScope } from './runs.ts'
import { lineSettings, type LineSettings } from './settings.ts'
import { changeSections, LINE_PLOT, type SectionSpec } from './spec.ts'
import { useStore } from './store.tsx'
import type { JsonObject } from '../api/json.ts'

const SectionSettings = lazy(() => import('./SectionSettings.tsx'))

const GAP = 12
const MOST_SERIES = 1500

interface SectionViewProps {
  section: ShownSection
  workspace: JsonObject
  onOpenPanel: (panel: ShownPanel) => void
}

export const SectionView = memo(function SectionView({ section, workspace, onOpenPanel }: SectionViewProps) {
  const store = useStore()
  const [page, setPage] = useState(0)
  const [box, near] = useNear()
  const perPage = section.columns * section.rows
  const pages = Math.max(1, Math.ceil(section.panels.length / perPage))
  const at = Math.min(page, pages - 1)
  const shown = useMemo(() => section.panels.slice(at * perPage, (at + 1) * perPage), [section.panels, at, perPage])
  const change = (update: (spec: SectionSpec) => SectionSpec) => store.change(spec => changeSections(spec, sections => withSection(sections, section.name, update)))
  const { sections } = useSections()
  const drop = useDropTarget(moved => store.change(spec => changeSections(spec, stored => withMoved(stored, sections, moved.panel, section.name, null))))
  const [size, setSize] = useState<{ columns: number; height: number } | null>(null)
  const resize = useCallback(({ width, height, card }: { width: number; height: number; card: HTMLElement }, done: boolean) => {
    const room = card.parentElement!.clientWidth
    const next = { columns: Math.max(1, Math.min(6, Math.round((room + GAP) / (Math.max(120, width) + GAP)))), height: Math.max(160, Math.min(900, Math.round(height))) }
    setSize(done ? null : next)
    // wider panels do not push others onto the next page
    const rows = Math.min(10, Math.ceil(perPage / next.columns))
    if (done) store.change(spec => changeSections(spec, all => withSection(all, section.name, each => ({ ...each, flowConfig: { ...each.flowConfig, columnsPerPage: next.columns, rowsPerPage: rows, boxHeight: next.height } }))))
  }, [store, section.name, perPage])
  const framed = useMemo(() => (size ? { ...section, ...size } : section), [section, size])
  const rows = Math.min(section.rows, Math.ceil(section.panels.length / section.columns))

  return (
    <section className="panel-section" aria-label={`Section ${section.name}`} ref={box}>
      <header className={drop.over ? 'drop' : ''} {...drop.handlers}>
        <button type="button" className="section-toggle" aria-expanded={section.open} onClick={() => change(spec => ({ ...spec, isOpen: !section.open }))}>
          <ChevronRight size={14} className={section.open ? 'turned' : ''} />
          <span className="ellipsis">{section.name}</span>
          <span className="muted num">{section.panels.length}</span>
          {section.pinned && <Pin size={12} />}
        </button>
        {section.open && pages > 1 && (
          <div className="row section-pages">
            <span className="muted num">{at * perPage + 1}–{Math.min((at + 1) * perPage, section.panels.length)} of {section.panels.length}</span>
            <button type="button" className="icon-button" aria-label="Previous panels" disabled={at === 0} onClick={() => setPage(at - 1)}><ChevronLeft size={15} /></button>
            <button type="button" className="icon-button" aria-label="Next panels" disabled={at === pages - 1} onClick={() => setPage(at + 1)}><ChevronRight size={15} /></button>
          </div>
        )}
        <SectionMenu section={section} change={change} />
      </header>
      {section.open && (near
        ? section.panels.length === 0 ? <p className="section-empty muted" {...drop.handlers}>Drag panels here, or move them by their menu.</p> : <Panels section={framed} onResize={resize} panels={shown} workspace={workspace} onOpenPanel={onOpenPanel} />
        : <div style={{ height: rows * (section.height + 12) }} />)}
    </section>
  )
})

/** All line plots of a page of panels, with one request for each set of axis and smoothing that they use. */
function Panels({ section, panels, workspace, onOpenPanel, onResize }: Pick<SectionViewProps, 'section' | 'workspace' | 'onOpenPanel'> & { panels: ShownPanel[]; onResize: Parameters<typeof PanelCard>[0]['onResize'] }) {
  const scope = useRunScope()
  const { runs, entity, project, grouping } = scope
  const plan = useMemo(() => {
    const settings = new Map<string, LineSettings>()
    const groups = new Map<string, HistoryQuery>()
    const groupOf = new Map<string, string>()
    for (const panel of panels) {
      if (panel.viewType !== LINE_PLOT) continue
      const effective = lineSettings(workspace, section.settings, panel.config, definedAxis(runs, panel.metrics), grouping)
      settings.set(panel.id, effective)
      const query = panelQuery({ entity, project, runs }, panel.metrics, effective, { buckets: GRID_BUCKETS, range: null })
      // a hundred panels of a hundred runs go in several requests, each below the server's bound
      let part = 0
      let id = ''
      let known: HistoryQuery | undefined
      do {
        id = JSON.stringify([query.stream, query.x, query.smoothing, query.points, part++])
        known = groups.get(id)
      } while (known && known.series.length + query.series.length > MOST_SERIES)
      groupOf.set(panel.id, id)
      groups.set(id, known ? { ...known, series: [...known.series, ...query.series] } : query)
    }
    const ids = [...groups.keys()]
    return { settings, groupOf, ids, queries: ids.map(id => distinct(groups.get(id)!)) }
  }, [panels, workspace, section.settings, entity, project, runs, grouping])
  const results = useHistories(plan.queries, scope.live)
  return (
    <div className="panel-grid" style={{ gridTemplateColumns: `repeat(${section.columns}, minmax(0, 1fr))` }}>
      {panels.map(panel => {
        const result = results[plan.ids.indexOf(plan.groupOf.get(panel.id) ?? '')]
        return (
          <PanelCard
            key={panel.id}
            panel={panel}
            sectionName={section.name}
            height={section.height}
            settings={plan.settings.get(panel.id) ?? null}
            shared={{ data: result?.data, error: result?.error ?? null, isFetching: result?.isPending ?? false, refetch: () => void result?.refetch() }}
            onOpen={() => onOpenPanel(panel)}
            onResize={onResize}
          />
        )
      })}
    </div>
  )
}

function distinct(query: HistoryQuery): HistoryQuery {
  const seen = new Map(query.series.map(each => [`${each.run}\u0000${each.key}`, each]))
  return { ...query, series: [...seen.values()] }
}

function SectionMenu({ section, change }: { section: ShownSection; change: (update: (spec: SectionSpec) => SectionSpec) => void }) {
  const store = useStore()
  const { sections: shown } = useSections()
  const [name, setName] = useState<string | null>(null)
  const flow = (key: string, value: number) => change(spec => ({ ...spec, flowConfig: { ...spec.flowConfig, [key]: value } }))
  const move = (by: number) => store.change(spec => changeSections(spec, sections => {
    const stored = withOrder(sections, shown.map(each => each.name))
    const from = stored.findIndex(each => each.name === section.name)
    const to = Math.max(0, Math.min(stored.length - 1, from + by))
    const next = [...stored]
    next.splice(to, 0, ...next.splice(from, 1))
    return next
  }))
  const rename = (close: () => void) => {
    const next = name?.trim()
    if (next && next !== section.name) change(spec => ({ ...spec, name: next, defaultName: spec.defaultName ?? section.name }))
    setName(null)
    close()
  }
  const [setting, setSetting] = useState(false)
  return (
    <>
    {setting && <Suspense><SectionSettings section={section} onClose={() => setSetting(false)} /></Suspense>}
    <MenuButton label={`Menu of section ${section.name}`} icon={<EllipsisVertical size={15} />} align="end">
      {close => (
        <>
          {name === null ? (
            <button type="button" className="menu-item" onClick={() => setName(section.name)}><Pencil size={14} />Rename</button>
          ) : (
            <form className="menu-form" onSubmit={event => { event.preventDefault(); rename(close) }}>
              <input className="input small" aria-label="Section name" autoFocus value={name} onChange={event => setName(event.target.value)} />
            </form>
          )}
          <button type="button" className="menu-item" onClick={() => { change(spec => ({ ...spec, pinned: !section.pinned })); close() }}>{section.pinned ? <PinOff size={14} /> : <Pin size={14} />}{section.pinned ? 'Unpin' : 'Pin to the top'}</button>
          <button type="button" className="menu-item" onClick={() => { move(-1); close() }}><ArrowUp size={14} />Move up</button>
          <button type="button" className="menu-item" onClick={() => { move(1); close() }}><ArrowDown size={14} />Move down</button>
          <button type="button" className="menu-item" onClick={() => { store.change(spec => changeSections(spec, all => withNewSection(all, shown, section.name, false))); close() }}><ListPlus size={14} />New section above</button>
          <button type="button" className="menu-item" onClick={() => { store.change(spec => changeSections(spec, all => withNewSection(all, shown, section.name, true))); close() }}><ListPlus size={14} />New section below</button>
          <button type="button" className="menu-item" onClick={() => { setSetting(true); close() }}><Settings2 size={14} />Settings of line plots</button>
          <div className="menu-line" />
          <div className="menu-grid">
            <label>Columns<select className="select small" value={section.columns} onChange={event => flow('columnsPerPage', Number(event.target.value))}>{[1, 2, 3, 4, 5, 6].map(each => <option key={each}>{each}</option>)}</select></label>
            <label>Rows<select className="select small" value={section.rows} onChange={event => flow('rowsPerPage', Number(event.target.value))}>{[1, 2, 3, 4, 5, 8, 10].map(each => <option key={each}>{each}</option>)}</select></label>
            <label>Height<select className="select small" value={section.height} onChange={event => flow('boxHeight', Number(event.target.value))}>{[...new Set([200, 240, 300, 380, 480, section.height])].sort((a, b) => a - b).map(each => <option key={each}>{each}</option>)}</select></label>
          </div>
          <div className="menu-line" />
          <button type="button" className="menu-item danger" onClick={() => { close(); store.change(spec => changeSections(spec, sections => sections.filter(each => each.name !== section.name))) }}><Trash2 size={14} />{section.panels.some(each => each.auto) ? 'Reset this section' : 'Remove this section'}</button>
        </>
      )}
    </MenuButton>
    </>
  )
}
