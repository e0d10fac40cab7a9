import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href, type EntityTab } from '../../app/route.ts'
import { EmptyState, ErrorState, Loading, SearchBox } from '../../design/parts.tsx'
import { plural } from '../../design/format.ts'
import { ProjectTable } from './ProjectTable.tsx'
import { EntityQuery, ProjectsQuery, RUNNING } from './queries.ts'

const Members = lazy(() => import('../people/Members.tsx').then(module => ({ default: module.Members })))
const ServiceAccounts = lazy(() => import('../people/ServiceAccounts.tsx').then(module => ({ default: module.ServiceAccounts })))
const EntitySettings = lazy(() => import('../people/EntitySettings.tsx'))
const TeamBucket = lazy(() => import('../people/TeamBucket.tsx').then(module => ({ default: module.TeamBucket })))

const TABS: readonly (readonly [EntityTab, string])[] = [['projects', 'Projects'], ['members', 'Members'], ['service-accounts', 'Service accounts'], ['settings', 'Settings']]

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
  const team = about.data.entity.isTeam
  const shown = all.filter(project => project.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="page stack">
      <div className="row">
        <h1 className="grow">{entity}</h1>
        <span className="muted">{team ? `team of ${about.data.entity.memberCount}` : about.data.entity.entityType === 'organization' ? 'registries of an organization' : 'personal'}</span>
      </div>
      {(team || about.data.entity.manageable) && (
        <nav className="tabs plain" aria-label={team ? 'Team' : 'Person'}>
          {TABS.filter(([each]) => team || each === 'projects' || each === 'settings').map(([each, label]) => <Link key={each} to={href.entity(entity, each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}
        </nav>
      )}
      <Suspense fallback={<Loading />}>
        {tab === 'members' && team && <Members entity={entity} />}
        {tab === 'service-accounts' && team && <ServiceAccounts entity={entity} />}
        {tab === 'settings' && <><EntitySettings entity={about.data.entity} />{team && <TeamBucket entity={entity} />}</>}
      </Suspense>
      {tab !== 'projects' ? null : all.length === 0 ? (
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
