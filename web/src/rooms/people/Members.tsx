import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { InviteMember, MembersQuery, RemoveMember, type TeamMember } from './queries.ts'

/** Who is in a team, and for its admins the ways in and out. */
export function Members({ entity }: { entity: string }) {
  const client = useQueryClient()
  const me = useSession().data?.user
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<TeamMember | null>(null)
  const query = useQuery({ queryKey: ['members', entity], queryFn: ({ signal }) => run(MembersQuery, { entity }, signal) })
  const refresh = () => client.invalidateQueries({ predicate: each => ['members', 'entity'].includes(String(each.queryKey[0])) })
  const remove = useMutation({ mutationFn: (id: string) => run(RemoveMember, { entity, id }), onSuccess: () => { setLeaving(null); return refresh() }, onError: toastFailure })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const members = query.data.entity?.members ?? []
  const admin = me?.admin === true || members.some(member => member.username === me?.username && member.admin === true)
  return (
    <section className="card">
      <header><h2 className="grow">{plural(members.length, 'member')}</h2>{admin && <button type="button" className="button small" onClick={() => setInviting(true)}><UserPlus size={13} />Invite</button>}</header>
      <table className="list-table">
        <thead><tr><th>Name</th><th>Username</th><th>E-mail</th><th>Role</th><th /></tr></thead>
        <tbody>
          {members.map(member => (
            <tr key={member.id ?? member.name}>
              <td>{member.name}{member.accountType === 'SERVICE' && <span className="chip">service</span>}</td>
              <td>{member.username}</td>
              <td>{member.email}</td>
              <td>{member.pending ? <span className="muted">invited</span> : member.role ?? (member.admin ? 'admin' : 'member')}</td>
              <td className="right">{member.id && (admin || member.username === me?.username) && <button type="button" className="icon-button" aria-label={`Remove ${member.username ?? member.email ?? member.name}`} onClick={() => setLeaving(member)}><X size={14} /></button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inviting && <Invite entity={entity} onClose={() => setInviting(false)} onDone={refresh} />}
      {leaving && (
        <Dialog title={`Remove ${leaving.username ?? leaving.name} from ${entity}?`} onClose={() => setLeaving(null)} footer={<>
          <button type="button" className="button" onClick={() => setLeaving(null)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate(leaving.id!)}>Remove</button>
        </>}><p>The runs they logged stay with the team.</p></Dialog>
      )}
    </section>
  )
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
      <label className="field"><span>Username or e-mail</span><input className="input" autoFocus value={who} onChange={event => setWho(event.target.value)} /></label>
      <label className="check"><input type="checkbox" checked={admin} onChange={event => setAdmin(event.target.checked)} />As an admin of the team</label>
      {invite.isError && <p className="note bad" role="alert">{invite.error.message}</p>}
    </Dialog>
  )
}
