import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count } from '../../design/format.ts'
import { SearchBox } from '../../design/parts.tsx'
import { isMade } from './names.ts'
import { CollectionsQuery, type CollectionRow, type TypeRow } from './queries.ts'

interface ArtifactTreeProps { entity: string; project: string; types: TypeRow[]; type: string | null; collection: string | null }

export function ArtifactTree({ entity, project, types, type, collection }: ArtifactTreeProps) {
  const [search, setSearch] = useState('')
  return (
    <nav className="artifact-tree" aria-label="Artifact collections">
      <div className="files-search"><SearchBox value={search} onChange={setSearch} placeholder="Search collections" main delay={150} /></div>
      <ul>{types.map(each => <TypeBranch key={each.id} entity={entity} project={project} type={each} search={search.trim()} chosen={each.name === type ? collection : null} on={each.name === type} />)}</ul>
    </nav>
  )
}

function TypeBranch({ entity, project, type, search, chosen, on }: { entity: string; project: string; type: TypeRow; search: string; chosen: string | null; on: boolean }) {
  const [closed, setClosed] = useState(isMade(type.name) && !on)
  const first = nodes(type.artifactCollections)
  const total = type.artifactCollections?.totalCount ?? 0
  const large = total > first.length
  // a few hundred names are searched here, more of them on the server
  const asked = useQuery({
    queryKey: ['artifact-collections', entity, project, type.name, search],
    queryFn: ({ signal }) => run(CollectionsQuery, { entity, project, type: type.name, filters: JSON.stringify({ name: { $regex: search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') } }), after: null }, signal),
    enabled: large && search !== '',
  })
  const found = large && search ? nodes(asked.data?.project?.artifactType?.artifactCollections) : first.filter(each => each.name.toLowerCase().includes(search.toLowerCase()))
  if (search && found.length === 0) return null
  const open = search !== '' || !closed
  return (
    <li>
      <div className="row">
        <button type="button" className="icon-button" aria-label={`${open ? 'Close' : 'Open'} ${type.name}`} aria-expanded={open} onClick={() => setClosed(open)}><ChevronRight size={13} className={open ? 'turned' : ''} /></button>
        <Link to={href.artifacts(entity, project, type.name)} className="artifact-type grow" aria-current={on && chosen === null ? 'page' : undefined}><span className="ellipsis">{type.name}</span> <span className="muted num">{count(total)}</span></Link>
      </div>
      {open && <ul>{found.map(each => <Leaf key={each.id} to={href.artifacts(entity, project, type.name, each.name)} row={each} on={each.name === chosen} />)}</ul>}
      {open && large && search === '' && <Link className="files-count muted" to={href.artifacts(entity, project, type.name)}>All {count(total)}</Link>}
    </li>
  )
}

function Leaf({ to, row, on }: { to: string; row: CollectionRow; on: boolean }) {
  return <li><Link to={to} className="file-row inset" aria-current={on ? 'true' : undefined}><span className="ellipsis grow">{row.name}</span><span className="muted num">{count(row.artifacts?.totalCount ?? 0)}</span></Link></li>
}
