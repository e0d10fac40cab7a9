import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { requestJson } from '../../api/http.ts'
import { run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Ago, ErrorState, Loading, StateChip } from '../../design/parts.tsx'
import { ServerQuery } from './queries.ts'

/** Whether the server is ready, and what it tells clients it can. */
export function ServerTab() {
  const session = useSession().data
  const ready = useQuery({
    queryKey: ['ready'],
    // not ready is an answer, too
    queryFn: async ({ signal }) => { try { return (await requestJson<{ status?: string }>('/ready', { signal })).status ?? 'ok' } catch (failure) { if (signal.aborted) throw failure; return (failure as Error).message } },
    refetchInterval: 10_000,
  })
  const info = useQuery({ queryKey: ['server-info'], queryFn: ({ signal }) => run(ServerQuery, {}, signal) })
  if (info.isError) return <ErrorState error={info.error} retry={() => void info.refetch()} />
  if (info.isPending || ready.isPending) return <Loading />
  const clients = info.data.serverInfo?.cliVersionInfo
  const features = info.data.serverInfo?.features ?? []
  return (
    <>
      <section className="card"><div className="card-body"><dl className="facts">
        <dt>State</dt><dd><span className="row"><StateChip state={ready.data === 'ok' ? 'running' : 'failed'} dot />{ready.data === 'ok' ? 'ready' : ready.data}<span className="muted">asked <Ago at={new Date(ready.dataUpdatedAt).toISOString()} /></span></span></dd>
        <dt>Version</dt><dd>{session?.version}</dd>
        <dt>Address</dt><dd>{location.origin}</dd>
        <dt>Sign-up</dt><dd>{session?.signupOpen ? 'open to everybody who reaches this page' : 'closed: administrators make accounts'}</dd>
        {clients && <><dt>Clients</dt><dd>wandb {clients.min_cli_version} and newer</dd></>}
      </dl></div></section>
      <section className="card">
        <header><h2>What clients are told</h2></header>
        <div className="card-body row wrap">{features.map(each => <span key={each.name} className="chip mono whole">{each.isEnabled ? '' : 'not '}{each.name.toLowerCase().replace(/_/g, ' ')}</span>)}</div>
      </section>
      <section className="card">
        <header><h2>Audit log</h2></header>
        <div className="card-body row wrap">
          <span className="grow">Who did and read what, one JSON object a line.</span>
          {([[0, 'Today'], [7, '7 days'], [30, '30 days']] as const).map(([days, label]) => <a key={days} className="button small" href={`/admin/audit_logs?numDays=${days}`} download={`audit-${label.toLowerCase().replace(' ', '-')}.ndjson`}><Download size={13} />{label}</a>)}
        </div>
      </section>
      <p className="muted">Backups, metrics and logs are the operator’s: <code>./selvedge help</code> lists the commands, and <code>./selvedge doctor</code> examines the parts one by one.</p>
    </>
  )
}
