import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { readRow, type RowValues } from './columns.ts'
import { RunsQuery } from './queries.ts'
import { isLive } from './useDrawnRuns.ts'

const PAGE = 100
const LARGE_PAGE = 1000

export interface RowsQuestion { entity: string; project: string; filters: string; order: string; configKeys: string[]; summaryKeys: string[]; base: string | null }

/** Rows of the table, asked page by page as the scroll position needs them. A far jump asks for larger pages. */
export function useRows(question: RowsQuestion, enabled = true) {
  const wanted = useRef(PAGE)
  const query = useInfiniteQuery({
    queryKey: ['table', question],
    queryFn: async ({ pageParam, signal }) => {
      const answer = await run(RunsQuery, { ...question, first: pageParam.first, after: pageParam.after }, signal)
      return { project: answer.project, rows: nodes(answer.project?.runs).map(readRow) }
    },
    initialPageParam: { after: null as string | null, first: PAGE },
    getNextPageParam: (last, pages) => {
      const info = last.project?.runs?.pageInfo
      if (!info?.hasNextPage || !info.endCursor) return undefined
      const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return { after: info.endCursor, first: Math.max(PAGE, Math.min(LARGE_PAGE, wanted.current - loaded)) }
    },
    placeholderData: keepPreviousData,
    enabled,
    // what is far down has been scrolled past; asking for all of it again every few seconds would cost more than it tells
    refetchInterval: state => {
      const pages = state.state.data?.pages ?? []
      return pages.length <= 2 && pages.some(page => page.rows.some(each => isLive(each.row.state))) ? 4_000 : pages.length <= 2 ? 10_000 : false
    },
    refetchOnWindowFocus: false,
  })
  const rows = useMemo((): RowValues[] => (query.data?.pages ?? []).flatMap(page => page.rows), [query.data])
  const project = query.data?.pages[0]?.project
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query
  const need = useCallback((last: number) => {
    wanted.current = Math.max(last + PAGE / 2, PAGE)
  }, [])
  const loaded = rows.length
  /** Fetches on until the row is there; called on every scroll. */
  const reach = useCallback((last: number) => {
    need(last)
    if (last >= loaded - PAGE / 4 && hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage()
  }, [need, loaded, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage])
  useEffect(() => {
    if (wanted.current > loaded && hasNextPage && !isFetchingNextPage && !isPlaceholderData && loaded > 0 && wanted.current > PAGE) void fetchNextPage()
  }, [loaded, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage])
  return { query, rows, reach, matching: project?.runCount ?? 0, total: project?.total ?? 0, missing: query.data !== undefined && project === null }
}
