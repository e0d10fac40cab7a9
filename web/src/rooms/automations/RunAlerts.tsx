import { useQuery } from '@tanstack/react-query'
import { nodes, run as ask } from '../../api/graphql.ts'
import { Alert } from './Alerts.tsx'
import { RunAlertsQuery } from './queries.ts'

/** What one run said with `run.alert()`; nothing where it said nothing. */
export default function RunAlerts({ entity, project, run, live }: { entity: string; project: string; run: string; live: boolean }) {
  const query = useQuery({ queryKey: ['alerts', entity, project, run], queryFn: ({ signal }) => ask(RunAlertsQuery, { entity, project, run }, signal), refetchInterval: live ? 10_000 : false })
  const alerts = nodes(query.data?.project?.run?.alerts)
  if (alerts.length === 0) return null
  return (
    <section className="card">
      <header><h2>Alerts</h2></header>
      <ul className="alert-list" aria-label="Alerts">{alerts.map(each => <Alert key={each.id} alert={each} entity={entity} project={project} />)}</ul>
    </section>
  )
}
