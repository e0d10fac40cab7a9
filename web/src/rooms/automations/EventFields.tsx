import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { FieldsQuery } from '../runs/queries.ts'
import { COMPARISONS, isRunEvent, narrowedBy, patternText, STATES, type EventDraft } from './events.ts'

interface EventFieldsProps { value: EventDraft; entity: string; project: string; onChange: (value: EventDraft) => void }

export function EventFields({ value, entity, project, onChange }: EventFieldsProps) {
  const set = (changes: Partial<EventDraft>) => onChange({ ...value, ...changes })
  const narrowed = narrowedBy(value.event)
  if (!isRunEvent(value.event)) {
    if (value.otherPattern !== null) return <p className="note warn">Only where the {narrowed} is <code>{patternText(value.otherPattern, value.event)}</code>. <button type="button" className="link-button" onClick={() => set({ otherPattern: null })}>Any {narrowed} instead</button></p>
    return narrowed && <label className="field"><span>Whose {narrowed} matches (regular expression, empty for any)</span><input className="input mono" value={value.pattern} placeholder={narrowed === 'alias' ? '^production$' : '^approved'} onChange={event => set({ pattern: event.target.value })} /></label>
  }
  return (
    <>
      {value.event === 'RUN_STATE' ? <States value={value} set={set} /> : <Metric value={value} entity={entity} project={project} set={set} />}
      {value.otherRuns === null
        ? <label className="field"><span>Only runs whose name contains (empty for all)</span><input className="input" value={value.runName} onChange={event => set({ runName: event.target.value })} /></label>
        : <p className="note warn">Only runs that match <code>{value.otherRuns}</code>. <button type="button" className="link-button" onClick={() => set({ otherRuns: null })}>All runs instead</button></p>}
    </>
  )
}

interface Part { value: EventDraft; set: (changes: Partial<EventDraft>) => void }

function States({ value, set }: Part) {
  return (
    <div className="row wrap" role="group" aria-label="States">
      {STATES.map(state => (
        <label key={state} className="check"><input type="checkbox" checked={value.states.includes(state)} onChange={event => set({ states: event.target.checked ? [...value.states, state] : value.states.filter(each => each !== state) })} />{state.toLowerCase()}</label>
      ))}
    </div>
  )
}

function Metric({ value, set, entity, project }: Part & { entity: string; project: string }) {
  const list = useId()
  const fields = useQuery({ queryKey: ['fields', entity, project, 'metrics'], queryFn: ({ signal }) => run(FieldsQuery, { entity, project, pattern: null, first: 500 }, signal) })
  const metrics = nodes(fields.data?.project?.fields).filter(field => field.path.startsWith('summary_metrics.')).map(field => field.path.slice('summary_metrics.'.length))
  const several = value.event === 'RUN_METRIC_ZSCORE' || value.aggregate !== ''
  return (
    <div className="form-grid">
      <label className="field"><span>Metric</span><input className="input" list={list} value={value.metric} onChange={event => set({ metric: event.target.value })} /></label>
      <datalist id={list}>{metrics.map(each => <option key={each} value={each} />)}</datalist>
      {value.event !== 'RUN_METRIC_ZSCORE' && (
        <label className="field"><span>Its</span>
          <select className="select" value={value.aggregate} onChange={event => set({ aggregate: event.target.value as EventDraft['aggregate'] })}><option value="">newest value</option><option value="AVERAGE">mean</option><option value="MIN">smallest value</option><option value="MAX">largest value</option></select>
        </label>
      )}
      {several && <label className="field"><span>Of the last values</span><input className="input" type="number" min={1} max={10000} value={value.window} onChange={event => set({ window: Math.max(1, Number(event.target.value) || 1) })} /></label>}
      {value.event === 'RUN_METRIC_CHANGE' && several && <label className="field"><span>Against the values before them</span><input className="input" type="number" min={1} max={10000} value={value.prior} onChange={event => set({ prior: Math.max(1, Number(event.target.value) || 1) })} /></label>}
      {value.event === 'RUN_METRIC' ? (
        <label className="field"><span>Is</span><select className="select" value={value.comparison} onChange={event => set({ comparison: event.target.value })}>{COMPARISONS.map(([sign, label]) => <option key={sign} value={sign}>{label}</option>)}</select></label>
      ) : (
        <label className="field"><span>Direction</span><select className="select" value={value.direction} onChange={event => set({ direction: event.target.value as EventDraft['direction'] })}><option value="ANY">up or down</option><option value="INCREASE">up</option><option value="DECREASE">down</option></select></label>
      )}
      {value.event === 'RUN_METRIC_CHANGE' && <label className="field"><span>Measured</span><select className="select" value={value.relative ? 'r' : 'a'} onChange={event => set({ relative: event.target.value === 'r' })}><option value="r">as a share (0.1 is 10 %)</option><option value="a">in its own unit</option></select></label>}
      <label className="field"><span>{value.event === 'RUN_METRIC' ? 'Threshold' : value.event === 'RUN_METRIC_CHANGE' ? 'By' : 'Standard deviations'}</span><input className="input" inputMode="decimal" value={value.threshold} onChange={event => set({ threshold: event.target.value })} /></label>
    </div>
  )
}
