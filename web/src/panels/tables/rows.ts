import { isObject } from '../../api/json.ts'
import { naturalOrder, valueText } from '../../design/format.ts'

/** A row of several runs' tables laid under each other. */
export interface JoinedRow { run: string; cells: unknown[]; /** Columns in which runs that lie side by side do not agree. */ differs?: ReadonlySet<number> }

export interface Joined { columns: string[]; rows: JoinedRow[]; /** Whose each column is, where runs lie side by side; the column they are matched by is nobody's. */ owners?: readonly (string | null)[] }

/** Columns are matched by name: runs may have logged them in another order, or some of them only. */
export function join(tables: readonly { run: string; columns: readonly string[]; rows: readonly unknown[][] }[]): Joined {
  const columns = [...new Set(tables.flatMap(table => table.columns))]
  const rows = tables.flatMap(({ run, columns: own, rows: data }) => {
    const places = columns.map(column => own.indexOf(column))
    return data.map(cells => ({ run, cells: places.map(place => (place < 0 ? null : cells[place])) }))
  })
  return { columns, rows }
}

const fingerprint = (value: unknown) => JSON.stringify((isObject(value) && (value.sha256 ?? value.path)) || (value ?? null))

/** A column whose values tell rows apart, or the first. */
export function keyColumn({ columns, rows }: Joined): number {
  const first = rows[0]?.run
  const own = rows.filter(row => row.run === first)
  return Math.max(0, columns.findIndex((_, column) => own.length > 0 && new Set(own.map(row => fingerprint(row.cells[column]))).size === own.length))
}

/** Rows of several runs that agree in one column become one row with the cells of each run beside each other. A value that stands there twice is matched in its order. */
export function beside(joined: Joined, by: number): Joined {
  const runs = [...new Set(joined.rows.map(row => row.run))]
  const others = joined.columns.map((_, column) => column).filter(column => column !== by)
  const matched = new Map<string, Map<string, unknown[]>>()
  const seen = new Map<string, number>()
  for (const { run, cells } of joined.rows) {
    const value = fingerprint(cells[by])
    const nth = seen.get(`${run} ${value}`) ?? 0
    seen.set(`${run} ${value}`, nth + 1)
    const place = `${nth} ${value}`
    matched.set(place, (matched.get(place) ?? new Map<string, unknown[]>()).set(run, cells))
  }
  const rows = [...matched.values()].map((found): JoinedRow => {
    const differs = new Set<number>()
    others.forEach((column, at) => {
      if (new Set(runs.map(run => fingerprint(found.get(run)?.[column]))).size > 1) runs.forEach((_, place) => differs.add(1 + at * runs.length + place))
    })
    return { run: '', cells: [[...found.values()][0]![by], ...others.flatMap(column => runs.map(run => found.get(run)?.[column] ?? null))], differs }
  })
  return { columns: [joined.columns[by]!, ...others.flatMap(column => runs.map(() => joined.columns[column]!))], rows, owners: [null, ...others.flatMap(() => runs)] }
}

function order(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const empty = (value: unknown) => value === null || value === undefined
  if (empty(left) || empty(right)) return Number(empty(left)) - Number(empty(right))
  return naturalOrder(valueText(left), valueText(right))
}

export function arrange(joined: Joined, search: string, sort: { column: number; ascending: boolean } | null): JoinedRow[] {
  const needle = search.trim().toLowerCase()
  const found = needle === '' ? joined.rows : joined.rows.filter(row => row.cells.some(cell => valueText(cell).toLowerCase().includes(needle)))
  if (!sort) return found
  const direction = sort.ascending ? 1 : -1
  return [...found].sort((left, right) => direction * order(left.cells[sort.column], right.cells[sort.column]))
}

/** One row a value of the column: how often it stands there, and the mean of what is a number beside it. */
export function group(rows: readonly JoinedRow[], column: number, columns: number): { key: string; amount: number; means: (number | null)[] }[] {
  const groups = new Map<string, JoinedRow[]>()
  for (const row of rows) {
    const key = valueText(row.cells[column])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].map(([key, members]) => ({
    key,
    amount: members.length,
    means: Array.from({ length: columns }, (_, at) => {
      const values = members.map(row => row.cells[at]).map(cell => (typeof cell === 'boolean' ? Number(cell) : cell)).filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell))
      return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
    }),
  })).sort((left, right) => right.amount - left.amount)
}
