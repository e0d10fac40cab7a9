import './automations.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { BellRing, CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Ago, EmptyState, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { AlertsQuery, type RunAlert } from './queries.ts'

/** What the runs of a project said with `run.alert()`, and how they ended where someone asked for that. */
export function Alerts({ entity, project }: { entity: string; project: string }) {
  const query = useInfiniteQuery({
    queryKey: ['alerts', entity, project],
    queryFn: ({ pageParam, signal }) => run(AlertsQuery, { entity, project, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.alerts.pageInfo.hasNextPage ? page.project.alerts.pageInfo.endCursor : undefined),
    refetchInterval: state => ((state.state.data?.pages.length ?? 0) > 1 ? false : 10_000),
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const alerts = query.data.pages.flatMap(page => nodes(page.project?.alerts))
  if (alerts.length === 0) return (
    <>
      <EmptyState icon={<BellRing size={28} strokeWidth={1.4} />} title="No alerts"><p>Scripts raise alerts; they stand here and go out by mail or chat, as people and teams choose in their settings.</p></EmptyState>
      <Snippet label="Python example" text={'run.alert(title="Loss is NaN", text="Stopped at epoch 3", level=wandb.AlertLevel.ERROR)'} />
    </>
  )
  return (
    <section className="card">
      <ul className="alert-list" aria-label="Alerts">{alerts.map(each => <Alert key={each.id} alert={each} entity={entity} project={project} />)}</ul>
      {query.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>Older alerts</button></div>}
    </section>
  )
}

const ICONS: Record<string, React.ReactNode> = { ERROR: <CircleAlert size={16} aria-label="Error" />, WARN: <TriangleAlert size={16} aria-label="Warning" />, INFO: <Info size={16} aria-label="Information" /> }

export function Alert({ alert, entity, project }: { alert: RunAlert; entity: string; project: string }) {
  return (
    <li className={`alert-row ${alert.severity.toLowerCase()}`}>
      {ICONS[alert.severity]}
      <div className="grow"><b>{alert.title}</b>{alert.text && <p className="alert-text">{alert.text}</p>}
        <span className="muted">{alert.run ? <Link to={href.run(entity, project, alert.run.name)}>{alert.run.displayName || alert.run.name}</Link> : 'a deleted run'} · <Ago at={alert.createdAt} /></span>
      </div>
    </li>
  )
}
