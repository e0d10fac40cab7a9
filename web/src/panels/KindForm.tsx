import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { isObject, type JsonObject } from '../api/json.ts'
import { useFields, type Field } from '../rooms/runs/fields.ts'
import { useSections } from './keys.ts'
import { KINDS, tableConfig, type Question } from './kinds.ts'
import { tableOfExpression } from './extras.ts'
import { useRunScope } from './runs.ts'
import { accessorLabel } from './values.ts'

interface KindFormProps { viewType: string; value: JsonObject; onChange: (value: JsonObject) => void }

/** The questions of one kind of panel. */
export function KindForm({ viewType, value, onChange }: KindFormProps) {
  const questions = KINDS[viewType]?.questions ?? []
  const set = (name: string, next: unknown) => onChange({ ...value, [name]: next })
  const small = questions.filter(each => each.kind === 'number' || each.kind === 'choice')
  const checks = questions.filter(each => each.kind === 'check')
  return (
    <>
      {questions.filter(each => !small.includes(each) && !checks.includes(each)).map(each => <Ask key={each.name} question={each} value={value[each.name]} whole={value} set={next => (each.kind === 'table' ? onChange({ ...value, ...(next as JsonObject) }) : set(each.name, next))} />)}
      {small.length > 0 && <div className="form-grid">{small.map(each => <Ask key={each.name} question={each} value={value[each.name]} whole={value} set={next => set(each.name, next)} />)}</div>}
      {checks.length > 0 && <div className="row wrap checks">{checks.map(each => <label key={each.name} className="check"><input type="checkbox" checked={value[each.name] === true} onChange={event => set(each.name, event.target.checked)} />{each.label}</label>)}</div>}
    </>
  )
}

function Ask({ question, value, whole, set }: { question: Question; value: unknown; whole: JsonObject; set: (value: unknown) => void }) {
  const { entity, project, runs } = useRunScope()
  const { fields } = useFields(entity, project)
  const { extras } = useSections()
  const plain = useMemo(() => fields.filter(field => !field.nested && field.key.section !== 'tags'), [fields])
  const numeric = useMemo(() => plain.filter(field => field.type === 'number' || field.type === 'any'), [plain])
  switch (question.kind) {
    case 'value': return <label className="field"><span>{question.label}</span><Choose fields={plain} value={typeof value === 'string' ? value : ''} none={question.required ? 'Choose' : 'None'} onChoose={set} /></label>
    case 'metric': return <label className="field"><span>{question.label}</span><Choose fields={numeric.filter(field => field.key.section === 'summary')} value={typeof value === 'string' ? value : ''} none="Choose" onChoose={set} /></label>
    case 'group': return <label className="field"><span>{question.label}</span><Choose fields={plain.filter(field => field.key.section !== 'summary')} value={typeof value === 'string' ? spelled(value) : ''} none="No grouping" onChoose={next => set(next === null ? null : next.replace(/^config:/, '').replace(/^run:/, ''))} /></label>
    case 'values': return <div className="field"><span>{question.label}</span><Several fields={numeric} values={Array.isArray(value) ? value.map(String) : []} set={set} label={question.label} /></div>
    case 'columns': return <div className="field"><span>{question.label}</span><Columns fields={plain} columns={Array.isArray(value) ? value.filter(isObject) : []} set={set} /></div>
    case 'check': return null
    case 'number': return <label className="field"><span>{question.label}</span><input className="input small" inputMode="decimal" placeholder="auto" defaultValue={typeof value === 'number' ? value : ''} onChange={event => set(event.target.value.trim() === '' || Number.isNaN(Number(event.target.value)) ? null : Number(event.target.value))} /></label>
    case 'text': return <label className="field"><span>{question.label}</span><input className="input small" value={typeof value === 'string' ? value : ''} onChange={event => set(event.target.value || null)} /></label>
    case 'long': return <label className="field"><span>{question.label}</span><textarea className="textarea" rows={7} value={typeof value === 'string' ? value : ''} onChange={event => set(event.target.value)} /></label>
    case 'choice': return <label className="field"><span>{question.label}</span><select className="select small" value={typeof value === 'string' ? value : question.options[0]![0]} onChange={event => set(event.target.value)}>{question.options.map(([each, label]) => <option key={each} value={each}>{label}</option>)}</select></label>
    case 'table': {
      const keys = [...new Set([...extras.tables, ...runs.flatMap(run => [...run.extras].filter(([, kind]) => kind === 'table').map(([key]) => key))])].sort()
      return <label className="field"><span>{question.label}</span><select className="select small" value={tableOfExpression(whole) ?? ''} onChange={event => set(tableConfig(event.target.value))}><option value="">Choose</option>{keys.map(key => <option key={key}>{key}</option>)}</select></label>
    }
    case 'media': {
      const chosen = Array.isArray(value) ? value.map(String) : []
      const keys = extras.media.filter(key => !chosen.includes(key))
      return (
        <div className="field"><span>{question.label}</span>
          <Chips values={chosen} onRemove={key => set(chosen.filter(each => each !== key))} label={each => each} />
          <select className="select small" aria-label="Add a key" value="" onChange={event => set([...chosen, event.target.value])}><option value="">Add a key</option>{keys.map(key => <option key={key}>{key}</option>)}</select>
        </div>
      )
    }
  }
}

const spelled = (value: string) => (value.includes(':') ? value : /\.value(\.|$)/.test(value) ? `config:${value}` : `run:${value}`)

function Choose({ fields, value, none, onChoose, label }: { fields: readonly Field[]; value: string; none: string; onChoose: (value: string | null) => void; label?: string }) {
  const part = (title: string, list: readonly Field[]) => list.length > 0 && <optgroup label={title}>{list.map(field => <option key={field.id} value={field.id}>{field.label}</option>)}</optgroup>
  return (
    <select className="select small" aria-label={label} value={value} onChange={event => onChoose(event.target.value || null)}>
      <option value="">{none}</option>
      {value !== '' && !fields.some(field => field.id === value) && <option value={value}>{accessorLabel(value)}</option>}
      {part('Config', fields.filter(field => field.key.section === 'config'))}
      {part('Summary', fields.filter(field => field.key.section === 'summary'))}
      {part('Run', fields.filter(field => field.key.section === 'run'))}
    </select>
  )
}

function Chips({ values, onRemove, label }: { values: readonly string[]; onRemove: (value: string) => void; label: (value: string) => string }) {
  if (values.length === 0) return null
  return <div className="row wrap">{values.map(value => <span key={value} className="chip">{label(value)}<button type="button" className="chip-x" aria-label={`Remove ${label(value)}`} onClick={() => onRemove(value)}><X size={11} /></button></span>)}</div>
}

function Several({ fields, values, set, label }: { fields: readonly Field[]; values: string[]; set: (values: string[]) => void; label: string }) {
  return (
    <>
      <Chips values={values} label={accessorLabel} onRemove={value => set(values.filter(each => each !== value))} />
      <Choose fields={fields.filter(field => !values.includes(field.id))} value="" none="Add a value" label={`Add to ${label}`} onChoose={value => { if (value) set([...values, value]) }} />
    </>
  )
}

function Columns({ fields, columns, set }: { fields: readonly Field[]; columns: JsonObject[]; set: (columns: JsonObject[]) => void }) {
  const [open, setOpen] = useState<string | null>(null)
  const change = (at: number, changes: JsonObject) => set(columns.map((column, index) => (index === at ? { ...column, ...changes } : column)))
  const move = (at: number, by: number) => {
    const next = [...columns]
    next.splice(at + by, 0, ...next.splice(at, 1))
    set(next)
  }
  return (
    <>
      {columns.map((column, at) => {
        const accessor = String(column.accessor)
        return (
          <div key={accessor} className="column-edit">
            <div className="row">
              <button type="button" className="link-button ellipsis grow" aria-expanded={open === accessor} onClick={() => setOpen(open === accessor ? null : accessor)}>{String(column.displayName || accessorLabel(accessor))}</button>
              <label className="check"><input type="checkbox" checked={column.log === true} onChange={event => change(at, { log: event.target.checked })} />log</label>
              <label className="check"><input type="checkbox" checked={column.inverted === true} onChange={event => change(at, { inverted: event.target.checked })} />inverted</label>
              <button type="button" className="icon-button" aria-label={`${accessorLabel(accessor)} further left`} disabled={at === 0} onClick={() => move(at, -1)}><ArrowUp size={13} /></button>
              <button type="button" className="icon-button" aria-label={`${accessorLabel(accessor)} further right`} disabled={at === columns.length - 1} onClick={() => move(at, 1)}><ArrowDown size={13} /></button>
              <button type="button" className="icon-button" aria-label={`Remove ${accessorLabel(accessor)}`} onClick={() => set(columns.filter((_, index) => index !== at))}><X size={13} /></button>
            </div>
            {open === accessor && <input className="input small" aria-label="Shown name" placeholder={accessorLabel(accessor)} value={typeof column.displayName === 'string' ? column.displayName : ''} onChange={event => change(at, { displayName: event.target.value || null })} />}
          </div>
        )
      })}
      <Choose fields={fields.filter(field => !columns.some(column => column.accessor === field.id))} value="" none="Add a column" label="Add a column" onChoose={accessor => { if (accessor) set([...columns, { accessor }]) }} />
    </>
  )
}
