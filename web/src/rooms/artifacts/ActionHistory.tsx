import { useInfiniteQuery } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Ago, EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import type { Home } from './names.ts'
import { ActionsQuery, type CollectionAction } from './queries.ts'

/** Who put which version and alias where, and when; of a collection, or of one version in it. */
export function ActionHistory({ place, version = null }: { place: Home; version?: number | null }) {
  const { entity, project, collection } = place
  const query = useInfiniteQuery({
    queryKey: ['artifact-actions', entity, project, collection, version],
    queryFn: ({ pageParam, signal }) => run(ActionsQuery, { entity, project, name: collection, version, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => {
      const info = page.project?.artifactCollection?.actions.pageInfo
      return info?.hasNextPage ? info.endCursor : undefined
    },
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const actions = query.data.pages.flatMap(page => nodes(page.project?.artifactCollection?.actions))
  if (actions.length === 0) return <EmptyState title="Nothing is on record"><p>Each version and each alias that comes, moves or goes is written down here. What happened before this server kept a record is not.</p></EmptyState>
  return (
    <div className="stack">
      <div className="scroll-x">
        <table className="list-table" aria-label="Action history">
          <thead><tr><th>What</th><th>By</th><th className="right">When</th></tr></thead>
          <tbody>{actions.map(action => <tr key={action.id}><td><What action={action} place={place} /></td><td>{action.user?.username ?? <span className="muted">this server</span>}</td><td className="right"><Ago at={action.createdAt} /></td></tr>)}</tbody>
        </table>
      </div>
      {query.hasNextPage && <div><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>Earlier ones</button></div>}
    </div>
  )
}

function What({ action, place }: { action: CollectionAction; place: Home }) {
  const { kind, alias, versionIndex, fromVersionIndex } = action
  const version = (index: number) => <Link to={href.artifact(place.entity, place.project, place.type, place.collection, `v${index}`)}>v{index}</Link>
  if (kind === 'VERSION_ADDED') return <>{version(versionIndex)} came in</>
  if (kind === 'VERSION_REMOVED') return <>v{versionIndex} was taken out</>
  const name = <span className="chip alias">{alias}</span>
  if (kind === 'ALIAS_REMOVED') return <>{name} taken from {version(versionIndex)}</>
  return fromVersionIndex === null ? <>{name} given to {version(versionIndex)}</> : <>{name} moved from {version(fromVersionIndex)} to {version(versionIndex)}</>
}
