import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { admin, PERMISSIONS, type RoleRow } from './admin.ts'

const BUILT_IN = ['admin', 'member', 'viewer', 'restricted_viewer']
const WORDS: Record<string, string> = { admin: 'Everything, also members and settings', member: 'Reads and writes runs, artifacts, sweeps, reports', viewer: 'Reads', restricted_viewer: 'Reads the versions of a registry, not where they come from' }

/** A custom role is a viewer or member that may do some things more. */
export function RolesTab() {
  const client = useQueryClient()
  const [editing, setEditing] = useState<RoleRow | 'new' | null>(null)
  const [doomed, setDoomed] = useState<string | null>(null)
  const query = useQuery({ queryKey: ['roles'], queryFn: admin.roles })
  const refresh = () => client.invalidateQueries({ queryKey: ['roles'] })
  const remove = useMutation({ mutationFn: admin.deleteRole, onSuccess: () => { setDoomed(null); return refresh() }, onError: toastFailure })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">Roles</h2><button type="button" className="button small" onClick={() => setEditing('new')}><Plus size={13} />New role</button></header>
      <table className="list-table">
        <thead><tr><th>Role</th><th>As</th><th>May also</th><th /></tr></thead>
        <tbody>
          {query.data.map(role => (
            <tr key={role.name}>
              <td>{role.name}</td>
              <td className="muted">{BUILT_IN.includes(role.name) ? 'built in' : role.inherits}</td>
              <td>{BUILT_IN.includes(role.name) ? <span className="muted">{WORDS[role.name]}</span> : <span className="row wrap">{role.permissions.map(each => <span key={each} className="chip mono">{each}</span>)}</span>}</td>
              <td>{!BUILT_IN.includes(role.name) && <span className="row end">
                <button type="button" className="icon-button" aria-label={`Edit ${role.name}`} title="Edit" onClick={() => setEditing(role)}><Pencil size={14} /></button>
                <button type="button" className="icon-button" aria-label={`Delete ${role.name}`} title="Delete" onClick={() => setDoomed(role.name)}><Trash2 size={14} /></button>
              </span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing !== null && <RoleForm role={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onDone={refresh} />}
      {doomed !== null && <Confirm title={`Delete the role ${doomed}?`} action="Delete" busy={remove.isPending} onClose={() => setDoomed(null)} onConfirm={() => remove.mutate(doomed)}><p>The server refuses while somebody has it.</p></Confirm>}
    </section>
  )
}

function RoleForm({ role, onClose, onDone }: { role: RoleRow | null; onClose: () => void; onDone: () => Promise<void> }) {
  const [name, setName] = useState(role?.name ?? '')
  const [inherits, setInherits] = useState(role?.inherits ?? 'viewer')
  const [permissions, setPermissions] = useState<ReadonlySet<string>>(new Set(role?.permissions))
  const save = useMutation({ mutationFn: () => admin.putRole(name.trim(), inherits, [...permissions]), onSuccess: () => { toast('Role saved'); onClose(); return onDone() } })
  const toggle = (each: string) => setPermissions(old => { const next = new Set(old); if (!next.delete(each)) next.add(each); return next })
  return (
    <Dialog title={role ? `Edit ${role.name}` : 'New role'} wide onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={name.trim() === '' || save.isPending} onClick={() => save.mutate()}>Save</button>
    </>}>
      <div className="form-grid">
        <label className="field"><span>Name</span><input className="input" autoFocus disabled={role !== null} value={name} onChange={event => setName(event.target.value)} /></label>
        <label className="field"><span>Begins as</span><select className="select" value={inherits} onChange={event => setInherits(event.target.value)}><option value="viewer">viewer</option><option value="member">member</option></select></label>
      </div>
      <table className="list-table permission-table" aria-label="Permissions">
        <tbody>
          {PERMISSIONS.map(([kind, actions]) => (
            <tr key={kind}><th scope="row">{kind.replace('_', ' ')}</th>{['read', 'create', 'write', 'delete', 'manage'].map(action => <td key={action}>{actions.includes(action) && <label className="check"><input type="checkbox" checked={permissions.has(`${kind}:${action}`)} onChange={() => toggle(`${kind}:${action}`)} />{action}</label>}</td>)}</tr>
          ))}
        </tbody>
      </table>
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
