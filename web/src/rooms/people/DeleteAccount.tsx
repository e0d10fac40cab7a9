import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { LegacyFields, NO_LEGACY } from './LegacyFields.tsx'
import { DeleteAccount as Deletion, type Viewer } from './queries.ts'

/** One's own account goes, confirmed by its name. */
export function DeleteAccount({ user }: { user: Viewer }) {
  const [asking, setAsking] = useState(false)
  const [name, setName] = useState('')
  const [legacy, setLegacy] = useState(NO_LEGACY)
  const close = () => { setAsking(false); setName(''); setLegacy(NO_LEGACY) }
  // a full load drops everything of the account from memory
  const go = useMutation({ mutationFn: () => run(Deletion, { username: name, ...legacy }), onSuccess: () => location.assign('/login'), onError: toastFailure })
  return (
    <section className="card">
      <header><h2>Account</h2></header>
      <div className="card-body row wrap"><span className="grow">Your keys, sessions and memberships end for good. What you logged in teams stays.</span><button type="button" className="button danger" onClick={() => setAsking(true)}>Delete my account</button></div>
      {asking && (
        <Confirm title="Delete your account?" action="Delete my account" busy={go.isPending} disabled={name !== user.username} onClose={close} onConfirm={() => go.mutate()}>
          <p>This cannot be taken back: programs that use your keys stop at once.</p>
          <LegacyFields who="you" legacy={legacy} stays="go, too" onChange={setLegacy} />
          <label className="field"><span>Your username, {user.username}, to confirm</span><input className="input" autoComplete="off" value={name} onChange={event => setName(event.target.value)} /></label>
        </Confirm>
      )}
    </section>
  )
}
