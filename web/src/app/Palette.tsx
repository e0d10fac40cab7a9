import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Archive, Boxes, ChartSpline, CornerDownLeft, FileText, FolderOpen, House, Info, Moon, Rocket, Search, Settings, SlidersHorizontal, Table2, Zap } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { gql, run } from '../api/graphql.ts'
import { navigate } from './navigation.tsx'
import { href, type Route } from './route.ts'
import { isDark, setTheme } from './theme.ts'

interface SearchHit { kind: string; entityName: string; projectName: string | null; name: string; displayName: string | null }

export const SearchQuery = gql<{ search: SearchHit[] }, { query: string; first: number }>(`query WebSearch($query: String!, $first: Int) {
  search(query: $query, first: $first) { kind entityName projectName name displayName }
}`)

interface Entry { id: string; label: string; detail: string; icon: ReactNode; run: () => void }

function hitEntry(hit: SearchHit): Entry | null {
  const { entityName: entity, projectName, name } = hit
  const label = hit.displayName || name
  switch (hit.kind.toLowerCase()) {
    case 'run':
      if (!projectName) return null
      return { id: `run:${entity}/${projectName}/${name}`, label, detail: `run in ${entity}/${projectName}`, icon: <ChartSpline size={15} />, run: () => navigate(href.run(entity, projectName, name)) }
    case 'project':
      return { id: `project:${entity}/${name}`, label, detail: `project of ${entity}`, icon: <FolderOpen size={15} />, run: () => navigate(href.workspace(entity, name)) }
    default:
      return null
  }
}

function commands(route: Route): Entry[] {
  const here: Entry[] = []
  if ('project' in route) {
    const { entity, project } = route
    here.push(
      { id: 'workspace', label: 'Workspace', detail: project, icon: <ChartSpline size={15} />, run: () => navigate(href.workspace(entity, project)) },
      { id: 'table', label: 'Runs table', detail: project, icon: <Table2 size={15} />, run: () => navigate(href.runs(entity, project)) },
      { id: 'sweeps', label: 'Sweeps', detail: project, icon: <SlidersHorizontal size={15} />, run: () => navigate(href.sweeps(entity, project)) },
      { id: 'reports', label: 'Reports', detail: project, icon: <FileText size={15} />, run: () => navigate(href.reports(entity, project)) },
      { id: 'new-report', label: 'New report', detail: project, icon: <FileText size={15} />, run: () => navigate(href.editReport(entity, project, null)) },
      { id: 'artifacts', label: 'Artifacts', detail: project, icon: <Boxes size={15} />, run: () => navigate(href.artifacts(entity, project)) },
      { id: 'automations', label: 'Automations and alerts', detail: project, icon: <Zap size={15} />, run: () => navigate(href.automations(entity, project)) },
      { id: 'overview', label: 'Project overview', detail: project, icon: <Info size={15} />, run: () => navigate(href.overview(entity, project)) },
    )
  }
  return [
    ...here,
    { id: 'home', label: 'Home', detail: '', icon: <House size={15} />, run: () => navigate('/') },
    { id: 'registry', label: 'Registry', detail: '', icon: <Archive size={15} />, run: () => navigate(href.registries()) },
    { id: 'launch', label: 'Launch', detail: '', icon: <Rocket size={15} />, run: () => navigate(href.launch()) },
    { id: 'settings', label: 'Settings and API keys', detail: '', icon: <Settings size={15} />, run: () => navigate('/settings') },
    { id: 'theme', label: isDark() ? 'Light theme' : 'Dark theme', detail: '', icon: <Moon size={15} />, run: () => setTheme(isDark() ? 'light' : 'dark') },
  ]
}

export default function Palette({ route, onClose }: { route: Route; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 120)
    return () => clearTimeout(timer)
  }, [text])
  const hits = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => run(SearchQuery, { query: asked, first: 20 }, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const needle = text.trim().toLowerCase()
  const found = needle === '' ? [] : (hits.data?.search ?? []).map(hitEntry).filter((entry): entry is Entry => entry !== null)
  const entries = [...found, ...commands(route).filter(entry => entry.label.toLowerCase().includes(needle))]
  const chosen = Math.min(at, entries.length - 1)
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label="Search"
      onCancel={event => { event.preventDefault(); onClose() }}
      onClick={event => { if (event.target === dialog.current) onClose() }}
      onKeyDown={event => {
        if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, entries.length - 1))
        else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
        else if (event.key === 'Enter') choose(entries[chosen])
        else return
        event.preventDefault()
      }}
    >
      <div className="palette-input">
        <Search size={16} />
        <input autoFocus value={text} placeholder="Search projects and runs" aria-label="Search projects and runs" role="combobox" aria-expanded aria-controls="palette-list" aria-activedescendant={entries[chosen] ? `palette-${chosen}` : undefined} onChange={event => { setText(event.target.value); setAt(0) }} />
      </div>
      {hits.isError && <p className="note bad palette-note">{hits.error.message}</p>}
      <ul id="palette-list" role="listbox" aria-label="Results">
        {entries.map((entry, index) => (
          <li key={entry.id} id={`palette-${index}`} role="option" aria-selected={index === chosen} onPointerMove={() => setAt(index)} onClick={() => choose(entry)}>
            {entry.icon}<span className="ellipsis">{entry.label}</span><span className="muted ellipsis">{entry.detail}</span>{index === chosen && <CornerDownLeft size={13} />}
          </li>
        ))}
        {entries.length === 0 && <li className="muted palette-none">Nothing has that name</li>}
      </ul>
    </dialog>
  )
}
