import { ListFilter, Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { JsonObject } from '../../api/json.ts'
import { useSession } from '../../api/session.ts'
import { Popover } from '../../design/Popover.tsx'
import type { Runset } from '../../panels/spec.ts'
import { fieldId, fieldOf, keyOfId, useFields, type Field } from './fields.ts'
import { leavesOf, toV2, type FilterLeaf, type Op } from './filters.ts'

const OPS: Record<string, readonly (readonly [Op, string])[]> = {
  number: [['=', '='], ['!=', '≠'], ['<', '<'], ['<=', '≤'], ['>', '>'], ['>=', '≥']],
  text: [['=', 'is'], ['!=', 'is not'], ['CONTAINS', 'contains'], ['IN', 'is one of'], ['NIN', 'is none of']],
  time: [['WITHINSECONDS', 'within the last'], ['>=', 'since'], ['<', 'before']],
  tags: [['=', 'has'], ['IN', 'has one of']],
  any: [['=', '='], ['!=', '≠'], ['<', '<'], ['<=', '≤'], ['>', '>'], ['>=', '≥'], ['CONTAINS', 'contains'], ['IN', 'is one of'], ['NIN', 'is none of']],
}

const SPANS: readonly (readonly [number, string])[] = [[3600, 'hour'], [86_400, 'day'], [604_800, 'week'], [2_592_000, '30 days']]

/** A number where the text is one: config values compare by type. */
export function readValue(text: string, field: Field, op: Op): unknown {
  const one = (each: string): unknown => {
    const trimmed = each.trim()
    if (field.type === 'text' || field.type === 'tags' || field.type === 'time') return trimmed
    if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
    return trimmed !== '' && !Number.isNaN(Number(trimmed)) ? Number(trimmed) : trimmed
  }
  return op === 'IN' || op === 'NIN' ? text.split(',').map(one).filter(each => each !== '') : one(text)
}

interface FilterMenuProps { entity: string; project: string; runset: Runset; onChange: (filters: JsonObject) => void; wide?: boolean }

export function FilterMenu({ entity, project, runset, onChange, wide = false }: FilterMenuProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { leaves, complex } = leavesOf(runset.filters)
  const active = complex ? 1 : leaves.filter(each => each.disabled !== true && each.value !== '' && each.value !== undefined).length
  return (
    <>
      <button ref={anchor} type="button" className={wide ? 'button small' : 'icon-button'} aria-label={active ? `Filter, ${active} active` : 'Filter'} title="Filter" aria-haspopup="dialog" aria-expanded={open} aria-pressed={active > 0} onClick={() => setOpen(!open)}>
        <ListFilter size={14} />{wide && <span>Filter{active ? ` (${active})` : ''}</span>}
      </button>
      {open && (
        <Popover anchor={anchor} onClose={() => setOpen(false)} label="Filters" className="filter-popover" align={wide ? 'start' : 'end'}>
          {complex ? (
            <div className="stack">
              <p>This view has nested filter groups, set by a script. They are applied and kept.</p>
              <div><button type="button" className="button small" onClick={() => onChange(toV2([]))}>Replace with a plain filter</button></div>
            </div>
          ) : <Rows entity={entity} project={project} leaves={leaves} onChange={next => onChange(toV2(next))} />}
        </Popover>
      )}
    </>
  )
}

function Rows({ entity, project, leaves, onChange }: { entity: string; project: string; leaves: FilterLeaf[]; onChange: (leaves: FilterLeaf[]) => void }) {
  const { fields, config, summary } = useFields(entity, project)
  const user = useSession().data?.user?.username
  const change = (at: number, changes: Partial<FilterLeaf>) => onChange(leaves.map((each, index) => (index === at ? { ...each, ...changes } as FilterLeaf : each)))
  const add = () => onChange([...leaves, { key: { section: 'run', name: 'state' }, op: '=', value: '', disabled: false }])
  return (
    <div className="stack tight">
      {leaves.length === 0 && <p className="muted">All runs are listed.</p>}
      {leaves.map((each, at) => {
        const field = fieldOf(each.key, fields)
        const ops = OPS[field.type]!
        return (
          <div key={at} className={`filter-row ${each.disabled ? 'off' : ''}`}>
            {at === 0 ? <span className="muted">Where</span> : (
              <select className="select small" aria-label="And or or" value={each.connector ?? 'AND'} onChange={event => change(at, { connector: event.target.value as 'AND' | 'OR' })}><option value="AND">and</option><option value="OR">or</option></select>
            )}
            <select className="select small" aria-label="Filter by" value={field.id} onChange={event => {
              const next = fieldOf(keyOfId(event.target.value), fields)
              change(at, { key: next.key, op: OPS[next.type]![0]![0], value: next.type === 'time' ? 86_400 : '' })
            }}>
              {!fields.some(known => known.id === field.id) && <option value={field.id}>{field.label}</option>}
              <optgroup label="Run">{fields.filter(known => known.key.section !== 'config' && known.key.section !== 'summary').map(option)}</optgroup>
              {config.length > 0 && <optgroup label="Config">{config.map(option)}</optgroup>}
              {summary.length > 0 && <optgroup label="Summary">{summary.map(option)}</optgroup>}
            </select>
            <select className="select small" aria-label="Operator" value={each.op} onChange={event => change(at, { op: event.target.value as Op })}>
              {!ops.some(([op]) => op === each.op) && <option value={each.op}>{each.op}</option>}
              {ops.map(([op, label]) => <option key={op} value={op}>{label}</option>)}
            </select>
            <Value key={`${fieldId(each.key)} ${each.op}`} leaf={each} field={field} onChange={value => change(at, { value })} />
            <input type="checkbox" aria-label="Filter is on" title="On or off" checked={each.disabled !== true} onChange={event => change(at, { disabled: !event.target.checked })} />
            <button type="button" className="icon-button" aria-label="Remove this filter" onClick={() => onChange(leaves.filter((_, index) => index !== at))}><X size={13} /></button>
          </div>
        )
      })}
      <div className="row">
        <button type="button" className="button small" onClick={add}><Plus size={13} />New filter</button>
        {leaves.length > 0 && <button type="button" className="button small" onClick={() => onChange([])}>Clear</button>}
        <span className="grow" />
        {user && <Preset label="Only mine" leaf={{ key: { section: 'run', name: 'username' }, op: '=', value: user }} leaves={leaves} onChange={onChange} />}
        <Preset label="No crashed runs" leaf={{ key: { section: 'run', name: 'state' }, op: 'NIN', value: ['crashed', 'failed', 'killed'] }} leaves={leaves} onChange={onChange} />
      </div>
    </div>
  )
}

/** A filter that many people want: one press sets it, another takes it away. */
function Preset({ label, leaf, leaves, onChange }: { label: string; leaf: FilterLeaf; leaves: FilterLeaf[]; onChange: (leaves: FilterLeaf[]) => void }) {
  const same = (each: FilterLeaf) => fieldId(each.key) === fieldId(leaf.key) && each.op === leaf.op && JSON.stringify(each.value) === JSON.stringify(leaf.value)
  const on = leaves.some(same)
  return <button type="button" className="chip preset" aria-pressed={on} onClick={() => onChange(on ? leaves.filter(each => !same(each)) : [...leaves, { ...leaf, disabled: false }])}>{label}</button>
}

const option = (field: Field) => <option key={field.id} value={field.id}>{field.label}</option>

function Value({ leaf, field, onChange }: { leaf: FilterLeaf; field: Field; onChange: (value: unknown) => void }) {
  const [text, setText] = useState(Array.isArray(leaf.value) ? leaf.value.join(', ') : String(leaf.value ?? ''))
  if (leaf.op === 'WITHINSECONDS') {
    return <select className="select small" aria-label="Value" value={String(leaf.value)} onChange={event => onChange(Number(event.target.value))}>{SPANS.map(([seconds, label]) => <option key={seconds} value={seconds}>{label}</option>)}</select>
  }
  if (field.options && (leaf.op === '=' || leaf.op === '!=')) {
    return <select className="select small" aria-label="Value" value={String(leaf.value ?? '')} onChange={event => onChange(event.target.value)}><option value="">Choose</option>{field.options.map(each => <option key={each}>{each}</option>)}</select>
  }
  return (
    <input className="input small" aria-label="Value" type={field.type === 'time' ? 'date' : 'text'} value={text} placeholder={leaf.op === 'IN' || leaf.op === 'NIN' ? 'a, b, c' : 'value'} onChange={event => {
      setText(event.target.value)
      onChange(readValue(event.target.value, field, leaf.op))
    }} />
  )
}
