import { rowsNow, valueOf, KEYS, type MockRun } from './data.ts'

/** Enough of the filter and order language for the pages. */
export function summaryOf(run: MockRun): Record<string, unknown> {
  const last = rowsNow(run) - 1
  return { ...Object.fromEntries(KEYS.map(key => [key, valueOf(run, key, last)])), _step: last, _runtime: last * 0.31, best: { max: 0.97 } }
}

function field(run: MockRun, path: string): unknown {
  if (path.startsWith('config.')) return path.slice(7).split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], run.config)
  if (path.startsWith('summary_metrics.')) return summaryOf(run)[path.slice('summary_metrics.'.length)]
  if (path === 'display_name' || path === 'displayName') return run.displayName
  if (path === 'created_at') return run.createdAt
  if (path === 'username') return 'ada'
  if (path === 'duration') return rowsNow(run) * 0.31
  return (run as unknown as Record<string, unknown>)[path]
}

type Condition = Record<string, unknown>

export function matches(run: MockRun, filter: Condition): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return (condition as Condition[]).every(each => matches(run, each))
    if (key === '$or') return (condition as Condition[]).some(each => matches(run, each))
    const value = field(run, key)
    if (typeof condition !== 'object' || condition === null) return Array.isArray(value) ? value.includes(condition) : value === condition
    return Object.entries(condition).every(([op, wanted]) => {
      const list = wanted as unknown[]
      switch (op) {
        case '$in': return Array.isArray(value) ? value.some(each => list.includes(each)) : list.includes(value)
        case '$nin': return !list.includes(value)
        case '$ne': return value !== wanted
        case '$gt': return (value as number) > (wanted as number)
        case '$gte': return (value as number) >= (wanted as number)
        case '$lt': return (value as number) < (wanted as number)
        case '$lte': return (value as number) <= (wanted as number)
        case '$regex': return new RegExp(String(wanted).replace('(?i)', ''), 'i').test(String(value))
        default: throw new Error(`Unknown operator ${op}`)
      }
    })
  })
}

export function select(runs: MockRun[], filters: string | null | undefined, order?: string | null): MockRun[] {
  const found = runs.filter(run => !run.deleted && matches(run, JSON.parse(filters || '{}') as Condition))
  if (!order) return found
  const path = order.replace(/^[+-]/, '')
  const sign = order.startsWith('-') ? -1 : 1
  const keyed = found.map(run => ({ run, value: field(run, path) as number | string | undefined }))
  keyed.sort((left, right) => (left.value === undefined ? 1 : right.value === undefined ? -1 : (left.value < right.value ? -1 : left.value > right.value ? 1 : 0) * sign))
  return keyed.map(each => each.run)
}

export function fieldOf(run: MockRun, path: string): unknown {
  return field(run, path)
}
