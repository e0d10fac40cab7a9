import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy, Pencil } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count, duration, fullTime, number, plural } from '../../design/format.ts'
import { Ago, CopyButton, Snippet, StateChip } from '../../design/parts.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { cellValue, neededKeys, readRow } from '../runs/columns.ts'
import { RunsQuery } from '../runs/queries.ts'
import { EditSweep } from './EditSweep.tsx'
import { NewSweep } from './NewSweep.tsx'
import { readPlan } from './plan.ts'
import { ChangeSweep, type SweepDetail } from './queries.ts'

export function SweepOverview({ entity, project, detail, readOnly }: { entity: string; project: string; detail: SweepDetail; readOnly: boolean }) {
  const [layer, setLayer] = useState<'copy' | 'edit' | null>(null)
  const close = () => setLayer(null)
  const plan = readPlan(detail.config)
  const agents = detail.agents.edges.map(edge => edge.node)
  return (
    <div className="page wide overview">
      <div className="stack">
        <section className="card"><div className="card-body">
          <dl className="facts">
            <dt>Name</dt><dd><Name entity={entity} project={project} detail={detail} readOnly={readOnly} /></dd>
            <dt>State</dt><dd><StateChip state={detail.state.toLowerCase()} /></dd>
            <dt>Path</dt><dd className="row"><code>{entity}/{project}/{detail.name}</code><CopyButton text={`${entity}/${project}/${detail.name}`} label="Copy sweep path" /></dd>
            <dt>Method</dt><dd>{detail.method}</dd>
            {plan.metric !== null && <><dt>Metric</dt><dd>{plan.goal === 'maximize' ? 'largest' : 'smallest'} {plan.metric}</dd></>}
            <Best entity={entity} project={project} detail={detail} />
            <dt>Runs</dt><dd>{count(detail.runCount)}{detail.runCountExpected !== null && ` of ${count(detail.runCountExpected)}`}</dd>
            {detail.runCount > 0 && <><dt>Compute time</dt><dd>{duration(detail.computeSeconds)}</dd></>}
            {detail.priorRuns.totalCount > 0 && <><dt>Learns from</dt><dd>{plural(detail.priorRuns.totalCount, 'earlier run')}</dd></>}
            <dt>Made</dt><dd>{fullTime(detail.createdAt)} by {detail.user?.username}</dd>
            {detail.description && <><dt>About</dt><dd>{detail.description}</dd></>}
          </dl>
        </div></section>
        <section className="stack tight"><h2>Run an agent</h2><Snippet label="agent command" text={`wandb agent ${entity}/${project}/${detail.name}`} /></section>
        <section className="card">
          <header><h2>{plural(agents.length, 'agent')}</h2></header>
          {agents.length === 0 ? <p className="muted card-body">No agent has asked for work yet.</p> : (
            <table className="list-table"><thead><tr><th>Agent</th><th>Host</th><th>State</th><th className="right">Runs</th><th className="right">Last heard of</th></tr></thead><tbody>
              {agents.map(agent => <tr key={agent.id}><td className="mono">{agent.name}</td><td>{agent.host}</td><td><StateChip state={agent.state === 'RUNNING' ? 'running' : 'gone'} /></td><td className="right num">{count(agent.totalRuns)}</td><td className="right"><Ago at={agent.heartbeatAt ?? agent.createdAt} /></td></tr>)}
            </tbody></table>
          )}
        </section>
      </div>
      <section className="stack tight">
        <div className="row"><h2 className="grow">Configuration</h2>{!readOnly && detail.state !== 'CANCELED' && <button type="button" className="button small" onClick={() => setLayer('edit')}><Pencil size={13} />Edit</button>}{!readOnly && <button type="button" className="button small" onClick={() => setLayer('copy')}><Copy size={13} />Make a new sweep of it</button>}</div>
        <Snippet label="configuration" text={detail.config} />
      </section>
      {layer === 'copy' && <NewSweep entity={entity} project={project} config={detail.config} onClose={close} />}
      {layer === 'edit' && <EditSweep detail={detail} onClose={close} />}
    </div>
  )
}

function Name({ entity, project, detail, readOnly }: { entity: string; project: string; detail: SweepDetail; readOnly: boolean }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<string | null>(null)
  const save = useMutation({ mutationFn: (displayName: string) => run(ChangeSweep, { id: detail.id, displayName }), onSuccess: () => client.invalidateQueries({ queryKey: ['sweep', entity, project, detail.name] }), onError: toastFailure })
  const done = () => {
    const next = draft?.trim()
    setDraft(null)
    if (next && next !== detail.displayName) save.mutate(next)
  }
  if (draft === null) return <span className="row">{detail.displayName || detail.name}{!readOnly && <button type="button" className="link-button" onClick={() => setDraft(detail.displayName ?? '')}>rename</button>}</span>
  return <form onSubmit={event => { event.preventDefault(); done() }}><input className="input small" aria-label="Sweep name" autoFocus value={draft} onChange={event => setDraft(event.target.value)} onBlur={done} onKeyDown={event => { if (event.key === 'Escape') setDraft(null) }} /></form>
}

/** The run whose metric is best by the goal of the sweep. */
function Best({ entity, project, detail }: { entity: string; project: string; detail: SweepDetail }) {
  const { metric, goal } = readPlan(detail.config)
  const key = { section: 'summary', name: metric ?? '' }
  const query = useQuery({
    queryKey: ['sweep-best', entity, project, detail.name, metric, detail.runCount, detail.bestLoss],
    queryFn: ({ signal }) => run(RunsQuery, { entity, project, filters: JSON.stringify({ $and: [{ sweep: detail.name }, { [`summary_metrics.${metric}`]: { $ne: null } }] }), order: `${goal === 'maximize' ? '-' : '+'}summary_metrics.${metric}`, first: 1, after: null, configKeys: [], summaryKeys: neededKeys([{ key }], 'summary') }, signal),
    enabled: metric !== null,
  })
  const row = nodes(query.data?.project?.runs)[0]
  if (!row) return null
  const value = cellValue(readRow(row), key)
  return <><dt>Best run</dt><dd><Link to={href.run(entity, project, row.name)}>{row.displayName || row.name}</Link>{typeof value === 'number' && <span className="muted num"> {number(value)}</span>}</dd></>
}
