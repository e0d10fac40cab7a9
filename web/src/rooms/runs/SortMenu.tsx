import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { SearchBox } from '../../design/parts.tsx'
import type { Key } from '../../panels/spec.ts'
import { fieldId, isSortable, useFields } from './fields.ts'

interface SortMenuProps { entity: string; project: string; sort: { key: Key; ascending: boolean } | undefined; onSort: (sort: { key: Key; ascending: boolean }) => void }

/** Choosing the key in use turns its direction round. */
export function SortMenu({ entity, project, sort, onSort }: SortMenuProps) {
  const { fields } = useFields(entity, project)
  const [text, setText] = useState('')
  const needle = text.toLowerCase()
  const offered = fields.filter(field => isSortable(field) && field.label.toLowerCase().includes(needle)).slice(0, 60)
  return (
    <>
      <div className="menu-form"><SearchBox value={text} onChange={setText} placeholder="Sort by" /></div>
      <div className="menu">
        {offered.map(field => {
          const on = sort && fieldId(sort.key) === field.id
          return (
            <button key={field.id} type="button" className="menu-item" aria-pressed={on} onClick={() => onSort({ key: field.key, ascending: on ? !sort.ascending : field.type !== 'time' && field.key.section === 'run' })}>
              <span className="ellipsis grow">{field.label}</span>
              {field.key.section !== 'run' && <span className="muted">{field.key.section}</span>}
              {on && (sort.ascending ? <ArrowUp size={13} aria-label="ascending" /> : <ArrowDown size={13} aria-label="descending" />)}
            </button>
          )
        })}
      </div>
    </>
  )
}
