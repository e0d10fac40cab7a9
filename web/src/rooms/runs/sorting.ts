import type { Key, Runset } from '../../panels/spec.ts'
import type { Field } from './fields.ts'

export interface SortKey { key: Key; ascending: boolean }

/** The server takes no more. */
const MOST_KEYS = 8

/** Names begin at A, numbers of runs with the largest, times with the newest. */
export const firstWay = (field: Field): SortKey => ({ key: field.key, ascending: field.type !== 'time' && field.key.section === 'run' })

const same = (left: Key, right: Key) => left.section === right.section && left.name === right.name

export const turned = (keys: readonly SortKey[], at: number): SortKey[] => keys.map((each, other) => (other === at ? { ...each, ascending: !each.ascending } : each))

/** A further key decides among runs that are equal by those before it; one in use is turned round. */
export function withKey(keys: readonly SortKey[], next: SortKey): SortKey[] {
  const at = keys.findIndex(each => same(each.key, next.key))
  return at >= 0 ? turned(keys, at) : [...keys, next].slice(-MOST_KEYS)
}

export const withSort = (runset: Runset, keys: SortKey[]): Runset => ({ ...runset, sort: { ...runset.sort, keys } })
