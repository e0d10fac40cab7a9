import { useMutation, useQueryClient } from '@tanstack/react-query'
import { History, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { plural } from '../../design/format.ts'
import { Ago } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { Toggle } from '../../design/Toggle.tsx'
import { isRegistry } from '../registry/names.ts'
import { actionText } from './actions.ts'
import { AutomationForm } from './AutomationForm.tsx'
import { eventText } from './events.ts'
import { Firings } from './Firings.tsx'
import { DeleteTrigger, UpdateTrigger, type Trigger } from './queries.ts'

interface Place { entity: string; project: string }

export function AutomationTable({ entity, project, triggers, writable }: Place & { triggers: Trigger[]; writable: boolean }) {
  const client = useQueryClient()
  const [layer, setLayer] = useState<{ kind: 'edit' | 'history' | 'delete'; trigger: Trigger } | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['automations', entity, project] })
  const change = useMutation({ mutationFn: (input: { id: string; enabled: boolean }) => run(UpdateTrigger, { input }), onSuccess: refresh, onError: toastFailure })
  const remove = useMutation({ mutationFn: (id: string) => run(DeleteTrigger, { id }), onSuccess: () => { setLayer(null); toast('Automation deleted'); return refresh() }, onError: toastFailure })
  const close = () => setLayer(null)
  return (
    <section className="card scroll-x">
      <header><h2>{plural(triggers.length, 'automation')}</h2></header>
      <table className="list-table">
        <thead><tr><th>On</th><th>Name</th><th>When</th><th className="minor">Where</th><th>Then</th><th className="right minor">Last fired</th><th /></tr></thead>
        <tbody>
          {triggers.map(trigger => (
            <tr key={trigger.id}>
              <td><Toggle name={`${trigger.name} is on`} checked={trigger.enabled} disabled={!writable} onChange={enabled => change.mutateAsync({ id: trigger.id, enabled })} /></td>
              <td><b>{trigger.name}</b>{trigger.description && <div className="muted">{trigger.description}</div>}</td>
              <td>{eventText(trigger.triggeringCondition)}</td>
              <td className="minor"><Scope trigger={trigger} entity={entity} project={project} /></td>
              <td>{actionText(trigger.triggeredAction)}</td>
              <td className="right minor">{trigger.lastExecutedAt ? <Ago at={trigger.lastExecutedAt} /> : <span className="muted">never</span>}</td>
              <td><span className="row end">
                <button type="button" className="icon-button" aria-label={`History of ${trigger.name}`} title="History" onClick={() => setLayer({ kind: 'history', trigger })}><History size={14} /></button>
                {writable && <button type="button" className="icon-button" aria-label={`Edit ${trigger.name}`} title="Edit" onClick={() => setLayer({ kind: 'edit', trigger })}><Pencil size={14} /></button>}
                {writable && <button type="button" className="icon-button" aria-label={`Delete ${trigger.name}`} title="Delete" onClick={() => setLayer({ kind: 'delete', trigger })}><Trash2 size={14} /></button>}
              </span></td>
            </tr>
          ))}
        </tbody>
      </table>
      {layer?.kind === 'history' && <Firings entity={entity} project={project} trigger={layer.trigger} onClose={close} />}
      {layer?.kind === 'edit' && <AutomationForm entity={entity} project={project} projectId={null} trigger={layer.trigger} onClose={close} />}
      {layer?.kind === 'delete' && (
        <Confirm title={`Delete ${layer.trigger.name}?`} action="Delete" busy={remove.isPending} onClose={close} onConfirm={() => remove.mutate(layer.trigger.id)}>
          <p>It fires no more, and its history goes with it.</p>
        </Confirm>
      )}
    </section>
  )
}

function Scope({ trigger, entity, project }: Place & { trigger: Trigger }) {
  const { scope } = trigger
  if (scope.__typename === 'Project') return <span className="muted">{isRegistry(project) ? 'this registry' : 'this project'}</span>
  if (scope.__typename === 'Entity') return <Link to={href.entity(scope.name)}>all of {scope.name}</Link>
  return <Link to={href.artifacts(entity, project, scope.defaultArtifactType.name, scope.name)}>{scope.name}</Link>
}
