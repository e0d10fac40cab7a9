import { useQueries, useQuery } from '@tanstack/react-query'
import { Plus, Rocket } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { QueueForm } from './QueueForm.tsx'
import { LAUNCH_PROJECT, OwnersQuery, QueuesQuery, type QueueRow } from './queries.ts'
import { machineName } from './words.ts'

/** The queues of the viewer and their teams. */
export default function LaunchPage() {
  const [making, setMaking] = useState(false)
  const owners = useQuery({ queryKey: ['launch-owners'], queryFn: ({ signal }) => run(OwnersQuery, {}, signal) })
  const names = [...new Set([owners.data?.viewer?.entity, ...nodes(owners.data?.viewer?.teams).map(each => each.name)])].filter((each): each is string => typeof each === 'string')
  const all = useQueries({ queries: names.map(entity => ({ queryKey: ['queues', entity], queryFn: ({ signal }: { signal: AbortSignal }) => run(QueuesQuery, { entity, project: LAUNCH_PROJECT }, signal), refetchInterval: 10_000 })) })
  const failed = owners.error ?? all.find(each => each.isError)?.error
  if (failed) return <ErrorState error={failed} retry={() => { void owners.refetch(); all.forEach(each => void each.refetch()) }} />
  if (owners.isPending || all.some(each => each.isPending)) return <Loading />
  const rows = names.flatMap((entity, at) => (all[at]!.data?.project?.runQueues ?? []).map(queue => ({ entity, queue })))
  return (
    <div className="page wide stack">
      <div className="row"><h1 className="grow">Launch</h1><button type="button" className="button primary" onClick={() => setMaking(true)}><Plus size={14} />New queue</button></div>
      {rows.length === 0 ? (
        <>
          <div className="card"><EmptyState icon={<Rocket size={28} strokeWidth={1.4} />} title="No queues yet"><p>A queue holds runs that somebody wants to have started; an agent on the machine that is to do the work takes them one by one.</p></EmptyState></div>
          <Snippet label="shell commands" text={`pip install "wandb[launch]"\nwandb launch-agent --entity ${names[0]} --queue QUEUE --max-jobs 2`} />
        </>
      ) : <Queues rows={rows} />}
      {making && <QueueForm owners={names} queue={null} onClose={() => setMaking(false)} />}
    </div>
  )
}

function Queues({ rows }: { rows: { entity: string; queue: QueueRow }[] }) {
  return (
    <section className="card scroll-x">
      <table className="list-table">
        <thead><tr><th>Queue</th><th>Of</th><th>Machines</th><th className="right">Waiting</th><th className="right">Agents</th><th className="right">Made</th></tr></thead>
        <tbody>
          {rows.map(({ entity, queue }) => {
            const awake = queue.launchAgents.filter(agent => agent.agentStatus === 'POLLING' || agent.agentStatus === 'RUNNING').length
            return (
              <tr key={queue.id}>
                <td><Link to={href.queue(entity, LAUNCH_PROJECT, queue.name)}>{queue.name}</Link>{queue.access === 'USER' && <span className="chip">only its maker</span>}</td>
                <td>{entity}</td>
                <td>{machineName(queue.defaultResourceConfig?.resource)}</td>
                <td className="right num">{count(queue.waitingItemCount)}</td>
                <td className="right num">{awake === 0 ? <span className="muted">none</span> : count(awake)}</td>
                <td className="right"><Ago at={queue.createdAt} /></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
