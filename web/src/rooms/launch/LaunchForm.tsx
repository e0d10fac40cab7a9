import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import { nodes, run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { LAUNCH_PROJECT, OwnersQuery, PushItem, QueueQuery, QueuesQuery } from './queries.ts'
import { PRIORITIES } from './words.ts'

/** Puts a run of a job into a queue: which settings it gets, and what its queue lets one choose. */
export function LaunchForm({ entity, project, job, onClose }: { entity: string; project: string; job: string; onClose: () => void }) {
  const owners = useQuery({ queryKey: ['launch-owners'], queryFn: ({ signal }) => run(OwnersQuery, {}, signal) })
  const names = [...new Set([entity, owners.data?.viewer?.entity, ...nodes(owners.data?.viewer?.teams).map(each => each.name)])].filter((each): each is string => typeof each === 'string')
  const all = useQueries({ queries: names.map(owner => ({ queryKey: ['queues', owner], queryFn: ({ signal }: { signal: AbortSignal }) => run(QueuesQuery, { entity: owner, project: LAUNCH_PROJECT }, signal) })) })
  const queues = names.flatMap((owner, at) => (all[at]?.data?.project?.runQueues ?? []).map(each => ({ owner, name: each.name, ranked: each.prioritizationMode === 'V0', resource: each.defaultResourceConfig?.resource })))
  const [at, setAt] = useState(0)
  const chosen = queues[at]
  const [config, setConfig] = useState('{}')
  const [version, setVersion] = useState('latest')
  const [priority, setPriority] = useState(2)
  const [values, setValues] = useState<JsonObject>({})
  const detail = useQuery({ queryKey: ['queue-config', chosen?.owner, chosen?.name], queryFn: ({ signal }) => run(QueueQuery, { entity: chosen!.owner, project: LAUNCH_PROJECT, name: chosen!.name, after: null }, signal), enabled: chosen !== undefined })
  const variables = detail.data?.project?.runQueue?.defaultResourceConfig?.templateVariables ?? []
  const parsed = config.trim() === '' ? {} : parsedObject(config)
  const push = useMutation({
    mutationFn: () => run(PushItem, { input: {
      entityName: chosen!.owner, projectName: LAUNCH_PROJECT, queueName: chosen!.name, ...(chosen!.ranked ? { priority } : {}),
      ...(variables.length > 0 ? { templateVariableValues: JSON.stringify(values) } : {}),
      runSpec: JSON.stringify({ job: `${entity}/${project}/${job}:${version.trim() || 'latest'}`, entity, project, resource: chosen!.resource ?? 'local-process', overrides: { run_config: parsed } }),
    } }),
    onSuccess: () => { toast('Queued'); onClose(); navigate(href.queue(chosen!.owner, LAUNCH_PROJECT, chosen!.name)) },
  })
  return (
    <Dialog title={`Launch ${job}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!chosen || parsed === null || push.isPending} onClick={() => push.mutate()}>Put into the queue</button>
    </>}>
      {queues.length === 0 && !owners.isPending && all.every(each => !each.isPending) && <p className="note warn">There is no queue yet: make one under Launch.</p>}
      <label className="field"><span>Queue</span><select className="select" value={at} onChange={event => { setAt(Number(event.target.value)); setValues({}) }}>{queues.map((each, index) => <option key={index} value={index}>{each.owner} / {each.name}</option>)}</select></label>
      <label className="field"><span>Version of the job</span><input className="input" value={version} onChange={event => setVersion(event.target.value)} /></label>
      {chosen?.ranked && <label className="field"><span>Priority</span><select className="select" value={priority} onChange={event => setPriority(Number(event.target.value))}>{PRIORITIES.map(([each, label]) => <option key={each} value={each}>{label}</option>)}</select></label>}
      {variables.map(each => <Variable key={each.name} name={each.name} schema={parseObject(each.schema)} value={values[each.name]} onChange={value => setValues({ ...values, [each.name]: value })} />)}
      <label className="field"><span>Settings of the run that differ (JSON)</span><textarea className="textarea mono" rows={4} spellCheck={false} aria-invalid={parsed === null} value={config} onChange={event => setConfig(event.target.value)} /></label>
      {push.isError && <p className="note bad" role="alert">{push.error.message}</p>}
    </Dialog>
  )
}

function parsedObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function Variable({ name, schema, value, onChange }: { name: string; schema: JsonObject; value: unknown; onChange: (value: unknown) => void }) {
  const numeric = schema.type === 'integer' || schema.type === 'number'
  const read = (text: string) => (text === '' ? undefined : numeric ? Number(text) : schema.type === 'boolean' ? text === 'true' : text)
  const shown = value === undefined ? '' : String(value)
  const choices = Array.isArray(schema.enum) ? schema.enum.map(String) : schema.type === 'boolean' ? ['true', 'false'] : null
  return (
    <label className="field"><span>{name}{schema.default !== undefined && ` (otherwise ${String(schema.default)})`}</span>
      {choices
        ? <select className="select" value={shown} onChange={event => onChange(read(event.target.value))}><option value="">{schema.default === undefined ? 'Choose' : 'As it is'}</option>{choices.map(each => <option key={each}>{each}</option>)}</select>
        : <input className="input" inputMode={numeric ? 'decimal' : undefined} value={shown} placeholder={[schema.minimum !== undefined ? `from ${String(schema.minimum)}` : '', schema.maximum !== undefined ? `to ${String(schema.maximum)}` : ''].filter(Boolean).join(' ')} onChange={event => onChange(read(event.target.value))} />}
    </label>
  )
}
