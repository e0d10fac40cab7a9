import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeySquare, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Ago } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { DeleteSecret, PutSecret, receiversKey, type TeamSecret } from './queries.ts'

/** Written and replaced, never shown. */
export function Secrets({ entity, secrets, manageable }: { entity: string; secrets: TeamSecret[]; manageable: boolean }) {
  const client = useQueryClient()
  const [writing, setWriting] = useState<string | null>(null)
  const [doomed, setDoomed] = useState<string | null>(null)
  const remove = useMutation({ mutationFn: (name: string) => run(DeleteSecret, { entity, name }), onSuccess: () => { setDoomed(null); return client.invalidateQueries({ queryKey: receiversKey(entity) }) }, onError: toastFailure })
  return (
    <section className="card scroll-x" id="secrets">
      <header><h2 className="grow">Secrets</h2>{manageable && <button type="button" className="button small" onClick={() => setWriting('')}><Plus size={13} />New secret</button>}</header>
      {secrets.length === 0 ? <p className="muted card-body">None yet. Webhooks use them as tokens and to sign what they send. Nobody can read them back.</p> : (
        <table className="list-table">
          <thead><tr><th>Name</th><th>Made by</th><th className="right">Changed</th><th /></tr></thead>
          <tbody>
            {secrets.map(each => (
              <tr key={each.name}>
                <td className="mono">{each.name}</td><td>{each.createdBy?.username}</td><td className="right"><Ago at={each.updatedAt ?? each.createdAt} /></td>
                <td>{manageable && <span className="row end">
                  <button type="button" className="icon-button" aria-label={`Replace ${each.name}`} title="Replace its value" onClick={() => setWriting(each.name)}><KeySquare size={14} /></button>
                  <button type="button" className="icon-button" aria-label={`Delete ${each.name}`} title="Delete" onClick={() => setDoomed(each.name)}><Trash2 size={14} /></button>
                </span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {writing !== null && <WriteSecret entity={entity} name={writing} onClose={() => setWriting(null)} />}
      {doomed !== null && <Confirm title={`Delete ${doomed}?`} action="Delete" busy={remove.isPending} onClose={() => setDoomed(null)} onConfirm={() => remove.mutate(doomed)}><p>Webhooks that use it fail from then on.</p></Confirm>}
    </section>
  )
}

function WriteSecret({ entity, name: known, onClose }: { entity: string; name: string; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(known)
  const [value, setValue] = useState('')
  const write = useMutation({ mutationFn: () => run(PutSecret, { entity, name: name.trim(), value }), onSuccess: () => { toast('Secret written'); onClose(); return client.invalidateQueries({ queryKey: receiversKey(entity) }) } })
  return (
    <Dialog title={known ? `Replace ${known}` : 'New secret'} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={name.trim() === '' || value === '' || write.isPending} onClick={() => write.mutate()}>{known ? 'Replace' : 'Create'}</button>
    </>}>
      {!known && <label className="field"><span>Name</span><input className="input mono" autoFocus value={name} placeholder="CI_TOKEN" onChange={event => setName(event.target.value)} /></label>}
      <label className="field"><span>Value</span><input className="input mono" type="password" autoComplete="off" autoFocus={known !== ''} value={value} onChange={event => setValue(event.target.value)} /></label>
      {write.isError && <p className="note bad" role="alert">{write.error.message}</p>}
    </Dialog>
  )
}
