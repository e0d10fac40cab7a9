import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { CreateUser, UpdateUser, type UserRow } from '../people/queries.ts'

/** One address a line: a whole group comes in at once. */
export function NewUser({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  const [text, setText] = useState('')
  const [password, setPassword] = useState('')
  const [admin, setAdmin] = useState(false)
  const addresses = [...new Set(text.split(/[\s,;]+/).filter(each => each !== ''))]
  const make = useMutation({
    mutationFn: async () => {
      for (const email of addresses) {
        const made = await run(CreateUser, { email, admin })
        if (password) await run(UpdateUser, { id: made.createUser.user.id, password })
      }
    },
    onSuccess: () => { toast(addresses.length === 1 ? 'User made' : `${addresses.length} users made`); onClose(); return onDone() },
    onError: () => void onDone(),
  })
  return (
    <Dialog title="New users" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={addresses.length === 0 || addresses.some(each => !each.includes('@')) || (password !== '' && password.length < 8) || make.isPending} onClick={() => make.mutate()}>{addresses.length > 1 ? `Create ${addresses.length} users` : 'Create'}</button>
    </>}>
      <label className="field"><span>E-mail, one a line</span><textarea className="textarea" rows={3} autoFocus value={text} onChange={event => setText(event.target.value)} /></label>
      <label className="field"><span>First password (8 characters or more)</span><input className="input" type="password" autoComplete="new-password" value={password} onChange={event => setPassword(event.target.value)} /></label>
      <label className="check"><input type="checkbox" checked={admin} onChange={event => setAdmin(event.target.checked)} />As administrators of this server</label>
      <p className="muted">Usernames come from the addresses. Without a password, someone has to set one before they can sign in.</p>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}

export function SetPassword({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const [password, setPassword] = useState('')
  const save = useMutation({ mutationFn: () => run(UpdateUser, { id: user.id, password }), onSuccess: () => { toast(`${user.username} has a new password`); onClose() } })
  return (
    <Dialog title={`A password for ${user.username}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={password.length < 8 || save.isPending} onClick={() => save.mutate()}>Set</button>
    </>}>
      <form onSubmit={event => { event.preventDefault(); if (password.length >= 8) save.mutate() }}>
        <label className="field"><span>New password (8 characters or more)</span><input className="input" type="password" autoComplete="new-password" autoFocus value={password} onChange={event => setPassword(event.target.value)} /></label>
      </form>
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
