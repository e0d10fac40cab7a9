import { isObject, type JsonObject } from '../../api/json.ts'
import type { Key, Runset } from '../../panels/spec.ts'

/** Filters are stored as the layout document wants them and asked of the server in its Mongo-like language. */
export type Op = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'IN' | 'NIN' | 'CONTAINS' | 'WITHINSECONDS'

export interface FilterLeaf extends JsonObject { key: Key; op: Op; value: unknown; disabled?: boolean; connector?: 'AND' | 'OR' }

export type Mongo = JsonObject

export const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export function fieldPath(key: Key): string {
  switch (key.section) {
    case 'config': return `config.${key.name}`
    case 'summary': return `summary_metrics.${key.name}`
    case 'keys_info': return `keys_info.keys.${key.name}`
    case 'tags': return 'tags'
    default: return key.name
  }
}

/** The moment of a relative filter moves in steps of a minute, or every render would be a new question. */
function since(seconds: number, now: number): string {
  return new Date(Math.floor(now / 60_000) * 60_000 - seconds * 1000).toISOString()
}

function leaf(filter: FilterLeaf, now: number): Mongo | null {
  const path = fieldPath(filter.key)
  const { op, value } = filter
  switch (op as string) {
    case '=':
    case '==': return { [path]: value ?? null }
    case '!=': return { [path]: { $ne: value ?? null } }
    case '<': return { [path]: { $lt: value } }
    case '<=': return { [path]: { $lte: value } }
    case '>': return { [path]: { $gt: value } }
    case '>=': return { [path]: { $gte: value } }
    case 'IN': return { [path]: { $in: Array.isArray(value) ? value : [value] } }
    case 'NIN': return { [path]: { $nin: Array.isArray(value) ? value : [value] } }
    case 'CONTAINS': return { [path]: { $regex: escapeRegex(String(value ?? '')) } }
    case 'WITHINSECONDS': return { [path]: { $gte: since(Number(value) || 0, now) } }
    default: return null
  }
}

const isLeaf = (item: JsonObject): item is FilterLeaf => isObject(item.key) && typeof item.key.name === 'string' && item.key.name !== ''

const filled = (item: FilterLeaf) => item.value !== undefined && item.value !== '' && !(Array.isArray(item.value) && item.value.length === 0)

/** A flat list with connectors: AND binds tighter than OR. */
function flat(items: unknown[], now: number): Mongo | null {
  const alternatives: Mongo[][] = [[]]
  for (const item of items) {
    if (!isObject(item) || item.disabled === true) continue
    const part = Array.isArray(item.filters) ? flat(item.filters, now) : isLeaf(item) && filled(item) ? leaf(item, now) : null
    if (!part) continue
    if (item.connector === 'OR' && alternatives[alternatives.length - 1]!.length > 0) alternatives.push([])
    alternatives[alternatives.length - 1]!.push(part)
  }
  const full = alternatives.filter(each => each.length > 0).map(each => (each.length === 1 ? each[0]! : { $and: each }))
  return full.length === 0 ? null : full.length === 1 ? full[0]! : { $or: full }
}

/** The older form: a tree of groups. */
function tree(node: JsonObject, now: number): Mongo | null {
  if (node.disabled === true) return null
  if (isLeaf(node)) return filled(node) ? leaf(node, now) : null
  const parts = (Array.isArray(node.filters) ? node.filters : []).filter(isObject).map(child => tree(child, now)).filter((each): each is Mongo => each !== null)
  if (parts.length === 0) return null
  return parts.length === 1 ? parts[0]! : { [node.op === 'OR' ? '$or' : '$and']: parts }
}

export function filtersToMongo(filters: JsonObject, now = Date.now()): Mongo | null {
  return filters.filterFormat === 'filterV2' && Array.isArray(filters.filters) ? flat(filters.filters, now) : tree(filters, now)
}

/** The list of the editor; a tree is flattened where it is one AND group, as the client writes them. */
export function leavesOf(filters: JsonObject): { leaves: FilterLeaf[]; complex: boolean } {
  if (filters.filterFormat === 'filterV2' && Array.isArray(filters.filters)) {
    const items = filters.filters.filter(isObject)
    return items.some(item => Array.isArray(item.filters)) ? { leaves: [], complex: true } : { leaves: items as FilterLeaf[], complex: false }
  }
  let node: JsonObject = filters
  while (!isLeaf(node) && Array.isArray(node.filters) && node.filters.length === 1 && isObject(node.filters[0])) node = node.filters[0]
  if (isLeaf(node)) return { leaves: [node], complex: false }
  const children = (Array.isArray(node.filters) ? node.filters : []).filter(isObject)
  if (children.every(isLeaf)) return { leaves: children.map((child, at) => (at ? { ...child, connector: node.op === 'OR' ? 'OR' as const : 'AND' as const } : child)), complex: false }
  return { leaves: [], complex: true }
}

export const toV2 = (leaves: FilterLeaf[]): JsonObject => ({
  filterFormat: 'filterV2',
  filters: leaves.map((each, at) => {
    const { connector, ...rest } = each
    return at === 0 ? rest : { ...rest, connector: connector ?? 'AND' }
  }),
})

export function and(...parts: (Mongo | null | undefined)[]): Mongo {
  const real = parts.filter((part): part is Mongo => !!part && Object.keys(part).length > 0)
  return real.length === 0 ? {} : real.length === 1 ? real[0]! : { $and: real }
}

export function searchToMongo(search: Runset['search']): Mongo | null {
  const text = search.query.trim()
  if (text === '') return null
  const regex = `(?i)${search.isRegex ? text : escapeRegex(text)}`
  return { $or: [{ display_name: { $regex: regex } }, { name: { $regex: regex } }] }
}

export const runsetFilter = (runset: Runset, now?: number): Mongo => and(filtersToMongo(runset.filters, now), searchToMongo(runset.search))

export function orderOf(runset: Runset): string {
  const keys = runset.sort.keys.filter(each => each?.key?.name)
  return keys.length === 0 ? '-createdAt' : keys.map(each => (each.ascending ? '+' : '-') + fieldPath(each.key)).join(',')
}
