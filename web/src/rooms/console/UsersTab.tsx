import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, KeyRound, Plus, Trash2, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { plural } from '../../design/format.ts'
import { Ago, ErrorState, Loading, SearchBox } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { Toggle } from '../../design/Toggle.tsx'
import { Deactivated } from '../people/Deactivated.tsx'
import { LegacyFields, NO_LEGACY } from '../people/LegacyFields.tsx'
import { DeactivateUser, ReactivateUser, UpdateUser, UsersQuery, type UserRow } from '../people/queries.ts'
import { admin } from './admin.ts'
import { savePeople, typeOf } from './peopleCsv.ts'
import { NewUser, SetPassword } from './UserForms.tsx'

const SHOWN = 200

export function UsersTab() {
  const client = useQueryClient()
  const me = useSession().data?.user
  const [search, setSearch] = useState('')
  const [layer, setLayer] = useState<{ kind: 'new' } | { kind: 'password' | 'deactivate' | 'delete'; user: UserRow } | null>(null)
  const [legacy, setLegacy] = useState(NO_LEGACY)
  const query = useQuery({ queryKey: ['users', search], queryFn: ({ signal }) => run(UsersQuery, { query: search || null }, signal), placeholderData: keepPreviousData })
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] })
  const close = () => { setLegacy(NO_LEGACY); setLayer(null) }
  const promote = useMutation({ mutationFn: (wish: { id: string; admin: boolean }) => run(UpdateUser, wish), onSuccess: refresh, onError: toastFailure })
  const deactivate = useMutation({ mutationFn: (user: UserRow) => run(DeactivateUser, { id: user.id, ...legacy }), onSuccess: (_, user) => { close(); toast(`${user.username} is deactivated`); return refresh() }, onError: toastFailure })
  const reactivate = useMutation({ mutationFn: (user: UserRow) => run(ReactivateUser, { id: user.id }), onSuccess: (_, user) => { toast(`${user.username} may sign in again`); return refresh() }, onError: toastFailure })
  const remove = useMutation({ mutationFn: (name: string) => admin.deleteUser(name, legacy), onSuccess: () => { close(); toast('User removed'); return refresh() }, onError: toastFailure })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const users = nodes(query.data.users)
  return (
    <section className="card scroll-x">
      <header>
        <h2 className="grow">{plural(users.length, 'user')}</h2>
        <div className="page-search"><SearchBox value={search} onChange={setSearch} placeholder="Search users" main delay={150} /></div>
        <button type="button" className="button small" onClick={() => saveUsers(users)}><Download size={13} />CSV</button>
        <button type="button" className="button small primary" onClick={() => setLayer({ kind: 'new' })}><Plus size={13} />New user</button>
      </header>
      <table className="list-table">
        <thead><tr><th>Username</th><th className="minor">Name</th><th className="minor">E-mail</th><th className="minor">Teams</th><th className="right minor">Since</th><th className="right minor">Last active</th><th className="right minor" title="Of the last 30 days">Days active</th><th>Administrator</th><th /></tr></thead>
        <tbody>
          {users.slice(0, SHOWN).map(user => (
            <tr key={user.id}>
              <td>{user.username ? <Link to={href.entity(user.username)}>{user.username}</Link> : <span className="muted">–</span>}{user.deactivatedAt && <> <Deactivated /></>}</td>
              <td className="minor">{user.name}{user.accountType === 'SERVICE' && <> <span className="chip">service account</span></>}</td>
              <td className="minor">{user.email}</td>
              <td className="minor"><span className="row wrap">{teamsOf(user).map(team => <Link key={team} className="chip" to={href.entity(team, 'members')}>{team}</Link>)}</span></td>
              <td className="right minor"><Ago at={user.createdAt} /></td>
              <td className="right minor"><Ago at={user.lastActiveAt} /></td>
              <td className="right minor num">{user.daysActive}</td>
              <td>{user.accountType !== 'SERVICE' && <Toggle name={`${user.username} administers this server`} checked={user.admin === true} disabled={user.username === me?.username} onChange={admin => promote.mutateAsync({ id: user.id, admin })} />}</td>
              <td><span className="row end together">
                {user.accountType !== 'SERVICE' && <button type="button" className="icon-button" aria-label={`Set the password of ${user.username}`} title="Set the password" onClick={() => setLayer({ kind: 'password', user })}><KeyRound size={14} /></button>}
                {user.deactivatedAt
                  ? <button type="button" className="icon-button" aria-label={`Reactivate ${user.username}`} title="Reactivate" disabled={reactivate.isPending} onClick={() => reactivate.mutate(user)}><UserCheck size={14} /></button>
                  : <button type="button" className="icon-button" aria-label={`Deactivate ${user.username}`} title="Deactivate" disabled={user.username === me?.username} onClick={() => setLayer({ kind: 'deactivate', user })}><UserX size={14} /></button>}
                <button type="button" className="icon-button" aria-label={`Remove ${user.username}`} title="Remove" disabled={user.username === me?.username} onClick={() => setLayer({ kind: 'delete', user })}><Trash2 size={14} /></button>
              </span></td>
            </tr>
          ))}
        </tbody>
      </table>
      {users.length === 0 && <p className="muted card-body">Nobody’s name or address begins like that.</p>}
      {users.length > SHOWN && <p className="muted card-body">The first {SHOWN} are shown. Search for the others.</p>}
      {layer?.kind === 'new' && <NewUser onClose={close} onDone={refresh} />}
      {layer?.kind === 'password' && <SetPassword user={layer.user} onClose={close} />}
      {layer?.kind === 'deactivate' && (
        <Confirm title={`Deactivate ${layer.user.username}?`} action="Deactivate" busy={deactivate.isPending} onClose={close} onConfirm={() => deactivate.mutate(layer.user)}>
          <p>Their sessions end and their keys stop working at once. Everything they made stays, and they can be reactivated, with the same keys, at any time.</p>
          <LegacyFields who="they" legacy={legacy} stays="stay" onChange={setLegacy} />
        </Confirm>
      )}
      {layer?.kind === 'delete' && (
        <Confirm title={`Remove ${layer.user.username}?`} action="Remove the user" busy={remove.isPending} onClose={close} onConfirm={() => remove.mutate(layer.user.username!)}>
          <p>Their keys and sessions end at once and for good. What they logged in teams stays.</p>
          <LegacyFields who="they" legacy={legacy} stays="go, too" onChange={setLegacy} />
        </Confirm>
      )}
    </section>
  )
}

const teamsOf = (user: UserRow) => nodes(user.teams).filter(team => team.isTeam).map(team => team.name)

function saveUsers(users: readonly UserRow[]) {
  savePeople('users', users.map(user => ({
    username: user.username, name: user.name, email: user.email, type: typeOf(user.accountType), role: user.admin === true ? 'administrator' : 'user', active: user.deactivatedAt === null,
    since: user.createdAt, lastActive: user.lastActiveAt, daysActive: user.daysActive, teams: teamsOf(user),
  })))
}
