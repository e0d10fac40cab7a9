import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { isRegistry } from '../registry/names.ts'
import { ACTIONS, integrationName, type ActionDraft, type ActionKind } from './actions.ts'
import { isRunEvent } from './events.ts'
import { nodes, type Edges } from '../../api/graphql.ts'
import type { Integration } from './queries.ts'

export interface Parts { entity: { integrations: { edges: { node: Integration | null }[] } } | null; project: { runQueues: { id: string; name: string }[] } | null; launch: { runQueues: { id: string; name: string }[] } | null; viewer: { teams: Edges<{ name: string; integrations: Edges<Integration | null> }> | null } | null }

interface ActionFieldsProps { entity: string; project: string; event: string; value: ActionDraft; parts: Parts | undefined; onChange: (value: ActionDraft) => void }

const COMMON = ['event_type', 'event_author', 'project_name', 'entity_name']
const OF_RUNS = ['run_id', 'run_name', 'run_state', 'metric_name', 'metric_value', 'metric_step']
const OF_ARTIFACTS = ['alias', 'tag', 'artifact_collection_name', 'artifact_version', 'artifact_version_string']

export function ActionFields({ entity, project, event, value, parts, onChange }: ActionFieldsProps) {
  const set = (changes: Partial<ActionDraft>) => onChange({ ...value, ...changes })
  const variables = [...COMMON, ...(isRunEvent(event) ? OF_RUNS : OF_ARTIFACTS)].map(name => `\${${name}}`).join('  ')
  const kind = value.kind === 'NOTIFICATION' ? 'SlackIntegration' : 'GenericWebhookIntegration'
  // a registry belongs to the organization, which has no receivers of its own: those of the viewer's teams will do
  const registry = isRegistry(project)
  const receivers = (registry ? nodes(parts?.viewer?.teams).flatMap(team => nodes(team.integrations).map(each => ({ ...each, team: team.name }))) : nodes(parts?.entity?.integrations).map(each => ({ ...each, team: null }))).filter(each => each.__typename === kind)
  const queues = [...(parts?.launch?.runQueues ?? []), ...(parts?.project?.runQueues ?? [])].filter((each, at, all) => all.findIndex(other => other.id === each.id) === at)
  const receiver = (what: string) => (
    <>
      <label className="field"><span>{what}</span>
        <select className="select" value={value.integration} onChange={each => set({ integration: each.target.value })}>
          <option value="">Choose</option>{receivers.map(each => <option key={each.id} value={each.id}>{integrationName(each)}{each.team !== null && ` (${each.team})`}</option>)}
        </select>
      </label>
      {parts && receivers.length === 0 && <p className="note warn">{registry ? <>Your teams have none yet: their admins make them in the settings of a team.</> : <>{entity} has none yet: its admins make them in <Link to={href.entity(entity, 'settings')}>the settings of {entity}</Link>.</>}</p>}
    </>
  )
  return (
    <>
      <label className="field"><span>Action</span><select className="select" value={value.kind} onChange={each => onChange({ ...value, kind: each.target.value as ActionKind, integration: '' })}>{ACTIONS.map(([each, label]) => <option key={each} value={each}>{label}</option>)}</select></label>
      {value.kind === 'GENERIC_WEBHOOK' && <>{receiver('Webhook')}<label className="field"><span>Payload (JSON; empty sends all variables)</span><textarea className="textarea mono" rows={4} spellCheck={false} value={value.payload} placeholder={'{"text": "${event_type} in ${project_name}"}'} onChange={each => set({ payload: each.target.value })} /></label></>}
      {value.kind === 'NOTIFICATION' && <>{receiver('Channel')}
        <div className="form-grid">
          <label className="field"><span>Title</span><input className="input" value={value.title} onChange={each => set({ title: each.target.value })} /></label>
          <label className="field"><span>Weight</span><select className="select" value={value.severity} onChange={each => set({ severity: each.target.value })}><option value="INFO">Information</option><option value="WARN">Warning</option><option value="ERROR">Error</option></select></label>
        </div>
        <label className="field"><span>Message</span><textarea className="textarea" rows={2} value={value.message} onChange={each => set({ message: each.target.value })} /></label></>}
      {value.kind === 'QUEUE_JOB' && <>
        <label className="field"><span>Queue</span><select className="select" value={value.queue} onChange={each => set({ queue: each.target.value })}><option value="">Choose</option>{queues.map(each => <option key={each.id} value={each.id}>{each.name}</option>)}</select></label>
        <label className="field"><span>Job (JSON)</span><textarea className="textarea mono" rows={5} spellCheck={false} value={value.template} placeholder={`{"job": "${entity}/jobs/evaluate:latest", "overrides": {"run_config": {}}}`} onChange={each => set({ template: each.target.value })} /></label></>}
      {value.kind !== 'NO_OP' && <p className="muted variables">Texts may hold <code>{variables}</code></p>}
    </>
  )
}
