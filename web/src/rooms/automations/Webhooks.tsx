import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { integrationName } from './actions.ts'
import { CreateWebhook, DeleteIntegration, type Integration, receiversKey, type TeamSecret, TestIntegration } from './queries.ts'

/** What sends once now and says what came of it, and what takes a receiver away. */
export function useReceiver(entity: string) {
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: (id: string) => run(TestIntegration, { id }),
    onSuccess: ({ testIntegration: { success, message, responseStatus } }) => toast(success ? `It answered ${responseStatus ?? 'well'}` : message, { bad: !success }),
    onError: toastFailure,
  })
  const remove = useMutation({ mutationFn: (id: string) => run(DeleteIntegration, { id }), onSuccess: () => client.invalidateQueries({ queryKey: receiversKey(entity) }), onError: toastFailure })
  return { test, remove }
}

export function Webhooks({ entity, webhooks, secrets, manageable }: { entity: string; webhooks: Integration[]; secrets: TeamSecret[]; manageable: boolean }) {
  const [making, setMaking] = useState(false)
  return (
    <section className="card scroll-x" id="webhooks">
      <header><h2 className="grow">Webhooks</h2>{manageable && <button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New webhook</button>}</header>
      {webhooks.length === 0 ? <p className="muted card-body">None yet. Automations call them when something happens.</p> : (
        <table className="list-table">
          <thead><tr><th>Name</th><th>Address</th><th>Token</th><th>Signed with</th><th /></tr></thead>
          <tbody>{webhooks.map(each => <tr key={each.id}><td>{each.name}</td><td className="mono">{each.urlEndpoint}</td><td>{each.accessTokenRef ?? <span className="muted">–</span>}</td><td>{each.secretRef ?? <span className="muted">–</span>}</td><td>{manageable && <ReceiverTools entity={entity} receiver={each} />}</td></tr>)}</tbody>
        </table>
      )}
      {making && <NewWebhook entity={entity} secrets={secrets} onClose={() => setMaking(false)} />}
    </section>
  )
}

export function ReceiverTools({ entity, receiver }: { entity: string; receiver: Integration }) {
  const { test, remove } = useReceiver(entity)
  const [asking, setAsking] = useState(false)
  const name = integrationName(receiver)
  return (
    <span className="row end">
      <button type="button" className="button small" disabled={test.isPending} onClick={() => test.mutate(receiver.id)} aria-label={`Test ${name}`}><Send size={12} />{test.isPending ? 'Sending' : 'Test'}</button>
      <button type="button" className="icon-button" aria-label={`Delete ${name}`} title="Delete" onClick={() => setAsking(true)}><Trash2 size={14} /></button>
      {asking && <Confirm title={`Delete ${name}?`} action="Delete" busy={remove.isPending} onClose={() => setAsking(false)} onConfirm={() => remove.mutate(receiver.id, { onSuccess: () => setAsking(false) })}><p>Automations that use it fail from then on.</p></Confirm>}
    </span>
  )
}

function NewWebhook({ entity, secrets, onClose }: { entity: string; secrets: TeamSecret[]; onClose: () => void }) {
  const client = useQueryClient()
  const [form, setForm] = useState({ name: '', urlEndpoint: 'https://', accessTokenRef: '', secretRef: '' })
  const make = useMutation({
    mutationFn: () => run(CreateWebhook, { input: { entityName: entity, name: form.name.trim(), urlEndpoint: form.urlEndpoint.trim(), accessTokenRef: form.accessTokenRef || null, secretRef: form.secretRef || null } }),
    onSuccess: () => { toast('Webhook made'); onClose(); return client.invalidateQueries({ queryKey: receiversKey(entity) }) },
  })
  const choice = (name: 'accessTokenRef' | 'secretRef', label: string) => (
    <label className="field"><span>{label}</span><select className="select" value={form[name]} onChange={event => setForm({ ...form, [name]: event.target.value })}><option value="">none</option>{secrets.map(each => <option key={each.name}>{each.name}</option>)}</select></label>
  )
  return (
    <Dialog title="New webhook" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={form.name.trim() === '' || !/^https?:\/\/./.test(form.urlEndpoint.trim()) || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      <label className="field"><span>Name</span><input className="input" autoFocus maxLength={64} value={form.name} onChange={event => setForm({ ...form, name: event.target.value })} /></label>
      <label className="field"><span>Address</span><input className="input mono" value={form.urlEndpoint} onChange={event => setForm({ ...form, urlEndpoint: event.target.value })} /></label>
      {choice('accessTokenRef', 'Secret sent as Authorization: Bearer')}
      {choice('secretRef', 'Secret that signs the body')}
      <p className="muted">Addresses inside the server’s own network are refused unless its operator opened them.</p>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
