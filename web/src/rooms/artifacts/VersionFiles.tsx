import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { href, type Route } from '../../app/route.ts'
import { EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { FileBrowser } from '../runs/files/FileBrowser.tsx'
import { VersionFilesQuery } from './queries.ts'

export function VersionFiles({ id, route }: { id: string; route: Extract<Route, { page: 'artifact' }> }) {
  const { entity, project, type, collection, version, path } = route
  const query = useInfiniteQuery({
    queryKey: ['version-files', id],
    queryFn: ({ pageParam, signal }) => run(VersionFilesQuery, { id, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.artifact?.files.pageInfo.hasNextPage ? page.artifact.files.pageInfo.endCursor : undefined),
    // links to files expire
    staleTime: 5 * 60_000,
  })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const files = useMemo(() => (query.data?.pages ?? []).flatMap(page => nodes(page.artifact?.files)), [query.data])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (files.length === 0) return <EmptyState title="This version holds no files" />
  return <FileBrowser files={files} path={path} more={hasNextPage} archive={{ name: `${collection}-${version}`, command: `wandb artifact get ${entity}/${project}/${collection}:${version}` }} to={name => href.artifact(entity, project, type, collection, version, 'files', name)} />
}
