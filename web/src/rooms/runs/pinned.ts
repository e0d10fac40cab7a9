import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { baselineOf, pinsOf, type Home, type Pin } from '../../panels/pins.ts'
import type { Runset } from '../../panels/spec.ts'
import { readRow, type RowValues } from './columns.ts'
import { RunsQuery } from './queries.ts'

export const namedFilter = (names: readonly string[]) => JSON.stringify({ name: { $in: names } })

/** Named rows in the order of their names, then the others. */
export function onTop<Row extends { name: string }>(names: readonly string[], named: readonly Row[], others: readonly Row[]): Row[] {
  const found = new Map(named.map(row => [row.name, row]))
  return [...names.flatMap(name => found.get(name) ?? []), ...others.filter(row => !found.has(row.name))]
}

export interface PinnedRow { pin: Pin; values: RowValues; baseline: boolean; /** Of another project. */ foreign: boolean }

const placeOf = ({ entity, project }: Home) => `${entity}/${project}`

/** Rows of the pinned runs, which neither search nor filter nor page hides: one question for each project they lie in. */
export function usePinnedRows(home: Home, runset: Runset, keys: { configKeys: string[]; summaryKeys: string[] }): PinnedRow[] {
  const pins = pinsOf(runset, home)
  const first = baselineOf(runset, home)
  const places = [...new Map(pins.map(pin => [placeOf(pin), pin])).values()]
  return useQueries({
    queries: places.map(({ entity, project }) => {
      const names = pins.filter(pin => placeOf(pin) === `${entity}/${project}`).map(pin => pin.run)
      return {
        queryKey: ['runs', entity, project, 'pinned', names, keys],
        queryFn: async ({ signal }: { signal: AbortSignal }) => nodes((await run(RunsQuery, { entity, project, filters: namedFilter(names), order: '-createdAt', first: names.length, after: null, ...keys }, signal)).project?.runs),
        placeholderData: keepPreviousData,
        refetchInterval: 8_000,
      }
    }),
    combine: results => {
      const rows = new Map(results.flatMap((result, at) => (result.data ?? []).map(row => [`${placeOf(places[at]!)}/${row.name}`, readRow(row)] as const)))
      return pins.flatMap((pin): PinnedRow[] => {
        const values = rows.get(`${placeOf(pin)}/${pin.run}`)
        return values ? [{ pin, values, baseline: first !== null && pin.run === first.run && placeOf(pin) === placeOf(first), foreign: placeOf(pin) !== placeOf(home) }] : []
      })
    },
  })
}
