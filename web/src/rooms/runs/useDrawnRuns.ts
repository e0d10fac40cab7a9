import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { gql, nodes, run } from '../../api/graphql.ts'
import { runColor, type Colors } from '../../design/colors.ts'
import { readDefinitions } from '../../panels/definitions.ts'
import { chartSettings, extraKeys } from '../../panels/extras.ts'
import { classLabels } from '../../panels/media.ts'
import { loggedKeys, systemKeys, type DrawnRun } from '../../panels/runs.ts'
import { foreignName, foreignPin } from '../../panels/foreign.ts'
import { baselineOf, isHome, pinsOf, type Home, type Pin } from '../../panels/pins.ts'
import type { Key, Runset } from '../../panels/spec.ts'
import { and, orderOf, runsetFilter, type Mongo } from './filters.ts'
import { neededKeys, readRow } from './columns.ts'
import { ROW, type RunKeys, type RunRow } from './queries.ts'
import { namedFilter, onTop } from './pinned.ts'
import { isVisible, selectionFilter } from './selection.ts'

type DrawnRow = RunKeys & RunRow

export const DrawnRunsQuery = gql<{ project: { total: number; runs: { edges: { node: DrawnRow }[] } | null } | null }, { entity: string; project: string; filters: string; order: string; first: number; base?: string | null; configKeys: string[]; summaryKeys: string[] }>(`query WebDrawnRuns($entity: String, $project: String, $filters: JSONString, $order: String, $first: Int, $base: JSONString, $configKeys: [String!], $summaryKeys: [String!]) {
  project(entityName: $entity, name: $project) {
    total: runCount(filters: $base)
    runs(filters: $filters, order: $order, first: $first) { edges { node { ${ROW} historyKeys systemMetrics } } } }
}`)

export const isLive = (state: string | null) => state === 'running' || state === 'preempting'

/** The client's own notes in the config: definitions of metrics, charts, names of classes. */
export const NOTES = '_wandb'

const UNMARKED = { pinned: false, baseline: false }

export function toDrawn(row: DrawnRow, colors: Colors, mark: { pinned: boolean; baseline: boolean } = UNMARKED): DrawnRun {
  const pin = foreignPin(row.name)
  return { name: row.name, label: row.displayName || row.name, color: runColor(pin ? { ...row, name: pin.run } : row, colors), running: isLive(row.state), ...mark, keys: loggedKeys(row), extras: extraKeys(row), charts: chartSettings(row.config), systemKeys: systemKeys(row), definitions: readDefinitions(row.config), labels: key => classLabels(row.config, key), values: readRow(row) }
}

/** Runs that are drawn before all others: pinned ones whose eye is open, and the baseline. Some lie in other projects. */
function firstRuns(runset: Runset, home: Home): { names: string[]; baseline: string | null } {
  const nameOf = (pin: Pin) => (isHome(pin, home) ? pin.run : foreignName(pin))
  const baseline = baselineOf(runset, home)
  const kept = baseline && nameOf(baseline)
  return { names: pinsOf(runset, home).filter(pin => nameOf(pin) === kept || isVisible(runset.selections, pin.run)).map(nameOf), baseline: kept }
}

/** A run of another project has that project's name here. */
const abroad = (row: DrawnRow, pin: Pin): DrawnRow => ({ ...row, name: foreignName(pin), displayName: `${row.displayName || row.name} (${pin.project})` })

/** One question for each other project that pinned runs lie in; a project that one may no longer read has none. */
async function foreignRows(names: readonly string[], keys: { configKeys: string[]; summaryKeys: string[] }, signal: AbortSignal): Promise<DrawnRow[]> {
  const places = new Map<string, Pin[]>()
  for (const pin of names.flatMap(name => foreignPin(name) ?? [])) places.set(`${pin.entity}/${pin.project}`, [...(places.get(`${pin.entity}/${pin.project}`) ?? []), pin])
  const answers = await Promise.all([...places.values()].map(async pins => {
    const { entity, project } = pins[0]!
    const answer = await run(DrawnRunsQuery, { entity, project, filters: namedFilter(pins.map(pin => pin.run)), order: '-createdAt', first: pins.length, ...keys }, signal).catch(() => null)
    return nodes(answer?.project?.runs).flatMap(row => pins.filter(pin => pin.run === row.name).map(pin => abroad(row, pin)))
  }))
  return answers.flat()
}

/** The runs that the charts draw: what is pinned, then the first visible ones of the list. */
export function useDrawnRuns(entity: string, project: string, runset: Runset, colors: Colors, most: number, only: Mongo | null = null, keys: readonly Key[] = []) {
  const filters = JSON.stringify(and(only, runsetFilter(runset), selectionFilter(runset.selections)))
  const base = only && JSON.stringify(only)
  const order = orderOf(runset)
  const first = firstRuns(runset, { entity, project })
  const wanted = keys.map(key => ({ key }))
  const configKeys = [NOTES, ...neededKeys(wanted, 'config')]
  const summaryKeys = neededKeys(wanted, 'summary')
  const query = useQuery({
    queryKey: ['drawn', entity, project, filters, order, most, configKeys, summaryKeys, first.names],
    queryFn: async ({ signal }) => {
      const ask = (which: string, amount: number) => run(DrawnRunsQuery, { entity, project, filters: which, order, first: amount, base, configKeys, summaryKeys }, signal)
      const own = first.names.filter(name => !foreignPin(name))
      const [listed, pinned, others] = await Promise.all([ask(filters, most), own.length > 0 ? ask(namedFilter(own), own.length) : null, foreignRows(first.names, { configKeys, summaryKeys }, signal)])
      return { total: listed.project?.total ?? null, rows: onTop(first.names, [...nodes(pinned?.project?.runs), ...others], listed.project?.runs?.edges.map(edge => edge.node) ?? []).slice(0, Math.max(most, first.names.length)) }
    },
    placeholderData: keepPreviousData,
    refetchInterval: state => {
      const rows = state.state.data?.rows ?? []
      if (!rows.some(row => isLive(row.state))) return 10_000
      // the keys of runs with thousands of metrics are megabytes; their lines are polled apart from this
      const keys = rows.reduce((sum, row) => sum + Object.keys(row.historyKeys?.keys ?? {}).length, 0)
      return keys > 5_000 ? 20_000 : 3_000
    },
  })
  const rows = query.data?.rows
  const pins = first.names.join('\n')
  const runs = useMemo(() => (rows ?? []).map(row => toDrawn(row, colors, { pinned: pins.split('\n').includes(row.name), baseline: row.name === first.baseline })), [rows, colors, pins, first.baseline])
  return { runs, filters, order, live: runs.some(each => each.running), total: query.data?.total ?? null, query }
}
