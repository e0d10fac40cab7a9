import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { isRegistry } from '../registry/names.ts'
import { ActionFields } from './ActionFields.tsx'
import { actionConfig, complaint, newAction, readAction } from './actions.ts'
import { EventFields } from './EventFields.tsx'
import { EVENTS, filterOf, isRunEvent, newEvent, readEvent } from './events.ts'
import { CreateTrigger, PartsQuery, UpdateTrigger, type Trigger } from './queries.ts'
import './automations.css'

interface AutomationFormProps { entity: string; project: string; projectId: string | null; trigger: Trigger | null; onClose: () => void }

/** Event, action and name, one below the other; what is not possible together is not offered. */
export function AutomationForm({ entity, project, projectId, trigger, onClose }: AutomationFormProps) {
  const client = useQueryClient()
  const parts = useQuery({ queryKey: ['automation-parts', entity, project], queryFn: ({ signal }) => run(PartsQuery, { entity, project }, signal) })
  const registry = isRegistry(project)
  const [event, setEvent] = useState(() => (trigger ? readEvent(trigger.triggeringCondition) : newEvent(registry ? 'LINK_MODEL' : 'RUN_STATE')))
  const [action, setAction] = useState(() => (trigger ? readAction(trigger.triggeredAction) : newAction()))
  const [name, setName] = useState(trigger?.name ?? '')
  const [description, setDescription] = useState(trigger?.description ?? '')
  const [scope, setScope] = useState<string>(trigger && trigger.scope.__typename !== 'Project' ? trigger.scope.id : '')
  const collections = nodes(parts.data?.project?.artifactCollections)
  const home = projectId ?? parts.data?.project?.id ?? ''
  const owner = trigger?.scope.__typename === 'Entity' ? { id: trigger.scope.id, name: trigger.scope.name } : { id: parts.data?.entity?.id ?? '', name: entity }
  const everywhere = scope !== '' && scope === owner.id && event.event !== 'CREATE_ARTIFACT'
  const onCollection = !isRunEvent(event.event) && scope !== '' && scope !== owner.id
  const filter = filterOf(event)
  const missing = filter === null ? 'Say what is watched' : event.event === 'CREATE_ARTIFACT' && !onCollection ? 'Choose the collection' : complaint(action) ?? (name.trim() === '' ? 'Give it a name' : null)
  const save = useMutation({
    mutationFn: async () => {
      const whole = everywhere ? { scopeID: scope, scopeType: 'ENTITY' } : onCollection ? { scopeID: scope, scopeType: 'ARTIFACT_COLLECTION' } : { scopeID: home, scopeType: 'PROJECT' }
      const wish = { name: name.trim(), description: description.trim(), eventFilter: filter!, triggeringEventType: event.event, triggeredActionType: action.kind, triggeredActionConfig: actionConfig(action), ...whole }
      await (trigger ? run(UpdateTrigger, { input: { ...wish, id: trigger.id } }) : run(CreateTrigger, { input: { ...wish, enabled: true } }))
    },
    onSuccess: () => {
      toast(trigger ? 'Automation changed' : 'Automation made')
      onClose()
      return client.invalidateQueries({ queryKey: ['automations', entity, project] })
    },
  })
  return (
    <Dialog title={trigger ? `Edit ${trigger.name}` : 'New automation'} wide onClose={onClose} footer={<>
      {missing && <span className="muted grow">{missing}</span>}
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={missing !== null || home === '' || save.isPending} onClick={() => save.mutate()}>{trigger ? 'Save' : 'Create'}</button>
    </>}>
      <fieldset className="step"><legend>When</legend>
        <label className="field"><span>Event</span>
          <select className="select" value={event.event} onChange={each => setEvent({ ...newEvent(each.target.value), metric: event.metric, runName: event.runName, otherRuns: event.otherRuns })}>
            {!registry && <optgroup label="Runs">{EVENTS.filter(([each]) => isRunEvent(each)).map(([each, label]) => <option key={each} value={each}>{label}</option>)}</optgroup>}
            <optgroup label="Artifacts">{EVENTS.filter(([each]) => !isRunEvent(each)).map(([each, label]) => <option key={each} value={each}>{label}</option>)}</optgroup>
          </select>
        </label>
        <label className="field"><span>In</span>
          <select className="select" value={scope} onChange={each => setScope(each.target.value)}>
            <option value="">{event.event === 'CREATE_ARTIFACT' ? 'Choose a collection' : isRunEvent(event.event) ? 'This project' : `All collections of the ${registry ? 'registry' : 'project'}`}</option>
            {owner.id !== '' && event.event !== 'CREATE_ARTIFACT' && <option value={owner.id}>{registry ? 'All registries of the organization' : `All projects of ${owner.name}`}</option>}
            {!isRunEvent(event.event) && collections.map(each => <option key={each.id} value={each.id}>{each.name} ({each.defaultArtifactType.name})</option>)}
          </select>
        </label>
        <EventFields value={event} entity={entity} project={project} onChange={setEvent} />
      </fieldset>
      <fieldset className="step"><legend>Then</legend><ActionFields entity={entity} project={project} event={event.event} value={action} parts={parts.data} onChange={setAction} /></fieldset>
      <fieldset className="step"><legend>Name</legend>
        <label className="field"><span>Name</span><input className="input" value={name} maxLength={255} onChange={each => setName(each.target.value)} /></label>
        <label className="field"><span>What it is for</span><input className="input" value={description} onChange={each => setDescription(each.target.value)} /></label>
      </fieldset>
      {parts.isError && <p className="note bad" role="alert">{parts.error.message}</p>}
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
