import type { Mongo } from './filters.ts'

/** Checked rows; `all` means every run that matches, loaded or not. It is void once search or filter change. */
export interface Pick { scope: string; names: ReadonlySet<string>; all: boolean; last: string | null }

export const EMPTY_PICK: Pick = { scope: '', names: new Set(), all: false, last: null }

/** Shift+click takes the range from the last checked row. */
export function pickRow(pick: Pick, order: readonly string[], name: string, range: boolean): Pick {
  const names = new Set(pick.names)
  const on = !names.has(name)
  const from = range && pick.last ? order.indexOf(pick.last) : -1
  const to = order.indexOf(name)
  const touched = from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [name]
  for (const each of touched) {
    if (on) names.add(each)
    else names.delete(each)
  }
  return { ...pick, names, all: false, last: name }
}

export function pickFilter(pick: Pick, filters: string): Mongo {
  return pick.all ? (JSON.parse(filters) as Mongo) : { name: { $in: [...pick.names] } }
}
