import { PanelLeft } from 'lucide-react'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { navigate } from '../../app/navigation.tsx'
import { EmptyState, ErrorState } from '../../design/parts.tsx'
import { PanelArea } from '../../panels/PanelArea.tsx'
import { chosenGroupColors, panelGroupKeys } from '../../panels/plot/group.ts'
import { legendKeys } from '../../panels/plot/template.ts'
import { runHref } from '../../panels/foreign.ts'
import { useRunColors } from '../../panels/runColors.ts'
import { RunScopeProvider } from '../../panels/runs.ts'
import { customColors, runsetOf, workspaceSettings } from '../../panels/spec.ts'
import { useWorkspace } from '../../panels/store.tsx'
import { useDrawnRuns } from '../runs/useDrawnRuns.ts'
import { ProjectFrame } from './ProjectFrame.tsx'
import { RunSelector } from './RunSelector.tsx'
import type { Mongo } from '../runs/filters.ts'
import { ViewBar } from './ViewBar.tsx'

interface Place { entity: string; project: string; user: string }

export default function WorkspacePage(place: Place) {
  return <ProjectFrame {...place}>{(view, choice) => <WorkspaceBody {...place} bar={<ViewBar {...place} view={view} choice={choice} />} />}</ProjectFrame>
}

const GROUPED_RUNS = 100

interface WorkspaceBodyProps extends Place {
  bar: ReactNode
  /** Which runs are there at all. */
  only?: Mongo | null
  empty?: ReactNode
}

/** Drawn runs are the first of the list; panels take from them those that logged their key, each up to its own limit. */
export function WorkspaceBody({ entity, project, user, bar, only = null, empty }: WorkspaceBodyProps) {
  const { spec } = useWorkspace()
  const runset = runsetOf(spec)
  const colors = customColors(spec)
  const limit = workspaceSettings(spec).maxRuns
  const grouping = runset.grouping
  const groupKeys = useMemo(() => [...grouping, ...panelGroupKeys(spec)], [grouping, spec])
  const valueKeys = useMemo(() => [...groupKeys, ...legendKeys(spec)], [groupKeys, spec])
  // a group is made of all its runs, so more of them are read
  const most = groupKeys.length > 0 ? GROUPED_RUNS : Math.max(20, typeof limit === 'number' ? limit : 10)
  const shown = useRunColors(entity, project, only)
  const drawn = useDrawnRuns(entity, project, runset, shown.of, most, only, valueKeys)
  const [selector, setSelector] = useState(() => innerWidth > 900)
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'j') {
        event.preventDefault()
        setSelector(open => !open)
      }
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [])
  const groupColors = useMemo(() => chosenGroupColors(colors, runset), [colors, runset.id, grouping])
  const scope = useMemo(() => ({
    entity,
    project,
    runs: drawn.runs,
    filters: drawn.filters,
    order: drawn.order,
    grouping,
    groupColors,
    colors: shown,
    live: drawn.live,
    openRun: (name: string, newTab: boolean) => { const to = runHref({ entity, project }, name); if (newTab) window.open(to, '_blank', 'noopener'); else navigate(to) },
  }), [entity, project, drawn.runs, drawn.filters, drawn.order, grouping, groupColors, shown, drawn.live])
  return (
    <RunScopeProvider value={scope}>
      <div className="workspace">
        {selector && <RunSelector entity={entity} project={project} drawn={drawn.runs} only={only} />}
        {drawn.query.isError && drawn.runs.length === 0 ? <ErrorState error={drawn.query.error} retry={() => void drawn.query.refetch()} /> : (
          <PanelArea
            bar={<>
              <button type="button" className="icon-button" aria-label={selector ? 'Hide the run list' : 'Show the run list'} title="Run list (Ctrl J)" aria-pressed={selector} onClick={() => setSelector(!selector)}><PanelLeft size={15} /></button>
              {bar}
            </>}
            empty={drawn.query.isPending ? <div className="state-box" role="status" aria-label="Loading runs" /> : drawn.total === 0 ? (
              <EmptyState title="No runs yet">{empty ?? <p>Log one with <code>wandb.init(project="{project}"{entity === user ? '' : `, entity="${entity}"`})</code>. It shows here by itself.</p>}</EmptyState>
            ) : undefined}
          />
        )}
      </div>
    </RunScopeProvider>
  )
}
