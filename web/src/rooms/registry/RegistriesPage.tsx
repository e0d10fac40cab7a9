import { useQuery } from '@tanstack/react-query'
import { Archive, Lock, Plus } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, SearchBox } from '../../design/parts.tsx'
import { Icon } from './Icon.tsx'
import { FILTER, registryName } from './names.ts'
import { NewRegistry } from './NewRegistry.tsx'
import { RegistriesQuery, type OrganizationRegistries, type RegistryRow } from './queries.ts'
import { StarButton } from './StarButton.tsx'
import './registry.css'

/** The registries of all organizations of the viewer, as cards. */
export default function RegistriesPage() {
  const [search, setSearch] = useState('')
  const query = useQuery({ queryKey: ['registries'], queryFn: ({ signal }) => run(RegistriesQuery, { filters: FILTER }, signal) })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const organizations = query.data.viewer?.organizations ?? []
  return (
    <div className="page wide stack">
      <div className="row wrap"><h1 className="grow">Registry</h1><div className="page-search"><SearchBox value={search} onChange={setSearch} placeholder="Search registries" main /></div></div>
      {organizations.length === 0 && <EmptyState icon={<Archive size={28} strokeWidth={1.4} />} title="You are in no organization"><p>Registries belong to organizations. An administrator of this server can take you into one.</p></EmptyState>}
      {organizations.map(each => <Organization key={each.name} organization={each} search={search.toLowerCase()} titled={organizations.length > 1} />)}
    </div>
  )
}

function Organization({ organization, search, titled }: { organization: OrganizationRegistries; search: string; titled: boolean }) {
  const [making, setMaking] = useState(false)
  const entity = organization.orgEntity
  if (!entity) return null
  const projects = nodes(entity.projects)
  const all = [...projects.filter(each => each.starred), ...projects.filter(each => !each.starred)]
  const shown = all.filter(each => `${registryName(each.name)} ${each.description}`.toLowerCase().includes(search))
  return (
    <section className="stack" aria-label={`Registries of ${organization.name}`}>
      <div className="row">{titled ? <h2 className="grow">{organization.name}</h2> : <span className="muted grow">Versions that are good enough for everybody in {organization.name}.</span>}{entity.readOnly !== true && <button type="button" className="button primary" onClick={() => setMaking(true)}><Plus size={14} />New registry</button>}</div>
      {all.length === 0 ? <div className="card"><EmptyState icon={<Archive size={28} strokeWidth={1.4} />} title="No registries yet"><p>A registry shows chosen versions of all projects to the whole organization, without copying them.</p></EmptyState></div>
        : shown.length === 0 ? <p className="muted">No registry has that name.</p>
          : <ul className="registry-cards">{shown.map(each => <Card key={each.id} registry={each} />)}</ul>}
      {making && <NewRegistry entity={entity.name} onClose={() => setMaking(false)} />}
    </section>
  )
}

function Card({ registry }: { registry: RegistryRow }) {
  const types = nodes(registry.artifactTypes).map(each => each.name)
  return (
    <li className="registry-item">
      <Link className="card registry-card" to={href.workspace(registry.entityName, registry.name)}>
        <span className="row"><Icon icon={registry.icon} /><b className="ellipsis grow">{registryName(registry.name)}</b>{registry.access === 'RESTRICTED' && <Lock size={14} aria-label="Restricted to its members" />}</span>
        <span className="registry-about muted">{registry.description || (types.length > 0 ? `For ${types.join(', ')}` : 'For artifacts of all types')}</span>
        <span className="row muted"><span className="grow">{plural(registry.artifactCollections?.totalCount ?? 0, 'collection')}</span><Ago at={registry.lastActive ?? registry.createdAt} /></span>
      </Link>
      <StarButton registry={registry} />
    </li>
  )
}
