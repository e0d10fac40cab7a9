import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href, type Route, type RunTab } from '../../app/route.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { RunQuery } from './queries.ts'
import { RunHeader } from './RunHeader.tsx'
import { isLive } from './useDrawnRuns.ts'
import { RunCharts } from './RunCharts.tsx'

const RunOverview = lazy(() => import('./RunOverview.tsx'))
const RunLogs = lazy(() => import('./logs/RunLogs.tsx'))
const RunArtifacts = lazy(() => import('../artifacts/RunArtifacts.tsx'))
const RunFiles = lazy(() => import('./files/RunFiles.tsx'))

const TABS: readonly (readonly [RunTab, string])[] = [['charts', 'Charts'], ['overview', 'Overview'], ['logs', 'Logs'], ['files', 'Files'], ['code', 'Code'], ['artifacts', 'Artifacts']]

export default function RunPage({ route, user }: { route: Extract<Route, { page: 'run' }>; user: string }) {
  const { entity, project, run: name, tab } = route
  const query = useQuery({
    queryKey: ['run', entity, project, name],
    queryFn: ({ signal }) => run(RunQuery, { entity, project, name }, signal),
    refetchInterval: state => (isLive(state.state.data?.project?.run?.state ?? null) ? 3_000 : state.state.data?.project?.run?.state === 'pending' ? 5_000 : false),
  })
  if (query.isError && !query.data) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (!query.data?.project) return <NotFound what="project" />
  const detail = query.data.project.run
  if (!detail) return <NotFound what="run" />
  return (
    <div className="run-page">
      <RunHeader entity={entity} project={project} detail={detail} />
      <nav className="tabs" aria-label="Run">
        {TABS.map(([each, label]) => <Link key={each} to={href.run(entity, project, name, each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}
      </nav>
      <div className="run-body">
        <Suspense fallback={<Loading />}>
          {tab === 'charts' && <RunCharts entity={entity} project={project} user={user} detail={detail} />}
          {tab === 'overview' && <RunOverview entity={entity} project={project} detail={detail} />}
          {tab === 'logs' && <RunLogs key={name} entity={entity} project={project} run={name} live={isLive(detail.state)} />}
          {(tab === 'files' || tab === 'code') && <RunFiles key={tab} entity={entity} project={project} run={name} path={route.path} code={tab === 'code'} live={isLive(detail.state)} readOnly={detail.readOnly === true} />}
          {tab === 'artifacts' && <RunArtifacts entity={entity} project={project} run={name} live={isLive(detail.state)} />}
        </Suspense>
      </div>
    </div>
  )
}
