import { Ban, ChartSpline, Plus, Redo2, Undo2 } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { setSearchParams, useSearchParam } from '../app/navigation.tsx'
import { isTyping } from '../app/shortcuts.ts'
import { EmptyState, SearchBox } from '../design/parts.tsx'
import { useSections } from './keys.ts'
import { searchSections, type ShownPanel } from './layout.ts'
import { useRunScope } from './runs.ts'
import { SectionView } from './SectionView.tsx'
import { SettingsMenu } from './SettingsMenu.tsx'
import { workspaceSettings } from './spec.ts'
import { useStore, useWorkspace } from './store.tsx'

const AddPanel = lazy(() => import('./AddPanel.tsx').then(module => ({ default: module.AddPanel })))
const FullScreen = lazy(() => import('./FullScreen.tsx').then(module => ({ default: module.FullScreen })))

/** The bar and the sections of panels: the same for a project's runs and for one run. */
export function PanelArea({ bar, empty }: { bar?: ReactNode; empty?: ReactNode }) {
  const store = useStore()
  const { spec, canUndo, canRedo } = useWorkspace()
  const { runs } = useRunScope()
  const { sections } = useSections()
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const panelName = useSearchParam('panelDisplayName')
  const sectionName = useSearchParam('panelSectionName')
  const workspace = useMemo(() => workspaceSettings(spec), [spec])
  const shown = useMemo(() => searchSections(sections, search), [sections, search])
  useUndoKeys()
  const openPanel = useCallback((section: string, panel: ShownPanel) => setSearchParams({ panelDisplayName: panel.title, panelSectionName: section }, { replace: panelName !== null }), [panelName])
  return (
    <div className="panel-area">
      <div className="panel-bar">
        {bar}
        <SearchBox value={search} onChange={setSearch} placeholder="Search panels" main>
          <button type="button" className="icon-button" aria-label="Leave out what matches" title="Leave out what matches (! before the pattern)" aria-pressed={search.startsWith('!')} onClick={() => setSearch(search.startsWith('!') ? search.slice(1) : `!${search}`)}><Ban size={13} /></button>
        </SearchBox>
        <button type="button" className="icon-button" aria-label="Undo" title="Undo" disabled={!canUndo} onClick={() => store.undo()}><Undo2 size={15} /></button>
        <button type="button" className="icon-button" aria-label="Redo" title="Redo" disabled={!canRedo} onClick={() => store.redo()}><Redo2 size={15} /></button>
        <SettingsMenu />
        <button type="button" className="button small" onClick={() => setAdding(true)}><Plus size={14} />Add panel</button>
      </div>
      <div className="panel-scroll">
        {shown.map(section => <OneSection key={section.name} section={section} workspace={workspace} openPanel={openPanel} />)}
        {shown.length === 0 && (search !== '' ? <EmptyState title="No panel has that name" /> : empty ?? (
          <EmptyState icon={<ChartSpline size={28} strokeWidth={1.4} />} title={runs.length === 0 ? 'No runs are shown' : 'Nothing to draw yet'}>
            <p>{runs.length === 0 ? 'Open an eye in the list of runs.' : 'A panel appears for every number that a run logs.'}</p>
          </EmptyState>
        ))}
      </div>
      {adding && <Suspense><AddPanel onClose={() => setAdding(false)} /></Suspense>}
      {panelName !== null && sections.length > 0 && (
        <Suspense>
          <FullScreen
            sections={sections}
            place={{ panel: panelName, section: sectionName ?? '' }}
            workspace={workspace}
            onMove={openPanel}
            onClose={() => setSearchParams({ panelDisplayName: null, panelSectionName: null })}
          />
        </Suspense>
      )}
    </div>
  )
}

function OneSection({ section, workspace, openPanel }: { section: Parameters<typeof SectionView>[0]['section']; workspace: Parameters<typeof SectionView>[0]['workspace']; openPanel: (section: string, panel: ShownPanel) => void }) {
  const open = useCallback((panel: ShownPanel) => openPanel(section.name, panel), [openPanel, section.name])
  return <SectionView section={section} workspace={workspace} onOpenPanel={open} />
}

function useUndoKeys() {
  const store = useStore()
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const letter = event.key.toLowerCase()
      if (letter === 'z' && !event.shiftKey) store.undo()
      else if (letter === 'y' || (letter === 'z' && event.shiftKey)) store.redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [store])
}
