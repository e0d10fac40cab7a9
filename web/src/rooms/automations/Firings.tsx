import { useQuery } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Ago, EmptyState, ErrorState, Loading, StateChip } from '../../design/parts.tsx'
import { ABOVE, FiringsQuery, type Firing, type Trigger } from './queries.ts'

/** Each time the automation fired, and how its delivery went. */
export function Firings({ entity, project, trigger, onClose }: { entity: string; project: string; trigger: Trigger; onClose: () => void }) {
  const query = useQuery({ queryKey: ['firings', entity, project], queryFn: ({ signal }) => run(FiringsQuery, { entity, project, above: ABOVE }, signal), refetchInterval: 4_000 })
  const all = [...(query.data?.project?.triggers ?? []), ...nodes(query.data?.entity?.triggers)]
  const firings = nodes(all.find(each => each.id === trigger.id)?.firings)
  return (
    <Dialog title={`History of ${trigger.name}`} wide onClose={onClose}>
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : query.isPending ? <Loading /> : firings.length === 0 ? (
        <EmptyState title="It has not fired yet"><p>Each event that meets the condition stands here, with what came of it.</p></EmptyState>
      ) : (
        <div className="scroll-x">
          <table className="list-table">
            <thead><tr><th>When</th><th>What</th><th>By</th><th>Result</th><th className="right">Attempts</th></tr></thead>
            <tbody>{firings.map(each => <Row key={each.id} firing={each} />)}</tbody>
          </table>
        </div>
      )}
    </Dialog>
  )
}

const STATE: Record<string, string> = { PENDING: 'pending', SUCCEEDED: 'finished', FAILED: 'failed' }

function Row({ firing }: { firing: Firing }) {
  return (
    <tr>
      <td><Ago at={firing.createdAt} /></td>
      <td><Subject name={firing.subject} /></td>
      <td>{firing.author}</td>
      <td>
        <span className="row"><StateChip state={STATE[firing.state] ?? null} dot />{firing.state.toLowerCase()}{firing.responseStatus !== null && <span className="muted num">answer {firing.responseStatus}</span>}</span>
        {firing.message && <div className="muted">{firing.message}</div>}
        {firing.nextAttemptAt && firing.state === 'PENDING' && <div className="muted">again <Ago at={firing.nextAttemptAt} /></div>}
      </td>
      <td className="right num">{firing.attempts}</td>
    </tr>
  )
}

/** `entity/project/runs/name`, or `entity/project/collection:v0`. */
function Subject({ name }: { name: string | null }) {
  if (!name) return <span className="muted">–</span>
  const [entity, project, third, ...rest] = name.split('/')
  if (entity && project && third === 'runs' && rest.length > 0) return <Link to={href.run(entity, project, rest.join('/'))}>{rest.join('/')}</Link>
  return <span>{third ?? name}</span>
}
