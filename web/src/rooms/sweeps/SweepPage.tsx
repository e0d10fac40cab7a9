import { useQuery } from '@tanstack/react-query'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href, type Route, type SweepTab } from '../../app/route.ts'
import { count } from '../../design/format.ts'
import { Ago, ErrorState, Loading, StateChip } from '../../design/parts.tsx'
import { StoreProvider } from '../../panels/store.tsx'
import { RunsTable } from '../runs/RunsTablePage.tsx'
import { WorkspaceBody } from '../workspace/WorkspacePage.tsx'
import { SweepQuery, type SweepDetail } from './queries.ts'
import { SweepControls } from './SweepControls.tsx'
import { SweepOverview } from './SweepOverview.tsx'
import { useSweepView } from './useSweepView.ts'
import './sweeps.css'

const TABS: readonly (readonly [SweepTab, string])[] = [['workspace', 'Workspace'], ['table', 'Runs'], ['overview', 'Overview']]

type SweepRoute = Extract<Route, { page: 'sweep' }>

const over = (state: string) => ['FINISHED', 'CANCELED', 'FAILED', 'CRASHED'].includes(state)

export default function SweepPage({ route, user }: { route: SweepRoute; user: string }) {
  const { entity, project, sweep: name } = route
  const query = useQuery({
    queryKey: ['sweep', entity, project, name],
    queryFn: ({ signal }) => run(SweepQuery, { entity, project, name }, signal),
    refetchInterval: state => (over(state.state.data?.project?.sweep?.state ?? '') ? 30_000 : 4_000),
  })
  if (query.isError && !query.data) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (!query.data?.project) return <NotFound what="project" />
  const detail = query.data.project.sweep
  if (!detail) return <NotFound what="sweep" />
  return <Sweep route={route} detail={detail} readOnly={query.data.project.readOnly === true} user={user} />
}

function Sweep({ route, detail, readOnly, user }: { route: SweepRoute; detail: SweepDetail; readOnly: boolean; user: string }) {
  const { entity, project, tab } = route
  const view = useSweepView(entity, project, { name: detail.name, config: detail.config, readOnly }, user)
  const only = { sweep: detail.name }
  const empty = <p>Start an agent: <code>wandb agent {entity}/{project}/{detail.name}</code></p>
  return (
    <div className="run-page">
      <header className="run-header">
        <h1 className="ellipsis">{detail.displayName || detail.name}</h1>
        {detail.displayName && <code className="muted">{detail.name}</code>}
        <StateChip state={detail.state.toLowerCase()} />
        <span className="muted num">{detail.method} · {count(detail.runCount)}{detail.runCountExpected !== null && ` of ${count(detail.runCountExpected)}`} runs</span>
        <span className="grow" />
        <span className="muted ellipsis">{detail.user?.username} · <Ago at={detail.createdAt} /></span>
        {!readOnly && <SweepControls entity={entity} project={project} detail={detail} />}
      </header>
      <nav className="tabs" aria-label="Sweep">
        {TABS.map(([each, label]) => <Link key={each} to={href.sweep(entity, project, detail.name, each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}
      </nav>
      <div className="run-body">
        {tab === 'overview' ? <SweepOverview entity={entity} project={project} detail={detail} readOnly={readOnly} />
          : view.isError ? <ErrorState error={view.error} retry={() => void view.refetch()} />
            : !view.data ? <Loading />
              : (
                <StoreProvider value={view.data}>
                  {tab === 'table' ? <RunsTable entity={entity} project={project} only={only} empty={empty} /> : <WorkspaceBody entity={entity} project={project} user={user} only={only} empty={empty} bar={null} />}
                </StoreProvider>
              )}
      </div>
    </div>
  )
}
