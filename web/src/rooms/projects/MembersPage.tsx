import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus, Users, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { plural } from '../../design/format.ts'
import { EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { Deactivated } from '../people/Deactivated.tsx'
import { REGISTRY_ROLES, ROLES, rolesWith } from '../people/roles.ts'
import { isRegistry } from '../registry/names.ts'
import { AddPeople } from './AddPeople.tsx'
import { ProjectMembersQuery, ProjectPeopleQuery, RemoveMembers, SetTeamRole, SetUserRole } from './queries.ts'

/** People and teams that a project or registry names, whose role there replaces the one they have anyway. */
export default function MembersPage({ entity, project }: { entity: string; project: string }) {
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const query = useQuery({ queryKey: ['project-members', entity, project], queryFn: ({ signal }) => run(ProjectMembersQuery, { entity, project }, signal) })
  const refresh = () => client.invalidateQueries({ predicate: each => ['project-members', 'project-people'].includes(String(each.queryKey[0])) })
  const change = useMutation({ mutationFn: (ask: () => Promise<unknown>) => ask(), onSuccess: refresh, onError: toastFailure })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const found = query.data.project
  if (!found) return <NotFound what="project" />
  const registry = isRegistry(project)
  const roles = registry ? REGISTRY_ROLES : ROLES
  const rows = [
    ...found.members.map(each => ({ id: each.id, name: each.name || each.username || '', detail: each.username ?? '', team: false, role: each.role.name })),
    ...found.teamMembers.map(each => ({ id: each.team.id, name: each.team.name, detail: `team of ${each.team.memberCount}`, team: true, role: each.role.name })),
  ]
  return (
    <div className="page stack">
      <div className="row"><h1 className="grow">Members</h1>{found.manageable && <button type="button" className="button primary" onClick={() => setAdding(true)}><UserPlus size={14} />Add</button>}</div>
      <p className="muted">{registry ? 'Everybody in the organization reads a registry that is visible to it; who is named here may do more, or less.' : found.access === 'RESTRICTED' ? 'This project is restricted: nobody else comes in, besides admins of the team.' : 'Members of the team are here by their role in the team. Whoever is named below has this role instead.'}</p>
      {rows.length === 0 ? <div className="card"><EmptyState icon={<Users size={28} strokeWidth={1.4} />} title="Nobody is named here">{!registry && <p>See <Link to={href.entity(entity, 'members')}>the members of {entity}</Link>.</p>}</EmptyState></div> : (
        <section className="card scroll-x">
          <header><h2>{plural(rows.length, 'member')}</h2></header>
          <table className="list-table">
            <thead><tr><th>Name</th><th /><th>Role</th><th /></tr></thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <td>{row.team ? <Link to={href.entity(row.name)}>{row.name}</Link> : row.name}</td>
                  <td className="muted">{row.detail}</td>
                  <td>{found.manageable
                    ? <select className="select small short" aria-label={`Role of ${row.name}`} value={row.role} disabled={change.isPending} onChange={event => change.mutate(() => row.team ? run(SetTeamRole, { project: found.id, team: row.id, role: event.target.value }) : run(SetUserRole, { project: found.id, user: row.id, role: event.target.value }))}>{rolesWith(row.role, roles).map(([role, label]) => <option key={role} value={role}>{label}</option>)}</select>
                    : rolesWith(row.role, roles).find(([role]) => role === row.role)![1]}</td>
                  <td className="right">{found.manageable && <button type="button" className="icon-button" aria-label={`Remove ${row.name}`} title="Remove" disabled={change.isPending} onClick={() => change.mutate(() => run(RemoveMembers, { project: found.id, users: row.team ? [] : [row.id], teams: row.team ? [row.id] : [] }))}><X size={14} /></button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Everybody entity={entity} project={project} />
      {adding && <AddPeople project={found.id} known={new Set(rows.map(row => row.id))} onClose={() => setAdding(false)} onDone={refresh} />}
    </div>
  )
}

/** Who comes in at all, by which ways; administrators of the server come in everywhere and are not listed for it. */
function Everybody({ entity, project }: { entity: string; project: string }) {
  const query = useQuery({ queryKey: ['project-people', entity, project], queryFn: ({ signal }) => run(ProjectPeopleQuery, { entity, project }, signal) })
  const people = query.data?.project?.people ?? []
  if (people.length === 0) return null
  return (
    <section className="card scroll-x">
      <header><h2>Who has access, and why</h2></header>
      <table className="list-table" aria-label="Who has access, and why">
        <thead><tr><th>Name</th><th className="minor" /><th>May act as</th><th>Why</th></tr></thead>
        <tbody>
          {people.map(({ user, role, why }) => (
            <tr key={user.id}>
              <td>{user.username ? <Link to={href.entity(user.username)}>{user.username}</Link> : user.name}{user.deactivatedAt && <> <Deactivated /></>}</td>
              <td className="muted minor">{user.accountType === 'SERVICE' ? 'service account' : user.name}</td>
              <td>{role[0]!.toUpperCase() + role.slice(1)}</td>
              <td className="muted">{why.join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
