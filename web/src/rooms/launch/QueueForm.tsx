import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isObject } from '../../api/json.ts'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { SaveRegistry } from '../registry/queries.ts'
import { LAUNCH_PROJECT, SaveQueue, type QueueDetail } from './queries.ts'
import { MACHINES } from './words.ts'

interface QueueFormProps { owners: string[]; home?: string; queue: QueueDetail | null; onClose: () => void }

function jsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Clients keep the configuration of a machine below its name. */
const inner = (queue: QueueDetail | null): unknown => {
  const config = queue?.defaultResourceConfig
  if (!config || !isObject(config.config)) return {}
  const wrapped = config.config.resource_args
  return isObject(wrapped) ? wrapped[config.resource] ?? {} : config.config
}

const templateText = (queue: QueueDetail | null) => {
  const variables = queue?.defaultResourceConfig?.templateVariables ?? []
  return variables.length === 0 ? '' : JSON.stringify(Object.fromEntries(variables.map(each => [each.name, { schema: JSON.parse(each.schema) as unknown }])), null, 2)
}

/** Makes a queue or changes what it gives its runs. */
export function QueueForm({ owners, home = LAUNCH_PROJECT, queue, onClose }: QueueFormProps) {
  const client = useQueryClient()
  const [owner, setOwner] = useState(owners[0]!)
  const [name, setName] = useState(queue?.name ?? '')
  const [machine, setMachine] = useState(queue?.defaultResourceConfig?.resource ?? 'local-process')
  const [config, setConfig] = useState(() => JSON.stringify(inner(queue), null, 2))
  const [template, setTemplate] = useState(() => templateText(queue))
  const [priorities, setPriorities] = useState(queue?.prioritizationMode === 'V0')
  const missing = name.trim() === '' ? 'Give it a name' : !jsonObject(config) ? 'The configuration is no JSON object' : template.trim() !== '' && !jsonObject(template) ? 'The variables are no JSON object' : null
  const save = useMutation({
    mutationFn: async () => {
      if (!queue) await run(SaveRegistry, { input: { entityName: owner, name: home } })
      return run(SaveQueue, { input: { entityName: owner, projectName: home, queueName: name.trim(), resourceType: machine, resourceConfig: JSON.stringify({ resource_args: { [machine]: JSON.parse(config) as unknown } }), templateVariables: template.trim() || '{}', prioritizationMode: priorities ? 'V0' : 'DISABLED' } })
    },
    onSuccess: async answer => {
      const warnings = answer.upsertRunQueue.configSchemaValidationErrors ?? []
      if (warnings.length > 0) toast(`Saved, but: ${warnings.join('; ')}`, { bad: true })
      else toast(queue ? 'Queue changed' : 'Queue made')
      await client.invalidateQueries({ predicate: each => ['queue', 'queues'].includes(String(each.queryKey[0])) })
      onClose()
      if (!queue) navigate(href.queue(owner, home, name.trim()))
    },
  })
  return (
    <Dialog title={queue ? `Edit ${queue.name}` : 'New queue'} wide onClose={onClose} footer={<>
      {missing && <span className="muted grow">{missing}</span>}
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={missing !== null || save.isPending} onClick={() => save.mutate()}>{queue ? 'Save' : 'Create'}</button>
    </>}>
      <div className="form-grid">
        {!queue && <label className="field"><span>Of</span><select className="select" value={owner} onChange={event => setOwner(event.target.value)}>{owners.map(each => <option key={each}>{each}</option>)}</select></label>}
        {!queue && <label className="field"><span>Name</span><input className="input" autoFocus value={name} placeholder="gpu-cluster" onChange={event => setName(event.target.value)} /></label>}
        <label className="field"><span>Runs are started by</span><select className="select" value={machine} onChange={event => setMachine(event.target.value)}>{MACHINES.map(([each, label]) => <option key={each} value={each}>{label}</option>)}</select></label>
      </div>
      <label className="field"><span>What the machine gets unless a run says otherwise (JSON)</span><textarea className="textarea mono" rows={6} spellCheck={false} value={config} onChange={event => setConfig(event.target.value)} /></label>
      <label className="field"><span>Variables that whoever queues a run may choose, {'{{name}}'} above (JSON)</span><textarea className="textarea mono" rows={4} spellCheck={false} value={template} placeholder={'{"gpus": {"schema": {"type": "integer", "minimum": 1, "maximum": 4}}}'} onChange={event => setTemplate(event.target.value)} /></label>
      <label className="check"><input type="checkbox" checked={priorities} onChange={event => setPriorities(event.target.checked)} />Urgent items first</label>
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
