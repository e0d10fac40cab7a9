import { decodeColumns } from '../../api/columns.ts'
import { nodes, run } from '../../api/graphql.ts'
import { request } from '../../api/http.ts'
import { isObject } from '../../api/json.ts'
import { cellValue, neededKeys, readRow, valueAt, type RowValues } from '../../rooms/runs/columns.ts'
import { RunsQuery } from '../../rooms/runs/queries.ts'
import type { Key, ValueColors } from '../spec.ts'
import { keyOfAccessor } from '../values.ts'
import { colorOf, scaleOf, type ColorScale } from './scale.ts'

/** So many runs have a colour of their own, the first of the list; more than any list on a screen is scrolled through. */
const MOST = 10_000
/** What the server gives at once. */
const PAGE = 1000

export interface LoadedColors { scale: ColorScale; runs: [name: string, color: string][] }

interface Question { entity: string; project: string; filters: string; order: string }

export async function loadColors({ entity, project, filters, order }: Question, chosen: ValueColors, signal: AbortSignal): Promise<LoadedColors> {
  const key = keyOfAccessor(chosen.key)
  const keys = [{ key }]
  const rows = await allRows({ entity, project, filters, order, configKeys: neededKeys(keys, 'config'), summaryKeys: neededKeys(keys, 'summary') }, signal)
  const extreme = key.section === 'summary' && (chosen.value === 'min' || chosen.value === 'max') ? chosen.value : null
  const values = extreme === null ? new Map(rows.map(row => [row.row.name, cellValue(row, key)])) : await extremes({ entity, project }, rows, key, extreme, signal)
  const scale = scaleOf(rows.map(row => values.get(row.row.name)), chosen)
  return { scale, runs: rows.map(row => [row.row.name, colorOf(scale, values.get(row.row.name))]) }
}

async function allRows(question: Question & { configKeys: string[]; summaryKeys: string[] }, signal: AbortSignal): Promise<RowValues[]> {
  const rows: RowValues[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(question, after, signal)
    rows.push(...nodes(page).map(readRow))
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null && rows.length < MOST)
  return rows
}

const pageOf = async (question: Question & { configKeys: string[]; summaryKeys: string[] }, after: string | null, signal: AbortSignal) =>
  (await run(RunsQuery, { ...question, first: PAGE, after }, signal)).project?.runs

/** The smallest or largest value of the whole history; a summary that the script defined to hold it is believed. */
async function extremes(place: { entity: string; project: string }, rows: readonly RowValues[], key: Key, which: 'min' | 'max', signal: AbortSignal): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const { row, summary } of rows) {
    const value = valueAt(summary, key.name)
    if (isObject(value) && typeof value[which] === 'number') found.set(row.name, value[which])
  }
  const series = rows.filter(({ row }) => !found.has(row.name)).map(({ row }) => ({ run: row.name, key: key.name }))
  if (series.length === 0) return found
  for (let at = 0; at < series.length; at += PAGE) {
    const response = await request('/api/history/query', { body: { ...place, stream: 'history', x: '_step', buckets: 1, range: null, smoothing: { kind: 'none', parameter: 0 }, series: series.slice(at, at + PAGE) }, signal })
    for (const each of decodeColumns(await response.arrayBuffer())) {
      const value = each[which][0]
      if (value !== undefined && Number.isFinite(value)) found.set(each.run, value)
    }
  }
  return found
}
