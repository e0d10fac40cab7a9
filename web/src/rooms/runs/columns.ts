import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import type { Key, Runset } from '../../panels/spec.ts'
import { fieldOf, keyOfId, RUN_FIELDS, type Field } from './fields.ts'
import type { RunRow } from './queries.ts'

const SHOWN_AT_FIRST = new Set(['run:displayName', 'run:state', 'run:createdAt', 'run:duration', 'run:username', 'tags:__ALL__'])
const AUTO_COLUMNS = 60
const WIDTHS: Record<string, number> = { 'run:displayName': 240, 'run:state': 104, 'run:createdAt': 118, 'run:duration': 104, 'run:username': 110, 'tags:__ALL__': 150, 'run:notes': 220 }

export interface Column extends Field { width: number; pinned: boolean }

/** The name stands first and stays in place; then pinned columns; then the stored order; then what was logged. */
export function columnsOf(runset: Runset, fields: readonly Field[], compared = false): Column[] {
  const { columnVisible, columnPinned, columnWidths, columnOrder } = runset.runFeed
  let auto = 0
  const visible = fields.filter(field => {
    const chosen = columnVisible[field.id]
    if (chosen !== undefined) return chosen || columnPinned[field.id] === true
    if (field.key.section === 'run' || field.key.section === 'tags') return SHOWN_AT_FIRST.has(field.id)
    return !field.label.startsWith('_') && !field.nested && auto++ < AUTO_COLUMNS
  })
  const known = new Set(visible.map(field => field.id))
  // a script may pin a column before any run has it
  const early = Object.keys(columnPinned).filter(id => columnPinned[id] && !known.has(id) && id.includes(':')).map(id => fieldOf(keyOfId(id), fields))
  const place = new Map(columnOrder.map((id, at) => [id, at]))
  const rank = (field: Field) => (field.id === 'run:displayName' ? -2 : columnPinned[field.id] ? -1 : 0)
  return [...visible, ...early]
    .map((field, at) => ({ field, at }))
    .sort((left, right) => rank(left.field) - rank(right.field) || (place.get(left.field.id) ?? 1e6 + left.at) - (place.get(right.field.id) ?? 1e6 + right.at))
    .map(({ field }) => ({ ...field, width: columnWidths[field.id] ?? WIDTHS[field.id] ?? Math.max(compared && field.key.section === 'summary' ? 168 : 96, Math.min(190, 46 + field.label.length * 7.4)), pinned: field.id === 'run:displayName' || columnPinned[field.id] === true }))
}

/** Top-level keys to ask for. A dot may be part of a key or lead into a nested one, so both are asked. */
export function neededKeys(columns: readonly { key: Key }[], section: 'config' | 'summary'): string[] {
  const keys = new Set<string>()
  for (const { key } of columns) {
    if (key.section !== section) continue
    const parts = key.name.split('.')
    for (let length = 1; length <= parts.length; length++) keys.add(parts.slice(0, length).join('.'))
  }
  return [...keys].sort()
}

/** The value at a dotted path, where any part of the path may itself hold dots. */
export function valueAt(root: unknown, path: string): unknown {
  if (!isObject(root)) return undefined
  if (path in root) return root[path]
  for (let cut = path.indexOf('.'); cut > 0; cut = path.indexOf('.', cut + 1)) {
    const child = root[path.slice(0, cut)]
    if (isObject(child)) {
      const found = valueAt(child, path.slice(cut + 1))
      if (found !== undefined) return found
    }
  }
  return undefined
}

export interface RowValues { row: RunRow; config: JsonObject; summary: JsonObject }

export const readRow = (row: RunRow): RowValues => ({ row, config: parseObject(row.config), summary: parseObject(row.summaryMetrics) })

/** A summary may be {"min", "max", "last"…} where the script asked for them: the newest is shown. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return value
  for (const name of ['last', 'best', 'max', 'min', 'mean']) if (typeof value[name] === 'number') return value[name]
  return value
}

export function cellValue({ row, config, summary }: RowValues, key: Key): unknown {
  switch (key.section) {
    case 'config': return valueAt(config, key.name)
    case 'summary': return plain(valueAt(summary, key.name))
    case 'tags': return row.tags ?? []
  }
  switch (key.name) {
    case 'displayName': return row.displayName || row.name
    case 'duration': return row.computeSeconds
    case 'username': return row.user?.username ?? row.user?.name
    case 'sweep': return row.sweepName
    case 'state': case 'createdAt': case 'heartbeatAt': case 'notes': case 'group': case 'jobType': case 'host': case 'name': return row[key.name]
    default: return undefined
  }
}

export const isRunField = (id: string) => RUN_FIELDS.some(field => field.id === id)
