import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { isObject } from '../api/json.ts'
import { naturalOrder, number } from './format.ts'
import { CopyButton, SearchBox } from './parts.tsx'

function matches(key: string, value: unknown, query: string): boolean {
  if (key.toLowerCase().includes(query)) return true
  if (isObject(value)) return Object.entries(value).some(([name, child]) => matches(name, child, query))
  return String(value).toLowerCase().includes(query)
}

function Value({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className="tree-string">"{value.length > 2000 ? value.slice(0, 2000) + '…' : value}"</span>
  if (typeof value === 'number') return <span className="tree-number num" title={String(value)}>{number(value)}</span>
  if (Array.isArray(value)) {
    const text = JSON.stringify(value)
    return <span className="tree-other">{text.length > 400 ? text.slice(0, 400) + '…' : text}</span>
  }
  return <span className="tree-other">{String(value)}</span>
}

function Node({ name, value, depth, query, path }: { name: string; value: unknown; depth: number; query: string; path: string }) {
  // what a client notes of a logged file is long and seldom read
  const [open, setOpen] = useState(depth < 1 && !(isObject(value) && '_type' in value))
  if (query && !matches(name, value, query)) return null
  if (isObject(value) && Object.keys(value).length > 0) {
    const shown = open || query !== ''
    const inner = name.toLowerCase().includes(query) ? '' : query
    return (
      <li>
        <button type="button" className="tree-branch" aria-expanded={shown} onClick={() => setOpen(!open)} style={{ paddingLeft: 6 + depth * 14 }}>
          <ChevronRight size={12} className={shown ? 'turned' : ''} />
          <span>{name}</span>
          <span className="muted">{Object.keys(value).length}</span>
        </button>
        {shown && <ul>{entries(value).map(([key, child]) => <Node key={key} name={key} value={child} depth={depth + 1} query={inner} path={`${path}.${key}`} />)}</ul>}
      </li>
    )
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? String(value)
  return (
    <li className="tree-leaf" style={{ paddingLeft: 24 + depth * 14 }}>
      <span className="tree-key" title={path}>{name}</span>
      <span className="grow"><Value value={isObject(value) ? '{}' : value} /></span>
      <CopyButton text={text} label={`Copy ${name}`} />
    </li>
  )
}

const entries = (value: Record<string, unknown>) => Object.entries(value).sort(([left], [right]) => naturalOrder(left, right))

/** A searchable tree of a JSON object. */
export function Tree({ value, label, empty }: { value: Record<string, unknown>; label: string; empty: string }) {
  const [query, setQuery] = useState('')
  const shown = useMemo(() => entries(value), [value])
  if (shown.length === 0) return <p className="muted card-body">{empty}</p>
  const needle = query.trim().toLowerCase()
  return (
    <div className="tree">
      {shown.length > 6 && <div className="tree-search"><SearchBox value={query} onChange={setQuery} placeholder={`Search ${label}`} /></div>}
      <ul aria-label={label}>{shown.map(([key, child]) => <Node key={key} name={key} value={child} depth={0} query={needle} path={key} />)}</ul>
    </div>
  )
}
