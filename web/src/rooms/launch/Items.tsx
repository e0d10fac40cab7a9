import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { isObject } from '../../api/json.ts'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Ago, StateChip } from '../../design/parts.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { DeleteItem, type QueueDetail, type QueueItem } from './queries.ts'
import { ITEM_STATES, priorityName } from './words.ts'

export function Items({ queue, items, writable, more }: { queue: QueueDetail; items: QueueItem[]; writable: boolean; more: (() => void) | null }) {
  const client = useQueryClient()
  const [open, setOpen] = useState<QueueItem | null>(null)
  const remove = useMutation({ mutationFn: (item: string) => run(DeleteItem, { queue: queue.id, item }), onSuccess: () => client.invalidateQueries({ queryKey: ['queue'] }), onError: toastFailure })
  const ranked = queue.prioritizationMode === 'V0'
  return (
    <section className="card scroll-x">
      <header><h2>Items</h2></header>
      {items.length === 0 ? <p className="muted card-body">Nothing has been put into this queue yet.</p> : (
        <table className="list-table">
          <thead><tr><th>State</th><th>Job</th><th>Run</th>{ranked && <th>Priority</th>}<th>By</th><th>Agent</th><th className="right">Queued</th><th /></tr></thead>
          <tbody>
            {items.map(item => (
              <tr key={item.id}>
                <td><StateChip state={ITEM_STATES[item.state] ?? null} dot /> {item.state.toLowerCase()}{item.failure && <div className="bad-text">{item.failure.stage}: {item.failure.message}</div>}{item.warnings.map((each, at) => <div key={at} className="muted"><TriangleAlert size={11} /> {each.message}</div>)}</td>
                <td><button type="button" className="link-button" onClick={() => setOpen(item)}>{jobOf(item.runSpec)}</button></td>
                <td>{item.associatedRunId && item.projectName ? <Link to={href.run(item.entityName, item.projectName, item.associatedRunId)}>{item.associatedRunId}{item.runState && ` (${item.runState})`}</Link> : <span className="muted">{item.projectName ? `in ${item.entityName}/${item.projectName}` : '–'}</span>}</td>
                {ranked && <td>{priorityName(item.priority)}</td>}
                <td>{item.user?.username}</td><td>{item.launchAgent?.name ?? <span className="muted">–</span>}</td>
                <td className="right"><Ago at={item.createdAt} /></td>
                <td className="right">{writable && <button type="button" className="icon-button" aria-label={`Take ${jobOf(item.runSpec)} out of the queue`} title="Take out" disabled={remove.isPending} onClick={() => remove.mutate(item.id)}><X size={14} /></button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && <div className="card-body"><button type="button" className="button" onClick={more}>Older items</button></div>}
      {open && <Dialog title={jobOf(open.runSpec)} wide onClose={() => setOpen(null)}>{open.templateVariableValues && <Values values={open.templateVariableValues} />}<pre className="queue-config">{JSON.stringify(open.runSpec, null, 2)}</pre></Dialog>}
    </section>
  )
}

/** What was chosen for the queue's template variables. */
function Values({ values }: { values: Record<string, unknown> }) {
  return <dl className="facts" aria-label="Template variables">{Object.entries(values).map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`} className="mono">{String(value)}</dd>])}</dl>
}

export function jobOf(spec: unknown): string {
  if (!isObject(spec)) return 'a run'
  const { job, uri, docker } = spec
  if (typeof job === 'string' && job !== '') return job
  if (typeof uri === 'string' && uri !== '') return uri
  return isObject(docker) && typeof docker.docker_image === 'string' ? docker.docker_image : 'a run'
}
