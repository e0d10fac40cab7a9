import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { gql, run } from '../../api/graphql.ts'
import { runColor } from '../../design/colors.ts'
import { readDefinitions } from '../../panels/definitions.ts'
import { chartSettings, extraKeys } from '../../panels/extras.ts'
import { classLabels } from '../../panels/media.ts'
import { loggedKeys, systemKeys, type DrawnRun } from '../../panels/runs.ts'
import type { Key, Runset } from '../../panels/spec.ts'
import { and, orderOf, runsetFilter, type Mongo } from './filters.ts'
import { neededKeys, readRow } from './columns.ts'
import { ROW, type RunKeys, type RunRow } from './queries.ts'
import { selectionFilter } from './selection.ts'

type DrawnRow = RunKeys & RunRow

export const DrawnRunsQuery = gql<{ project: { total: number; runs: { edges: { node: DrawnRow }[] } | null } | null }, { entity: string; project: string; filters: string; order: string; first: number; base?: string | null; configKeys: string[]; summaryKeys: string[] }>(`query WebDrawnRuns($entity: String, $project: String, $filters: JSONString, $order: String, $first: Int, $base: JSONString, $configKeys: [String!], $summaryKeys: [String!]) {
  project(entityName: $entity, name: $project) {
    total: runCount(filters: $base)
    runs(filters: $filters, order: $order, first: $first) { edges { node { ${ROW} historyKeys systemMetrics } } } }
}`)

export const isLive = (state: string | null) => state === 'running' || state === 'preempting'

/** The client's own notes in the config: definitions of metrics, charts, names of classes. */
export const NOTES = '_wandb'

export function toDrawn(row: DrawnRow, colors: Record<string, unknown>): DrawnRun {
  return { name: row.name, label: row.displayName || row.name, color: runColor(row.name, colors), running: isLive(row.state), keys: loggedKeys(row), extras: extraKeys(row), charts: chartSettings(row.config), systemKeys: systemKeys(row), definitions: readDefinitions(row.config), labels: key => classLabels(row.config, key), values: readRow(row) }
}

/** The first visible runs of the list, which are those that the charts draw. */
export function useDrawnRuns(entity: string, project: string, runset: Runset, colors: Record<string, unknown>, most: number, only: Mongo | null = null, keys: readonly Key[] = []) {
  const filters = JSON.stringify(and(only, runsetFilter(runset), selectionFilter(runset.selections)))
  const base = only && JSON.stringify(only)
  const order = orderOf(runset)
  const wanted = keys.map(key => ({ key }))
  const configKeys = [NOTES, ...neededKeys(wanted, 'config')]
  const summaryKeys = neededKeys(wanted, 'summary')
  const query = useQuery({
    queryKey: ['drawn', entity, project, filters, order, most, configKeys, summaryKeys],
    queryFn: ({ signal }) => run(DrawnRunsQuery, { entity, project, filters, order, first: most, base, configKeys, summaryKeys }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: state => {
      const rows = state.state.data?.project?.runs?.edges ?? []
      if (!rows.some(edge => isLive(edge.node.state))) return 10_000
      // the keys of runs with thousands of metrics are megabytes; their lines are polled apart from this
      const keys = rows.reduce((sum, edge) => sum + Object.keys(edge.node.historyKeys?.keys ?? {}).length, 0)
      return keys > 5_000 ? 20_000 : 3_000
    },
  })
  const rows = query.data?.project?.runs?.edges
  const runs = useMemo(() => (rows ?? []).map(edge => toDrawn(edge.node, colors)), [rows, colors])
  return { runs, filters, order, live: runs.some(each => each.running), total: query.data?.project?.total ?? null, query }
}
