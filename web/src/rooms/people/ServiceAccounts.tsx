import { useMutation, useQuery } from '@tanstack/react-query'
import { Bot, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { CopyButton, EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { isService, membersQuery, useMemberChanges } from './Members.tsx'
import { CreateServiceAccount, type TeamMember } from './queries.ts'

/** Accounts of programs: their key is shown for a short while after they are made. */
export function ServiceAccounts({ entity }: { entity: string }) {
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<TeamMember | null>(null)
  const query = useQuery(membersQuery(entity))
  const { remove, refresh } = useMemberChanges(entity, () => setLeaving(null))
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const accounts = (query.data.entity?.members ?? []).filter(isService)
  const admin = query.data.entity?.manageable === true
  return (
    <section className="card scroll-x">
      <header><h2 className="grow">Service accounts</h2>{admin && <button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New account</button>}</header>
      {accounts.length === 0 ? <EmptyState icon={<Bot size={28} strokeWidth={1.4} />} title="No service accounts"><p>For CI and nightly jobs: a key that belongs to the team and not to a person. With <code>WANDB_USERNAME</code> set, runs are that member’s.</p></EmptyState> : (
        <table className="list-table">
          <thead><tr><th>Name</th><th>Username</th><th>Key</th><th /></tr></thead>
          <tbody>
            {accounts.map(each => (
              <tr key={each.id ?? each.name}>
                <td>{each.name}</td><td className="mono">{each.username}</td>
                <td>{each.apiKey ? <span className="row key-text"><code className="grow">{each.apiKey}</code><CopyButton text={each.apiKey} label="Copy the key" /></span> : <span className="muted">shown once, when it was made</span>}</td>
                <td className="right">{admin && each.id && <button type="button" className="icon-button" aria-label={`Remove ${each.name}`} onClick={() => setLeaving(each)}><X size={14} /></button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && <NewAccount entity={entity} onClose={() => setMaking(false)} onDone={refresh} />}
      {leaving && <Confirm title={`Remove ${leaving.name}?`} action="Remove" busy={remove.isPending} onClose={() => setLeaving(null)} onConfirm={() => remove.mutate(leaving.id!)}><p>Programs that use its key lose their access to {entity}. The runs they logged stay.</p></Confirm>}
    </section>
  )
}

function NewAccount({ entity, onClose, onDone }: { entity: string; onClose: () => void; onDone: () => Promise<void> }) {
  const [description, setDescription] = useState('')
  const make = useMutation({ mutationFn: () => run(CreateServiceAccount, { entity, description: description.trim() }), onSuccess: () => { onClose(); return onDone() } })
  return (
    <Dialog title="New service account" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={description.trim() === '' || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      <form onSubmit={event => { event.preventDefault(); if (description.trim()) make.mutate() }}>
        <label className="field"><span>What it is for</span><input className="input" autoFocus value={description} placeholder="nightly" onChange={event => setDescription(event.target.value)} /></label>
      </form>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
