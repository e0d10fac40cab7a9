import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { plural } from '../../design/format.ts'
import { Ago, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { Agents } from './Agents.tsx'
import { Items } from './Items.tsx'
import { QueueForm } from './QueueForm.tsx'
import { DeleteQueue, QueueQuery, type QueueDetail } from './queries.ts'
import { machineName } from './words.ts'
import './launch.css'

/** What waits in a queue, who takes from it, and what it gives the runs. */
export default function QueuePage({ owner, home, name }: { owner: string; home: string; name: string }) {
  const query = useInfiniteQuery({
    queryKey: ['queue', owner, home, name],
    queryFn: ({ pageParam, signal }) => run(QueueQuery, { entity: owner, project: home, name, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.runQueue?.runQueueItems.pageInfo.hasNextPage ? page.project.runQueue.runQueueItems.pageInfo.endCursor : undefined),
    refetchInterval: state => ((state.state.data?.pages.length ?? 0) > 1 ? false : 5_000),
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const queue = query.data.pages[0]!.project?.runQueue
  if (!queue) return <NotFound what="queue" />
  const writable = query.data.pages[0]!.project?.readOnly !== true
  const items = query.data.pages.flatMap(page => nodes(page.project?.runQueue?.runQueueItems))
  return (
    <div className="page wide stack">
      <div className="row wrap">
        <h1>{queue.name}</h1><span className="chip">{machineName(queue.defaultResourceConfig?.resource)}</span>
        <span className="muted grow">{plural(queue.waitingItemCount, 'item')} waiting · made <Ago at={queue.createdAt} /></span>
        {writable && <QueueTools owner={owner} home={home} queue={queue} />}
      </div>
      <Items queue={queue} items={items} writable={writable} more={query.hasNextPage ? () => void query.fetchNextPage() : null} />
      <Agents agents={queue.launchAgents} />
      <section className="stack tight"><h2>Use it</h2>
        <Snippet label="agent command" text={`wandb launch-agent --entity ${owner} --queue ${queue.name}`} />
        <Snippet label="launch command" text={`wandb launch --job ${owner}/PROJECT/JOB:latest --queue ${queue.name} --project PROJECT --entity ${owner}`} />
      </section>
      <Config queue={queue} />
    </div>
  )
}

function QueueTools({ owner, home, queue }: { owner: string; home: string; queue: QueueDetail }) {
  const client = useQueryClient()
  const [layer, setLayer] = useState<'edit' | 'delete' | null>(null)
  const remove = useMutation({ mutationFn: () => run(DeleteQueue, { ids: [queue.id] }), onSuccess: async () => { toast('Queue deleted'); navigate(href.launch()); await client.invalidateQueries({ queryKey: ['queues'] }) }, onError: toastFailure })
  return (
    <>
      <button type="button" className="button small" onClick={() => setLayer('edit')}><Pencil size={13} />Edit</button>
      <button type="button" className="button small danger" onClick={() => setLayer('delete')}><Trash2 size={13} />Delete</button>
      {layer === 'edit' && <QueueForm owners={[owner]} home={home} queue={queue} onClose={() => setLayer(null)} />}
      {layer === 'delete' && <Confirm title={`Delete ${queue.name}?`} action="Delete" busy={remove.isPending} onClose={() => setLayer(null)} onConfirm={() => remove.mutate()}><p>What waits in it is not started any more.</p></Confirm>}
    </>
  )
}

function Config({ queue }: { queue: QueueDetail }) {
  const config = queue.defaultResourceConfig
  if (!config) return null
  const variables = config.templateVariables ?? []
  return (
    <section className="card">
      <header><h2>What its runs get</h2></header>
      <pre className="card-body queue-config">{JSON.stringify(config.config, null, 2)}</pre>
      {variables.length > 0 && <table className="list-table"><thead><tr><th>Variable</th><th>May be</th></tr></thead><tbody>{variables.map(each => <tr key={each.name}><td className="mono">{each.name}</td><td className="mono">{each.schema}</td></tr>)}</tbody></table>}
    </section>
  )
}
