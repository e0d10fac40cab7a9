import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { CreateChannel, type Integration, receiversKey } from './queries.ts'
import { ReceiverTools } from './Webhooks.tsx'

/** Slack, Mattermost and others that read the same incoming webhooks. */
export function Channels({ entity, channels, manageable }: { entity: string; channels: Integration[]; manageable: boolean }) {
  const [making, setMaking] = useState(false)
  return (
    <section className="card scroll-x" id="channels">
      <header><h2 className="grow">Chat channels</h2>{manageable && <button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New channel</button>}</header>
      {channels.length === 0 ? <p className="muted card-body">None yet. Slack, Mattermost and whatever else takes Slack’s incoming webhooks.</p> : (
        <table className="list-table">
          <thead><tr><th>Chat</th><th>Channel</th><th /></tr></thead>
          <tbody>{channels.map(each => <tr key={each.id}><td>{each.teamName}</td><td>{each.channelName}</td><td>{manageable && <ReceiverTools entity={entity} receiver={each} />}</td></tr>)}</tbody>
        </table>
      )}
      {making && <NewChannel entity={entity} onClose={() => setMaking(false)} />}
    </section>
  )
}

function NewChannel({ entity, onClose }: { entity: string; onClose: () => void }) {
  const client = useQueryClient()
  const [form, setForm] = useState({ teamName: '', channelName: '', webhookUrl: '' })
  const make = useMutation({
    mutationFn: () => run(CreateChannel, { input: { entityName: entity, teamName: form.teamName.trim(), channelName: form.channelName.trim(), webhookUrl: form.webhookUrl.trim() } }),
    onSuccess: () => { toast('Channel made'); onClose(); return client.invalidateQueries({ queryKey: receiversKey(entity) }) },
  })
  const text = (name: keyof typeof form, label: string, placeholder: string) => <label className="field"><span>{label}</span><input className="input" autoFocus={name === 'teamName'} value={form[name]} placeholder={placeholder} onChange={event => setForm({ ...form, [name]: event.target.value })} /></label>
  return (
    <Dialog title="New chat channel" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={Object.values(form).some(each => each.trim() === '') || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      {text('teamName', 'Chat', 'Research')}
      {text('channelName', 'Channel', '#training')}
      {text('webhookUrl', 'Its incoming webhook', 'https://hooks.slack.com/services/…')}
      <p className="muted">The address is kept sealed and never shown again.</p>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
