import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { count, duration, number, plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, Snippet, StateChip } from '../../design/parts.tsx'
import { NewSweep } from './NewSweep.tsx'
import { readPlan } from './plan.ts'
import { SweepsQuery, type SweepRow } from './queries.ts'
import './sweeps.css'

export default function SweepsPage({ entity, project }: { entity: string; project: string }) {
  const [making, setMaking] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['sweeps', entity, project],
    queryFn: ({ pageParam, signal }) => run(SweepsQuery, { entity, project, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.sweeps?.pageInfo.hasNextPage ? page.project.sweeps.pageInfo.endCursor : undefined),
    refetchInterval: 8_000,
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const first = query.data.pages[0]!.project
  if (!first) return <NotFound what="project" />
  const rows = query.data.pages.flatMap(page => nodes(page.project?.sweeps))
  return (
    <div className="page wide stack">
      <div className="row"><h1 className="grow">Sweeps</h1>{!first.readOnly && <button type="button" className="button primary" onClick={() => setMaking(true)}><Plus size={14} />New sweep</button>}</div>
      {rows.length === 0 ? (
        <>
          <EmptyState icon={<SlidersHorizontal size={28} strokeWidth={1.4} />} title="No sweeps yet"><p>A sweep tries parameters for you: a configuration says which, and agents on any machine run them.</p></EmptyState>
          <Snippet label="shell commands" text={`wandb sweep --project ${project} --entity ${entity} sweep.yaml\nwandb agent ${entity}/${project}/SWEEP_ID`} />
        </>
      ) : (
        <section className="card scroll-x">
          <header><h2>{plural(first.totalSweeps, 'sweep')}</h2></header>
          <table className="list-table">
            <thead><tr><th>Sweep</th><th>State</th><th>Method</th><th className="right">Runs</th><th className="right">Compute time</th><th>Metric</th><th className="right">Best</th><th>Author</th><th className="right">Made</th></tr></thead>
            <tbody>{rows.map(row => <Row key={row.id} row={row} entity={entity} project={project} />)}</tbody>
          </table>
          {query.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>More sweeps</button></div>}
        </section>
      )}
      {making && <NewSweep entity={entity} project={project} onClose={() => setMaking(false)} />}
    </div>
  )
}

function Row({ row, entity, project }: { row: SweepRow; entity: string; project: string }) {
  const { metric, goal } = readPlan(row.config)
  return (
    <tr>
      <td><Link to={href.sweep(entity, project, row.name)}>{row.displayName || row.name}</Link>{row.displayName && <span className="muted mono"> {row.name}</span>}</td>
      <td><StateChip state={row.state.toLowerCase()} /></td>
      <td>{row.method}</td>
      <td className="right num">{count(row.runCount)}{row.runCountExpected !== null && <span className="muted"> of {count(row.runCountExpected)}</span>}</td>
      <td className="right num">{row.runCount > 0 ? duration(row.computeSeconds) : <span className="muted">–</span>}</td>
      <td>{metric === null ? <span className="muted">–</span> : <>{goal === 'maximize' ? '↑' : '↓'} {metric}</>}</td>
      <td className="right num">{row.bestLoss === null ? '' : number(row.bestLoss)}</td>
      <td>{row.user?.username}</td>
      <td className="right"><Ago at={row.createdAt} /></td>
    </tr>
  )
}
