import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { ChangeRole, InviteMember, MembersQuery, RemoveMember, type TeamMember } from './queries.ts'
import { Deactivated } from './Deactivated.tsx'
import { rolesWith } from './roles.ts'

export const membersQuery = (entity: string) => ({ queryKey: ['members', entity], queryFn: ({ signal }: { signal: AbortSignal }) => run(MembersQuery, { entity }, signal) })

export const isService = (member: TeamMember) => member.accountType === 'SERVICE'

/** Changes of a team's people, after which everything that names them is asked again. */
export function useMemberChanges(entity: string, onGone: () => void) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ predicate: each => ['members', 'entity', 'viewer'].includes(String(each.queryKey[0])) })
  const remove = useMutation({ mutationFn: (id: string) => run(RemoveMember, { entity, id }), onSuccess: () => { onGone(); return refresh() }, onError: toastFailure })
  const role = useMutation({ mutationFn: (wish: { username: string; role: string }) => run(ChangeRole, { entity, ...wish }), onSuccess: refresh, onError: error => { toastFailure(error); return refresh() } })
  return { remove, role, refresh }
}

/** Who is in a team, and for its admins the ways in and out. */
export function Members({ entity }: { entity: string }) {
  const me = useSession().data?.user
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<TeamMember | null>(null)
  const query = useQuery(membersQuery(entity))
  const { remove, role, refresh } = useMemberChanges(entity, () => setLeaving(null))
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const members = (query.data.entity?.members ?? []).filter(member => !isService(member))
  const admin = query.data.entity?.manageable === true
  const self = leaving?.username === me?.username
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">{plural(members.length, 'member')}</h2>{admin && <button type="button" className="button small" onClick={() => setInviting(true)}><UserPlus size={13} />Invite</button>}</header>
      <table className="list-table">
        <thead><tr><th>Name</th><th>Username</th><th className="minor">E-mail</th><th>Role</th><th /></tr></thead>
        <tbody>
          {members.map(member => (
            <tr key={member.id ?? member.name}>
              <td>{member.name}{member.deactivated && <> <Deactivated /></>}</td>
              <td>{member.username}</td>
              <td className="minor">{member.email}</td>
              <td>{member.pending ? <span className="muted">invited</span> : <Role member={role.isPending && role.variables.username === member.username ? { ...member, role: role.variables.role } : member} editable={admin} onChange={next => role.mutate({ username: member.username!, role: next })} />}</td>
              <td className="right">{member.id && (admin || member.username === me?.username) && <button type="button" className="icon-button" aria-label={`Remove ${member.username ?? member.email ?? member.name}`} title={member.username === me?.username ? 'Leave the team' : 'Remove'} onClick={() => setLeaving(member)}><X size={14} /></button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inviting && <Invite entity={entity} onClose={() => setInviting(false)} onDone={refresh} />}
      {leaving && (
        <Confirm title={self ? `Leave ${entity}?` : `Remove ${leaving.username ?? leaving.name} from ${entity}?`} action={self ? 'Leave' : 'Remove'} busy={remove.isPending} onClose={() => setLeaving(null)} onConfirm={() => remove.mutate(leaving.id!)}>
          <p>{leaving.pending ? 'The invitation opens nothing any more.' : 'The runs they logged stay with the team.'}</p>
        </Confirm>
      )}
    </section>
  )
}

function Role({ member, editable, onChange }: { member: TeamMember; editable: boolean; onChange: (role: string) => void }) {
  const current = (member.role ?? (member.admin ? 'admin' : 'member')).toLowerCase()
  if (!editable) return <>{rolesWith(current).find(([role]) => role === current)![1]}</>
  return <select className="select small short" aria-label={`Role of ${member.username}`} value={current} onChange={event => onChange(event.target.value)}>{rolesWith(current).map(([role, label]) => <option key={role} value={role}>{label}</option>)}</select>
}

function Invite({ entity, onClose, onDone }: { entity: string; onClose: () => void; onDone: () => Promise<void> }) {
  const [who, setWho] = useState('')
  const [admin, setAdmin] = useState(false)
  const mail = who.includes('@')
  const invite = useMutation({ mutationFn: () => run(InviteMember, { entity, username: mail ? null : who.trim(), email: mail ? who.trim() : null, admin }), onSuccess: () => { toast(`${who.trim()} invited`); onClose(); return onDone() } })
  return (
    <Dialog title={`Invite into ${entity}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={who.trim() === '' || invite.isPending} onClick={() => invite.mutate()}>Invite</button>
    </>}>
      <form onSubmit={event => { event.preventDefault(); if (who.trim()) invite.mutate() }}>
        <label className="field"><span>Username or e-mail</span><input className="input" autoFocus value={who} onChange={event => setWho(event.target.value)} /></label>
      </form>
      <label className="check"><input type="checkbox" checked={admin} onChange={event => setAdmin(event.target.checked)} />As an admin of the team</label>
      <p className="muted">No mail is needed: they find the invitation when they sign in or sign up with that address.</p>
      {invite.isError && <p className="note bad" role="alert">{invite.error.message}</p>}
    </Dialog>
  )
}
