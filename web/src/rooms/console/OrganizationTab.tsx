import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Plus, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { bytes, count, plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { OrganizationQuery, ViewerQuery, type Organization } from '../people/queries.ts'
import { Deactivated } from '../people/Deactivated.tsx'
import { rolesWith } from '../people/roles.ts'
import { Activity } from './Activity.tsx'
import { admin as routes } from './admin.ts'
import { savePeople, typeOf } from './peopleCsv.ts'
import { NewTeam } from '../people/NewTeam.tsx'

/** Teams and members of each organization the viewer is in. */
export function OrganizationTab({ admin }: { admin: boolean }) {
  const viewer = useQuery({ queryKey: ['viewer'], queryFn: () => run(ViewerQuery, {}) })
  const names = (viewer.data?.viewer?.organizations ?? []).map(each => each.name)
  const all = useQueries({ queries: names.map(name => ({ queryKey: ['organization', name], queryFn: ({ signal }: { signal: AbortSignal }) => run(OrganizationQuery, { name }, signal) })) })
  const failed = viewer.error ?? all.find(each => each.isError)?.error
  if (failed) return <ErrorState error={failed} retry={() => { void viewer.refetch(); all.forEach(each => void each.refetch()) }} />
  if (viewer.isPending || all.some(each => each.isPending)) return <Loading />
  if (names.length === 0) return <EmptyState title="You are in no organization" />
  return <>{all.map(each => each.data?.organization && <One key={each.data.organization.id} organization={each.data.organization} admin={admin} />)}</>
}

function One({ organization, admin }: { organization: Organization; admin: boolean }) {
  return (
    <>
      <h2>{organization.name}</h2>
      <Activity organization={organization.name} />
      <Teams organization={organization} admin={admin} />
      <People organization={organization} admin={admin} />
    </>
  )
}

function Teams({ organization, admin }: { organization: Organization; admin: boolean }) {
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const remove = useMutation({ mutationFn: (team: string) => routes.deleteTeam(organization.name, team), onSuccess: () => { setDoomed(null); return client.invalidateQueries() }, onError: toastFailure })
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">{plural(organization.teams.length, 'team')}</h2><button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New team</button></header>
      {organization.teams.length === 0 ? <p className="muted card-body">No teams yet.</p> : (
        <table className="list-table">
          <thead><tr><th>Team</th><th className="right">Members</th><th className="right">Runs</th><th className="right">Stored</th><th className="right">Made</th><th /></tr></thead>
          <tbody>
            {organization.teams.map(team => (
              <tr key={team.id}>
                <td><Link to={href.entity(team.name)}>{team.name}</Link></td>
                <td className="right num">{count(team.memberCount)}</td><td className="right num">{count(team.runCount)}</td><td className="right num">{bytes(team.storageBytes)}</td>
                <td className="right"><Ago at={team.createdAt} /></td>
                <td className="right">{admin && <button type="button" className="icon-button" aria-label={`Delete the team ${team.name}`} title="Delete" onClick={() => { setTyped(''); setDoomed(team.name) }}><Trash2 size={14} /></button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && <NewTeam onClose={() => setMaking(false)} />}
      {doomed !== null && (
        <Confirm title={`Delete the team ${doomed}?`} action="Delete the team" disabled={typed !== doomed} busy={remove.isPending} onClose={() => setDoomed(null)} onConfirm={() => remove.mutate(doomed)}>
          <p>Its projects, runs and artifacts go with it.</p>
          <label className="field"><span>Type {doomed} to confirm</span><input className="input" autoFocus value={typed} onChange={event => setTyped(event.target.value)} /></label>
        </Confirm>
      )}
    </section>
  )
}

function People({ organization, admin }: { organization: Organization; admin: boolean }) {
  const client = useQueryClient()
  const me = useSession().data?.user
  const [leaving, setLeaving] = useState<string | null>(null)
  const shown = organization.members.some(member => member.daysActive !== null)
  const refresh = () => client.invalidateQueries({ queryKey: ['organization', organization.name] })
  const change = useMutation({ mutationFn: (wish: { name: string; role: string }) => routes.putMember(organization.name, wish.name, wish.role), onSuccess: refresh, onError: toastFailure })
  const remove = useMutation({ mutationFn: (name: string) => routes.removeMember(organization.name, name), onSuccess: () => { setLeaving(null); return refresh() }, onError: toastFailure })
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">{plural(organization.members.length, 'member')}</h2>{shown && <button type="button" className="button small" onClick={() => saveMembers(organization)}><Download size={13} />CSV</button>}</header>
      <table className="list-table">
        <thead><tr><th>Username</th><th className="minor">Name</th><th className="minor">E-mail</th><th>Role</th>{shown && <><th className="right minor">Last active</th><th className="right minor" title="Of the last 30 days">Days active</th></>}<th /></tr></thead>
        <tbody>
          {organization.members.map(member => (
            <tr key={member.id}>
              <td>{member.username}{member.user.deactivatedAt && <> <Deactivated /></>}</td><td className="minor">{member.name}{member.user.accountType === 'SERVICE' && <> <span className="chip">service account</span></>}</td><td className="minor">{member.user.email}</td>
              <td>{admin && member.username !== me?.username
                ? <select className="select small short" aria-label={`Role of ${member.username}`} value={change.isPending && change.variables.name === member.username ? change.variables.role : member.role} disabled={change.isPending} onChange={event => change.mutate({ name: member.username, role: event.target.value })}>{rolesWith(member.role).map(([role, label]) => <option key={role} value={role}>{label}</option>)}</select>
                : rolesWith(member.role).find(([role]) => role === member.role)![1]}</td>
              {shown && <><td className="right minor"><Ago at={member.lastActiveAt} /></td><td className="right minor num">{member.daysActive}</td></>}
              <td className="right">{admin && member.username !== me?.username && <button type="button" className="icon-button" aria-label={`Remove ${member.username}`} title="Remove" onClick={() => setLeaving(member.username)}><X size={14} /></button>}</td>
            </tr>
          ))}
          {organization.pendingInvites.map(invite => <tr key={invite.id}><td>{invite.name ?? invite.email}</td><td className="minor" /><td className="minor">{invite.email}</td><td className="muted">invited into {invite.entityName}</td>{shown && <><td /><td className="minor" /></>}<td /></tr>)}
        </tbody>
      </table>
      {leaving !== null && <Confirm title={`Remove ${leaving} from ${organization.name}?`} action="Remove" busy={remove.isPending} onClose={() => setLeaving(null)} onConfirm={() => remove.mutate(leaving)}><p>They leave its teams, too. Their account stays.</p></Confirm>}
    </section>
  )
}

function saveMembers(organization: Organization) {
  savePeople(`${organization.name}-members`, organization.members.map(member => ({
    username: member.username, name: member.name, email: member.user.email, type: typeOf(member.user.accountType), role: member.role, active: member.user.deactivatedAt === null,
    since: member.user.createdAt, lastActive: member.lastActiveAt, daysActive: member.daysActive, teams: null,
  })))
}
