import { useMutation } from '@tanstack/react-query'
import { UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { InviteEditors, RemoveEditors, type Report } from './queries.ts'

interface Place { entityName: string; projectName: string }

/** People who edit this one report and need not be of its team. */
export function ShareEditors({ report, shown, onDone }: { report: Report; shown: Place[]; onDone: () => Promise<unknown> }) {
  const [name, setName] = useState('')
  const invite = useMutation({
    mutationFn: () => run(InviteEditors, { id: report.id, usernames: [name.trim()], projects: shown }),
    onSuccess: () => { toast(`${name.trim()} may edit this report now`); setName(''); return onDone() },
    onError: toastFailure,
  })
  const remove = useMutation({ mutationFn: (username: string) => run(RemoveEditors, { id: report.id, usernames: [username] }), onSuccess: (_, username) => { toast(`${username} edits this report no longer`); return onDone() }, onError: toastFailure })
  return (
    <section aria-label="Invited editors">
      <h3>Invited editors</h3>
      <p>They edit this report at its address, also from outside the team, and see the runs in it as whoever has a link does. Nothing else of the team is open to them.</p>
      {report.editors.map(({ username, name: full }) => (
        <div key={username} className="row">
          <span className="grow">{full && full !== username ? `${full} (${username})` : username}</span>
          <button type="button" className="icon-button" aria-label={`Remove ${username}`} title="Remove" disabled={remove.isPending} onClick={() => remove.mutate(username)}><X size={14} /></button>
        </div>
      ))}
      <form className="row" onSubmit={event => { event.preventDefault(); invite.mutate() }}>
        <input className="input grow" aria-label="Username to invite" placeholder="Username" autoComplete="off" value={name} onChange={event => setName(event.target.value)} />
        <button type="submit" className="button" disabled={invite.isPending || name.trim() === ''}><UserPlus size={13} />Invite</button>
      </form>
    </section>
  )
}
