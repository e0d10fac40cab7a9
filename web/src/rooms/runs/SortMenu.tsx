import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { SearchBox } from '../../design/parts.tsx'
import { fieldId, fieldOf, isSortable, useFields, type Field } from './fields.ts'
import { found } from './find.ts'
import { firstWay, turned, withKey, type SortKey } from './sorting.ts'

export interface SortMenuProps { entity: string; project: string; keys: readonly SortKey[]; onSort: (keys: SortKey[]) => void; close: () => void }

/** The keys in use, and all others: one of them alone, or behind those in use. */
export default function SortMenu({ entity, project, keys, onSort, close }: SortMenuProps) {
  const { fields } = useFields(entity, project)
  const [text, setText] = useState('')
  const used = keys.map(each => fieldId(each.key))
  const offered = found(fields.filter(isSortable), text).slice(0, 60)
  const choose = (field: Field) => {
    onSort(keys.length === 1 && used[0] === field.id ? turned(keys, 0) : [firstWay(field)])
    close()
  }
  return (
    <>
      <div className="menu-form"><SearchBox value={text} onChange={setText} placeholder="Sort by" /></div>
      {keys.length > 1 && (
        <ol className="sort-keys" aria-label="Sorted by">
          {keys.map((each, at) => {
            const { label } = fieldOf(each.key, fields)
            return (
              <li key={used[at]} className="row">
                <span className="muted num">{at + 1}</span><span className="ellipsis grow">{label}</span>
                <button type="button" className="icon-button" aria-label={`${label} ${each.ascending ? 'ascending' : 'descending'}, turn round`} onClick={() => onSort(turned(keys, at))}>{each.ascending ? <ArrowUp size={13} /> : <ArrowDown size={13} />}</button>
                <button type="button" className="icon-button" aria-label={`Do not sort by ${label}`} onClick={() => onSort(keys.filter((_, other) => other !== at))}><X size={13} /></button>
              </li>
            )
          })}
        </ol>
      )}
      <div className="menu">
        {offered.map(field => {
          const at = used.indexOf(field.id)
          const on = at >= 0
          return (
            <div key={field.id} className="row sort-field">
              <button type="button" className="menu-item grow" aria-pressed={on} onClick={() => choose(field)}>
                <span className="ellipsis grow">{field.label}</span>
                {field.key.section !== 'run' && <span className="muted">{field.key.section}</span>}
                {on && (keys[at]!.ascending ? <ArrowUp size={13} aria-label="ascending" /> : <ArrowDown size={13} aria-label="descending" />)}
              </button>
              {!on && <button type="button" className="icon-button" aria-label={`Then by ${field.label}`} title="Then by this" onClick={() => onSort(withKey(keys, firstWay(field)))}><Plus size={13} /></button>}
            </div>
          )
        })}
      </div>
    </>
  )
}
