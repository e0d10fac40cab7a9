import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nodes, run } from '../api/graphql.ts'
import { MediaFilesQuery, MediaRowsQuery } from './queries.ts'
import { useRunScope, type DrawnRun } from './runs.ts'

const SAMPLES = 200

/** Logged values of keys that are no numbers, by run and key, read by `read` from sampled rows. */
export function useMediaRows<Row>(runs: readonly DrawnRun[], keys: readonly string[], read: (rows: unknown, key: string) => Row[]) {
  const { entity, project, live } = useRunScope()
  const filters = JSON.stringify({ name: { $in: runs.map(each => each.name) } })
  const query = useQuery({
    queryKey: ['media', entity, project, filters, keys],
    queryFn: ({ signal }) => run(MediaRowsQuery, { entity, project, filters, first: Math.max(1, runs.length), specs: keys.map(key => JSON.stringify({ keys: ['_step', key], samples: SAMPLES })) }, signal),
    enabled: runs.length > 0 && keys.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: live ? 10_000 : false,
  })
  const signature = keys.join('\n')
  const byRun = useMemo(() => new Map(nodes(query.data?.project?.runs).map(node => [node.name, new Map(signature.split('\n').map((key, at) => [key, read(node.sampledHistory[at], key)]))])), [query.data, signature, read])
  return { query, byRun }
}

/** Links to files of a run, by name. */
export function useFileLinks(name: string, names: readonly string[]) {
  const { entity, project } = useRunScope()
  const files = useQuery({
    queryKey: ['media-files', entity, project, name, names],
    queryFn: ({ signal }) => run(MediaFilesQuery, { entity, project, name, names: [...names], first: names.length }, signal),
    enabled: names.length > 0,
    placeholderData: keepPreviousData,
    // links to files expire
    staleTime: 5 * 60_000,
  })
  return useMemo(() => new Map(nodes(files.data?.project?.run?.files).map(file => [file.name, file.directUrl])), [files.data])
}
