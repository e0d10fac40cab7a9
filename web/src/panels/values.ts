import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nodes, run } from '../api/graphql.ts'
import { runColor } from '../design/colors.ts'
import { cellValue, neededKeys, readRow, type RowValues } from '../rooms/runs/columns.ts'
import { configLabel } from '../rooms/runs/fields.ts'
import { namedFilter, onTop } from '../rooms/runs/pinned.ts'
import { RunsQuery } from '../rooms/runs/queries.ts'
import { foreignPin } from './foreign.ts'
import { useRunScope } from './runs.ts'
import type { Key } from './spec.ts'

/** Panels that draw one value a run name it in one of several spellings, by the age of the client that wrote them. */
const PREFIXES: readonly (readonly [string, string])[] = [['config:', 'config'], ['config.', 'config'], ['c::', 'config'], ['summary:', 'summary'], ['summary_metrics.', 'summary'], ['summary.', 'summary'], ['run:', 'run']]

export function keyOfAccessor(text: string): Key {
  // scripts write config keys as summary ones with the mark of config inside
  if (/^summary(:|\.|_metrics\.)c::/.test(text)) return keyOfAccessor(text.slice(text.indexOf('c::')))
  for (const [prefix, section] of PREFIXES) {
    if (!text.startsWith(prefix)) continue
    const name = text.slice(prefix.length)
    return { section, name: section === 'config' && !/\.value(\.|$)/.test(name) ? name.replace(/^([^.]+)/, '$1.value') : name }
  }
  return { section: 'summary', name: text }
}

export const accessorOf = (key: Key) => `${key.section}:${key.name}`

export function accessorLabel(text: string): string {
  const key = keyOfAccessor(text)
  return key.section === 'config' ? configLabel(key.name) : key.name
}

export interface RunValue { name: string; label: string; color: string; row: RowValues }

/** Config and summary values of the visible runs, for panels that draw one mark a run. `null` asks for all keys. */
export function useRunValues(keys: readonly Key[] | null, most: number) {
  const { entity, project, filters, order, live, runs: drawn, colors } = useRunScope()
  const first = drawn.filter(each => each.pinned && !foreignPin(each.name)).map(each => each.name)
  const configKeys = keys && neededKeys(keys.map(key => ({ key })), 'config')
  const summaryKeys = keys && neededKeys(keys.map(key => ({ key })), 'summary')
  const query = useQuery({
    queryKey: ['values', entity, project, filters, order, configKeys, summaryKeys, most, first],
    queryFn: async ({ signal }) => {
      const ask = (which: string, amount: number) => run(RunsQuery, { entity, project, filters: which, order, first: amount, after: null, configKeys, summaryKeys }, signal)
      const [listed, pinned] = await Promise.all([ask(filters, most), first.length > 0 ? ask(namedFilter(first), first.length) : null])
      return { rows: onTop(first, nodes(pinned?.project?.runs), nodes(listed.project?.runs)).slice(0, most).map(readRow), matching: listed.project?.runCount ?? 0 }
    },
    placeholderData: keepPreviousData,
    refetchInterval: live ? 5_000 : false,
  })
  const rows = query.data?.rows
  const runs = useMemo((): RunValue[] => (rows ?? []).map(row => ({ name: row.row.name, label: row.row.displayName || row.row.name, color: runColor(row.row, colors.of), row })), [rows, colors])
  return { runs, matching: query.data?.matching ?? 0, query }
}

export const valueOf = (run: RunValue, accessor: string): unknown => cellValue(run.row, keyOfAccessor(accessor))

export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value ? 1 : 0
  return null
}
