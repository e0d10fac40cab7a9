import { keepPreviousData, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { decodeColumns, type ColumnSeries } from '../api/columns.ts'
import { request } from '../api/http.ts'
import { foreignPin } from './foreign.ts'
import type { Smoothing } from './settings.ts'

export interface HistoryQuery {
  entity: string
  project: string
  stream: 'history' | 'events'
  x: string
  buckets: number
  points?: 'samples'
  range: { min: number; max: number } | null
  smoothing: Smoothing
  series: { run: string; key: string }[]
}

/** Points of a line in the grid; a full screen asks for more. */
export const GRID_BUCKETS = 1000
/** Points of a line where these are a sample, on the whole screen too. */
export const SAMPLES = 1500

export type HistoryData = ReadonlyMap<string, ColumnSeries>

export const seriesId = (run: string, key: string) => `${run}\u0000${key}`

/**
 * Asks for the columns and keeps those that the server says have not changed, so that polling a finished or quiet
 * run costs a header.
 */
async function fetchHistory(query: HistoryQuery, before: HistoryData | undefined, signal: AbortSignal): Promise<HistoryData> {
  const answers = await Promise.all(byPlace(query).map(each => fetchPlace(each, before, signal)))
  const next = new Map<string, ColumnSeries>()
  let changed = !before
  for (const series of answers.flat()) {
    const id = seriesId(series.run, series.key)
    const old = before?.get(id)
    if (series.unchanged && old) next.set(id, old)
    else {
      next.set(id, series)
      changed = true
    }
  }
  return changed || next.size !== before!.size ? next : before!
}

/** Pinned runs may lie in other projects: each project is asked for its own, and the answer bears the names used here. */
async function fetchPlace({ query, prefix }: Placed, before: HistoryData | undefined, signal: AbortSignal): Promise<ColumnSeries[]> {
  const known = before ? versions(query, before, prefix) : undefined
  const response = await request('/api/history/query', { body: { ...query, known }, signal })
  const found = decodeColumns(await response.arrayBuffer())
  return prefix === '' ? found : found.map(series => ({ ...series, run: prefix + series.run }))
}

interface Placed { query: HistoryQuery; prefix: string }

export function byPlace(query: HistoryQuery): Placed[] {
  const placed = new Map<string, Placed>()
  for (const { run, key } of query.series) {
    const pin = foreignPin(run)
    const prefix = pin ? run.slice(0, -pin.run.length) : ''
    const known = placed.get(prefix) ?? { prefix, query: { ...query, ...(pin ? { entity: pin.entity, project: pin.project } : {}), series: [] } }
    known.query.series.push({ run: pin?.run ?? run, key })
    placed.set(prefix, known)
  }
  return [...placed.values()]
}

/** One version a run, and only where every series of it is at hand in that version. */
function versions(query: HistoryQuery, data: HistoryData, prefix: string): Record<string, string> {
  const found: Record<string, string> = {}
  const torn = new Set<string>()
  for (const { run, key } of query.series) {
    const version = data.get(seriesId(prefix + run, key))?.version
    if (!version || (found[run] !== undefined && found[run] !== version)) torn.add(run)
    else found[run] = version
  }
  torn.forEach(run => delete found[run])
  return found
}

const EVERY = 3_000

function options(query: HistoryQuery | null, live: boolean, client: QueryClient) {
  const queryKey = ['history', query]
  return {
    queryKey,
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchHistory(query!, client.getQueryData<HistoryData>(queryKey), signal),
    enabled: query !== null && query.series.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: live ? EVERY : (false as const),
    refetchOnWindowFocus: live,
    staleTime: live ? 0 : 60_000,
    gcTime: 60_000,
    // arrays are compared by identity above; a deep comparison of columns would cost more than drawing them
    structuralSharing: false as const,
  }
}

/** The last rows arrive with the end of the run, after the last poll. */
function useLastRows(live: boolean, refetch: () => void) {
  const wasLive = useRef(live)
  const again = useRef(refetch)
  again.current = refetch
  useEffect(() => {
    if (wasLive.current && !live) again.current()
    wasLive.current = live
  }, [live])
}

/** The data of one request; while `live` it is asked again every few seconds. */
export function useHistory(query: HistoryQuery | null, live: boolean) {
  const client = useQueryClient()
  const result = useQuery(options(query, live, client))
  useLastRows(live, () => void result.refetch())
  return result
}

export function useHistories(queries: HistoryQuery[], live: boolean) {
  const client = useQueryClient()
  const results = useQueries({ queries: queries.map(query => options(query, live, client)) })
  useLastRows(live, () => results.forEach(result => void result.refetch()))
  return results
}
