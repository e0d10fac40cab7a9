import { useMutation, useQueryClient } from '@tanstack/react-query'
import { OctagonX } from 'lucide-react'
import { run } from '../../api/graphql.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { StopAgent, type Agent } from './queries.ts'
import { AGENT_STATES } from './words.ts'

export function Agents({ agents }: { agents: Agent[] }) {
  const client = useQueryClient()
  const stop = useMutation({ mutationFn: (id: string) => run(StopAgent, { id }), onSuccess: () => { toast('The agent stops at its next report'); return client.invalidateQueries({ queryKey: ['queue'] }) }, onError: toastFailure })
  return (
    <section className="card scroll-x">
      <header><h2>Agents</h2></header>
      {agents.length === 0 ? <p className="muted card-body">No agent serves this queue. What is put into it waits.</p> : (
        <table className="list-table">
          <thead><tr><th>State</th><th>Agent</th><th>Machine</th><th>By</th><th>Version</th><th className="right">Heard of</th><th /></tr></thead>
          <tbody>
            {agents.map(agent => (
              <tr key={agent.id}>
                <td><StateChip state={AGENT_STATES[agent.agentStatus] ?? null} dot /> {agent.agentStatus.toLowerCase()}</td>
                <td className="mono">{agent.name}</td><td>{agent.hostname}</td><td>{agent.user?.username}</td><td>{agent.version}</td>
                <td className="right"><Ago at={agent.heartbeatAt ?? agent.createdAt} /></td>
                <td className="right">{AGENT_STATES[agent.agentStatus] === 'running' && <button type="button" className="button small" disabled={agent.stopPolling || stop.isPending} aria-label={`Stop ${agent.name}`} onClick={() => stop.mutate(agent.id)}><OctagonX size={12} />{agent.stopPolling ? 'Stopping' : 'Stop'}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
