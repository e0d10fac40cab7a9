import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href, type EntityTab } from '../../app/route.ts'
import { Members } from '../people/Members.tsx'
import { EmptyState, ErrorState, Loading, SearchBox } from '../../design/parts.tsx'
import { plural } from '../../design/format.ts'
import { ProjectTable } from './ProjectTable.tsx'
import { EntityQuery, ProjectsQuery, RUNNING } from './queries.ts'

const TABS: readonly (readonly [EntityTab, string])[] = [['projects', 'Projects'], ['members', 'Members']]

export default function EntityPage({ entity, tab }: { entity: string; tab: EntityTab }) {
  const [search, setSearch] = useState('')
  const about = useQuery({ queryKey: ['entity', entity], queryFn: ({ signal }) => run(EntityQuery, { name: entity }, signal) })
  const projects = useInfiniteQuery({
    queryKey: ['projects', entity],
    queryFn: ({ pageParam, signal }) => run(ProjectsQuery, { entity, first: 100, after: pageParam, running: RUNNING }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.models?.pageInfo.hasNextPage ? page.models.pageInfo.endCursor : undefined),
  })
  const all = useMemo(() => (projects.data?.pages ?? []).flatMap(page => nodes(page.models)), [projects.data])
  if (about.isError || projects.isError) return <ErrorState error={about.error ?? projects.error} retry={() => { void about.refetch(); void projects.refetch() }} />
  if (about.isPending || projects.isPending) return <Loading />
  if (!about.data.entity || about.data.entity.available) return <NotFound what="person or team" />
  const shown = all.filter(project => project.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="page stack">
      <div className="row">
        <h1 className="grow">{entity}</h1>
        <span className="muted">{about.data.entity.isTeam ? `team of ${about.data.entity.memberCount}` : 'personal'}</span>
      </div>
      {about.data.entity.isTeam && (
        <nav className="tabs plain" aria-label="Team">
          {TABS.map(([each, label]) => <Link key={each} to={href.entity(entity, each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}
        </nav>
      )}
      {tab === 'members' && about.data.entity.isTeam ? <Members entity={entity} /> : all.length === 0 ? (
        <div className="card"><EmptyState title="No projects yet"><p>A project appears with the first run that names it.</p></EmptyState></div>
      ) : (
        <section className="card">
          <header><h2 className="grow">{plural(all.length, 'project')}{projects.hasNextPage ? ' and more' : ''}</h2><div style={{ width: 240 }}><SearchBox value={search} onChange={setSearch} placeholder="Search projects" main /></div></header>
          <ProjectTable projects={shown} />
          {projects.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={projects.isFetchingNextPage} onClick={() => void projects.fetchNextPage()}>More projects</button></div>}
        </section>
      )}
    </div>
  )
}
