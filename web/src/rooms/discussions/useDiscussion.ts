import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import type { Block } from '../reports/blocks.ts'
import { placeOf, readAnchor, type Anchor } from './anchor.ts'
import { ThreadsQuery, type Thread } from './queries.ts'

export interface PlacedThread extends Thread { place: Anchor | null; /** The block that it stands at now. */ at: number | null }

/** The threads of a report in the order of its blocks, those about all of it last. */
export function placed(threads: readonly Thread[], blocks: readonly Block[]): PlacedThread[] {
  return threads
    .map(thread => {
      const place = readAnchor(thread.anchor)
      return { ...thread, place, at: place && placeOf(place, blocks) }
    })
    .sort((left, right) => (left.at ?? Infinity) - (right.at ?? Infinity) || 0)
}

const EVERY = 20_000

export function useDiscussion(report: string, blocks: readonly Block[], enabled: boolean) {
  const client = useQueryClient()
  const queryKey = useMemo(() => ['discussion', report], [report])
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => run(ThreadsQuery, { id: report, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.view?.discussionThreads.pageInfo.hasNextPage ? page.view.discussionThreads.pageInfo.endCursor : undefined),
    enabled,
    refetchInterval: EVERY,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  // a report has few threads as a rule; all of them have a mark at their block
  useEffect(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const threads = useMemo(() => placed((query.data?.pages ?? []).flatMap(page => nodes(page.view?.discussionThreads)), blocks), [query.data, blocks])
  const refresh = useCallback(() => client.invalidateQueries({ queryKey }), [client, queryKey])
  return { threads, error: query.error, pending: query.isPending, refresh }
}
