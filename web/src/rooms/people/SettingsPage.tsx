import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { sessionKey } from '../../api/session.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { setTheme, useThemeChoice } from '../../app/theme.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Ago, ErrorState, Loading, Segmented } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { DeleteAccount } from './DeleteAccount.tsx'
import { Invitations } from './Invitations.tsx'
import { NewTeam } from './NewTeam.tsx'
import { NewKey, useNewKey } from './NewKey.tsx'
import { DeleteApiKey, UpdateUser, ViewerQuery, type ApiKey, type Viewer } from './queries.ts'

export const viewerQuery = { queryKey: ['viewer'], queryFn: () => run(ViewerQuery, {}) }

export default function SettingsPage() {
  const viewer = useQuery(viewerQuery)
  if (viewer.isError) return <ErrorState error={viewer.error} retry={() => void viewer.refetch()} />
  if (!viewer.data?.viewer) return <Loading />
  const user = viewer.data.viewer
  return (
    <div className="page stack settings">
      <h1>Settings</h1>
      <Invitations invites={user.invites} />
      <Profile user={user} />
      <Password user={user} />
      <Keys keys={user.apiKeys.edges.map(edge => edge.node)} />
      <section className="card">
        <header><h2>Alerts, webhooks and secrets</h2></header>
        <div className="card-body row wrap"><span className="grow">Where alerts about your runs go, and what automations of {user.username} may call.</span><Link className="button" to={href.entity(user.username, 'settings')}>Open</Link></div>
      </section>
      <Teams user={user} />
      <Appearance />
      <DeleteAccount user={user} />
    </div>
  )
}

function Profile({ user }: { user: Viewer }) {
  const client = useQueryClient()
  const [name, setName] = useState(user.name)
  const save = useMutation({
    mutationFn: () => run(UpdateUser, { id: user.id, name }),
    onSuccess: () => { toast('Name saved'); void client.invalidateQueries({ queryKey: ['viewer'] }) },
    onError: toastFailure,
  })
  const move = useMutation({
    mutationFn: (defaultEntity: string) => run(UpdateUser, { id: user.id, defaultEntity }),
    onSuccess: () => { toast('Saved'); void client.invalidateQueries({ queryKey: ['viewer'] }); void client.invalidateQueries({ queryKey: sessionKey }) },
    onError: toastFailure,
  })
  return (
    <section className="card">
      <header><h2>Profile</h2></header>
      <div className="card-body stack">
        <dl className="facts">
          <dt>Username</dt><dd>{user.username}</dd>
          <dt>E-mail</dt><dd>{user.email ?? '–'}</dd>
          <dt>New runs go to</dt><dd><select className="select small short" aria-label="New runs go to" value={user.entity} onChange={event => move.mutate(event.target.value)}>{[...new Set([user.entity, ...user.teams.edges.map(edge => edge.node.name)])].map(each => <option key={each}>{each}</option>)}</select></dd>
          <dt>Role</dt><dd>{user.admin ? 'Administrator' : 'Member'}</dd>
        </dl>
        <form className="row" onSubmit={event => { event.preventDefault(); save.mutate() }}>
          <label className="field grow"><span>Shown name</span><input className="input" value={name} onChange={event => setName(event.target.value)} /></label>
          <button type="submit" className="button form-end" disabled={name === user.name || !name.trim() || save.isPending}>Save</button>
        </form>
      </div>
    </section>
  )
}

function Password({ user }: { user: Viewer }) {
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const save = useMutation({ mutationFn: () => run(UpdateUser, { id: user.id, password }), onSuccess: () => { setPassword(''); setAgain(''); toast('Password changed') } })
  const differs = again !== '' && again !== password
  return (
    <section className="card">
      <header><h2>Password</h2></header>
      <form className="card-body stack" onSubmit={event => { event.preventDefault(); save.mutate() }}>
        <input type="text" autoComplete="username" className="visually-hidden" aria-label="Username" tabIndex={-1} readOnly value={user.username} />
        <div className="form-grid">
          <label className="field"><span>New password</span><input className="input" type="password" autoComplete="new-password" minLength={8} value={password} onChange={event => setPassword(event.target.value)} /></label>
          <label className="field"><span>The same again</span><input className="input" type="password" autoComplete="new-password" aria-invalid={differs} value={again} onChange={event => setAgain(event.target.value)} /></label>
        </div>
        {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
        <div className="row"><button type="submit" className="button" disabled={password.length < 8 || password !== again || save.isPending}>Change the password</button><span className="muted">{differs ? 'The two differ' : password !== '' && password.length < 8 ? 'At least 8 characters' : ''}</span></div>
      </form>
    </section>
  )
}

function Teams({ user }: { user: Viewer }) {
  const [making, setMaking] = useState(false)
  const teams = user.teams.edges.map(edge => edge.node).filter(each => each.isTeam)
  return (
    <section className="card">
      <header><h2 className="grow">Teams</h2><button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New team</button></header>
      <div className="card-body row wrap">{teams.map(each => <Link key={each.name} className="button" to={href.entity(each.name, 'members')}>{each.name}</Link>)}{teams.length === 0 && <span className="muted">You are in no team.</span>}</div>
      {making && <NewTeam onClose={() => setMaking(false)} />}
    </section>
  )
}

function Keys({ keys }: { keys: ApiKey[] }) {
  const client = useQueryClient()
  const creation = useNewKey()
  const [description, setDescription] = useState('')
  const [doomed, setDoomed] = useState<ApiKey | null>(null)
  const remove = useMutation({
    mutationFn: (id: string) => run(DeleteApiKey, { id }),
    onSuccess: () => { setDoomed(null); toast('Key deleted'); void client.invalidateQueries({ queryKey: ['viewer'] }) },
    onError: toastFailure,
  })
  return (
    <section className="card scroll-x" id="keys">
      <header><h2>API keys</h2></header>
      <div className="card-body stack">
        {!creation.data && (
          <label className="field"><span>What the new key is for</span><input className="input" value={description} placeholder="Laptop" onChange={event => setDescription(event.target.value)} /></label>
        )}
        <div><NewKey creation={creation} description={description || 'Made in settings'} label="Create a key" /></div>
      </div>
      {keys.length > 0 && (
        <table className="list-table">
          <thead><tr><th>Key</th><th>For</th><th>Made</th><th>Last used</th><th /></tr></thead>
          <tbody>
            {keys.map(key => (
              <tr key={key.id}>
                <td className="mono">{key.name.length > 30 ? `${key.name.slice(0, 8)}…` : key.name}</td>
                <td>{key.description || <span className="muted">–</span>}</td>
                <td><Ago at={key.createdAt} /></td>
                <td>{key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : <span className="muted">never</span>}</td>
                <td className="right"><button type="button" className="icon-button" aria-label={`Delete key ${key.description ?? key.name}`} onClick={() => setDoomed(key)}><Trash2 size={14} /></button></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {doomed && (
        <Dialog title="Delete this key?" onClose={() => setDoomed(null)} footer={<>
          <button type="button" className="button" onClick={() => setDoomed(null)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate(doomed.id)}>Delete</button>
        </>}>
          <p>Scripts that use {doomed.description ? `“${doomed.description}”` : 'it'} stop working at once. Runs logged with it stay.</p>
        </Dialog>
      )}
    </section>
  )
}

function Appearance() {
  const theme = useThemeChoice()
  return (
    <section className="card">
      <header><h2>Appearance</h2></header>
      <div className="card-body"><Segmented label="Colour scheme" value={theme} options={[['system', 'System'], ['light', 'Light'], ['dark', 'Dark']]} onChange={setTheme} /></div>
    </section>
  )
}
