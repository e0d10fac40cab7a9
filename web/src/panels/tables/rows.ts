import { naturalOrder, valueText } from '../../design/format.ts'

/** A row of several runs' tables laid under each other. */
export interface JoinedRow { run: string; cells: unknown[] }

export interface Joined { columns: string[]; rows: JoinedRow[] }

/** Columns are matched by name: runs may have logged them in another order, or some of them only. */
export function join(tables: readonly { run: string; columns: readonly string[]; rows: readonly unknown[][] }[]): Joined {
  const columns = [...new Set(tables.flatMap(table => table.columns))]
  const rows = tables.flatMap(({ run, columns: own, rows: data }) => {
    const places = columns.map(column => own.indexOf(column))
    return data.map(cells => ({ run, cells: places.map(place => (place < 0 ? null : cells[place])) }))
  })
  return { columns, rows }
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
