import { useInfiniteQuery } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count, plural } from '../../design/format.ts'
import { Ago, ErrorState, Loading } from '../../design/parts.tsx'
import { CollectionsQuery, type TypeRow } from './queries.ts'

/** Every collection of the given types, as cards of one type each. */
export function TypeView({ entity, project, types }: { entity: string; project: string; types: TypeRow[] }) {
  return (
    <div className="page stack">
      {types.map(type => <Collections key={type.id} entity={entity} project={project} type={type.name} />)}
      {types.length === 0 && <p className="muted">This type has no collections.</p>}
    </div>
  )
}

function Collections({ entity, project, type }: { entity: string; project: string; type: string }) {
  const query = useInfiniteQuery({
    queryKey: ['artifact-collections', entity, project, type],
    queryFn: ({ pageParam, signal }) => run(CollectionsQuery, { entity, project, type, filters: null, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => {
      const info = page.project?.artifactType?.artifactCollections?.pageInfo
      return info?.hasNextPage ? info.endCursor : undefined
    },
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const rows = query.data.pages.flatMap(page => nodes(page.project?.artifactType?.artifactCollections))
  const total = query.data.pages[0]?.project?.artifactType?.artifactCollections?.totalCount ?? rows.length
  return (
    <section className="card" aria-label={`Type ${type}`}>
      <header><h2 className="grow">{type}</h2><span className="muted num">{plural(total, 'collection')}</span></header>
      <table className="list-table">
        <thead><tr><th>Collection</th><th className="right">Versions</th><th>About</th><th className="right">Changed</th></tr></thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td><Link to={href.artifacts(entity, project, type, row.name)}>{row.name}</Link></td>
              <td className="right num">{count(row.artifacts?.totalCount ?? 0)}</td>
              <td className="about"><span className="ellipsis muted">{row.description}</span></td>
              <td className="right"><Ago at={row.updatedAt ?? row.createdAt} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>More collections</button></div>}
    </section>
  )
}
