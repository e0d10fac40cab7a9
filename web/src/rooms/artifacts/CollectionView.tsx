import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { isObject, parseObject } from '../../api/json.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { bytes, count, plural, valueText } from '../../design/format.ts'
import { Ago, ErrorState, Loading } from '../../design/parts.tsx'
import { ActionHistory } from './ActionHistory.tsx'
import { CollectionMenu, CollectionTags } from './CollectionTools.tsx'
import { MakerLink } from './MakerLink.tsx'
import { aliasesIn } from './names.ts'
import { CollectionQuery, type VersionRow } from './queries.ts'

const Markdown = lazy(() => import('../../design/Markdown.tsx'))

const METADATA_COLUMNS = 6

export function CollectionView({ entity, project, type, name }: { entity: string; project: string; type: string; name: string }) {
  const [history, setHistory] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['artifact-collection', entity, project, name],
    queryFn: ({ pageParam, signal }) => run(CollectionQuery, { entity, project, name, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => {
      const info = page.project?.artifactCollection?.artifacts?.pageInfo
      return info?.hasNextPage ? info.endCursor : undefined
    },
    refetchInterval: state => ((state.state.data?.pages.length ?? 0) > 1 ? false : 15_000),
  })
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap(page => page.project?.artifactCollection?.artifacts?.edges ?? []).map(edge => ({ version: edge.version, row: edge.node, metadata: parseObject(edge.node.metadata) })), [query.data])
  const columns = useMemo(() => [...new Set(rows.flatMap(each => Object.entries(each.metadata).filter(([, value]) => !isObject(value)).map(([key]) => key)))].slice(0, METADATA_COLUMNS), [rows])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const about = query.data.pages[0]?.project?.artifactCollection
  if (!about) return <NotFound what="collection" />
  const total = about.artifacts?.totalCount ?? rows.length
  const readOnly = query.data.pages[0]?.project?.readOnly === true
  return (
    <div className="page wide stack">
      <div className="row wrap">
        <h1>{about.name}</h1>
        <span className="chip">{about.defaultArtifactType.name}</span>
        {about.__typename === 'ArtifactPortfolio' && <span className="chip" title="Shows versions that were logged elsewhere">linked</span>}
        <CollectionTags entity={entity} project={project} type={type} collection={about} readOnly={readOnly} />
        <span className="grow" />
        <button type="button" className="button small" onClick={() => setHistory(true)}><History size={13} />History</button>
        {!readOnly && <CollectionMenu key={about.id} entity={entity} project={project} type={type} collection={about} total={total} />}
      </div>
      {history && <Dialog title={`History of ${about.name}`} wide onClose={() => setHistory(false)}><ActionHistory place={{ entity, project, type, collection: name }} /></Dialog>}
      {about.description && <section className="card"><div className="card-body"><Suspense><Markdown text={about.description} /></Suspense></div></section>}
      <section className="card scroll-x">
        <header><h2>{plural(total, 'version')}</h2></header>
        <table className="list-table">
          <thead><tr><th>Version</th><th>Aliases</th><th>Made by</th><th className="right">Made</th><th className="right">Files</th><th className="right">Size</th><th className="right">Used</th>{columns.map(key => <th key={key} className="right">{key}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ version, row, metadata }) => (
              <tr key={version}>
                <td><Link to={href.artifact(entity, project, type, name, version)}>{version}</Link>{row.state !== 'COMMITTED' && <span className="chip">{row.state.toLowerCase()}</span>}</td>
                <td><Aliases row={row} place={{ entity, project, collection: name }} /></td>
                <td><MakerLink maker={row.createdBy} /></td>
                <td className="right"><Ago at={row.createdAt} /></td>
                <td className="right num">{count(row.fileCount)}</td>
                <td className="right num">{bytes(row.size)}</td>
                <td className="right num">{row.usedCount ? count(row.usedCount) : ''}</td>
                {columns.map(key => <td key={key} className="right num">{isObject(metadata[key]) ? '' : valueText(metadata[key])}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
        {query.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>More versions</button></div>}
      </section>
    </div>
  )
}

function Aliases({ row, place }: { row: VersionRow; place: Parameters<typeof aliasesIn>[1] }) {
  return <span className="row wrap">{aliasesIn(row.aliases, place).map(alias => <span key={alias.id} className="chip alias">{alias.alias}</span>)}</span>
}
