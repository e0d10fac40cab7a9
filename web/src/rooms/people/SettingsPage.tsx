import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { setTheme, useThemeChoice } from '../../app/theme.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Ago, ErrorState, Loading, Segmented } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
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
      <Profile user={user} />
      <Keys keys={user.apiKeys.edges.map(edge => edge.node)} />
      <Appearance />
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
  return (
    <section className="card">
      <header><h2>Profile</h2></header>
      <div className="card-body stack">
        <dl className="facts">
          <dt>Username</dt><dd>{user.username}</dd>
          <dt>E-mail</dt><dd>{user.email ?? '–'}</dd>
          <dt>Default entity</dt><dd>{user.entity}</dd>
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
    <section className="card" id="keys">
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
