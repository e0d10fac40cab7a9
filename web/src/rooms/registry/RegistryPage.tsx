import { useInfiniteQuery } from '@tanstack/react-query'
import { Archive, Plus } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, SearchBox, Snippet } from '../../design/parts.tsx'
import { Icon } from './Icon.tsx'
import { registryName } from './names.ts'
import { NewCollection } from './NewCollection.tsx'
import { RegistryQuery, type Registry, type RegistryCollection } from './queries.ts'
import { RegistrySettings } from './RegistrySettings.tsx'
import { StarButton } from './StarButton.tsx'
import './registry.css'

/** The collections of one registry, and what its admins may change of it. */
export default function RegistryPage({ entity, project }: { entity: string; project: string }) {
  const [search, setSearch] = useState('')
  const [making, setMaking] = useState(false)
  const filters = search.trim() === '' ? null : JSON.stringify({ name: { $contains: search.trim() } })
  const query = useInfiniteQuery({
    queryKey: ['registry', entity, project, filters],
    queryFn: ({ pageParam, signal }) => run(RegistryQuery, { entity, name: project, filters, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.artifactCollections?.pageInfo.hasNextPage ? page.project.artifactCollections.pageInfo.endCursor : undefined),
    placeholderData: previous => previous,
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const registry = query.data.pages[0]!.project
  if (!registry) return <NotFound what="registry" />
  const collections = query.data.pages.flatMap(page => nodes(page.project?.artifactCollections))
  const writable = registry.readOnly !== true
  return (
    <div className="page wide stack">
      <div className="row wrap">
        <Icon icon={registry.icon} size={20} />
        <h1>{registryName(registry.name)}</h1>
        <StarButton registry={registry} />
        <span className="chip">{registry.access === 'RESTRICTED' ? 'members only' : `everybody in ${registry.entity.organization?.name ?? 'the organization'}`}</span>
        {nodes(registry.artifactTypes).map(each => <span key={each.id} className="chip">{each.name}</span>)}
        <span className="grow" />
        {writable && <button type="button" className="button primary" onClick={() => setMaking(true)}><Plus size={14} />New collection</button>}
      </div>
      {registry.description && <p>{registry.description}</p>}
      {collections.length === 0 && filters === null ? (
        <>
          <div className="card"><EmptyState icon={<Archive size={28} strokeWidth={1.4} />} title="No collections yet"><p>Link a version into it, from its page or from a script.</p></EmptyState></div>
          <Snippet label="Python example" text={`with wandb.init(project="training") as run:\n    model = run.log_artifact(wandb.Artifact("net", "model")).wait()\n    run.link_artifact(model, "${registry.name}/my-collection", aliases=["candidate"])`} />
        </>
      ) : <Collections registry={registry} collections={collections} search={search} onSearch={setSearch} more={query.hasNextPage ? () => void query.fetchNextPage() : null} />}
      {registry.manageable && <RegistrySettings registry={registry} />}
      {making && <NewCollection registry={registry} onClose={() => setMaking(false)} />}
    </div>
  )
}

function Collections({ registry, collections, search, onSearch, more }: { registry: Registry; collections: RegistryCollection[]; search: string; onSearch: (text: string) => void; more: (() => void) | null }) {
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">{plural(registry.artifactCollections?.totalCount ?? collections.length, 'collection')}</h2><div className="page-search"><SearchBox value={search} onChange={onSearch} placeholder="Search collections" main delay={150} /></div></header>
      <table className="list-table">
        <thead><tr><th>Collection</th><th>Type</th><th>Newest</th><th>Aliases</th><th>Tags</th><th className="right">Changed</th></tr></thead>
        <tbody>{collections.map(each => <Row key={each.id} entity={registry.entityName} project={registry.name} guarded={registry.protectedAliases} collection={each} />)}</tbody>
      </table>
      {collections.length === 0 && <p className="muted card-body">No collection has that name.</p>}
      {more && <div className="card-body"><button type="button" className="button" onClick={more}>More collections</button></div>}
    </section>
  )
}

function Row({ entity, project, guarded, collection }: { entity: string; project: string; guarded: string[]; collection: RegistryCollection }) {
  const type = collection.defaultArtifactType.name
  const newest = collection.artifactMemberships.edges[0]?.node
  const link = (version?: string) => (version ? href.artifact(entity, project, type, collection.name, version) : href.artifacts(entity, project, type, collection.name))
  return (
    <tr>
      <td><Link to={link()}>{collection.name}</Link>{collection.description && <div className="muted ellipsis registry-line">{collection.description}</div>}</td>
      <td>{type}</td>
      <td>{newest && newest.versionIndex !== null ? <Link to={link(`v${newest.versionIndex}`)}>v{newest.versionIndex}</Link> : <span className="muted">–</span>}</td>
      <td><span className="row wrap">{nodes(collection.aliases).map(({ id, alias }) => <Link key={id} className="chip alias" to={link(alias)} title={guarded.includes(alias) ? 'Moved by admins of the registry alone' : undefined}>{guarded.includes(alias) && '🔒 '}{alias}</Link>)}</span></td>
      <td><span className="row wrap">{nodes(collection.tags).map(tag => <span key={tag.id} className="chip">{tag.name}</span>)}</span></td>
      <td className="right"><Ago at={collection.updatedAt ?? newest?.createdAt ?? collection.createdAt} /></td>
    </tr>
  )
}
