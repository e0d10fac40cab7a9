import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nodes, run } from '../api/graphql.ts'
import { foreignPin, placeOfRun } from './foreign.ts'
import { MediaFilesQuery, MediaRowsQuery } from './queries.ts'
import { useRunScope, type DrawnRun } from './runs.ts'

const SAMPLES = 200

/** Runs by the project that they lie in; the names that they have here begin with `prefix`. */
export function byProject(names: readonly string[], home: { entity: string; project: string }) {
  const found = new Map<string, { entity: string; project: string; prefix: string; names: string[] }>()
  for (const name of names) {
    const pin = foreignPin(name)
    const { entity, project, run: own } = placeOfRun(home, name)
    const prefix = pin ? `${entity}/${project}/` : ''
    const known = found.get(prefix) ?? { entity, project, prefix, names: [] }
    known.names.push(own)
    found.set(prefix, known)
  }
  return [...found.values()]
}

/** Logged values of keys that are no numbers, by run and key, read by `read` from sampled rows: one question for each project. */
export function useMediaRows<Row>(runs: readonly DrawnRun[], keys: readonly string[], read: (rows: unknown, key: string) => Row[]) {
  const { entity, project, live } = useRunScope()
  const names = runs.map(each => each.name).join('\n')
  const places = useMemo(() => byProject(names === '' ? [] : names.split('\n'), { entity, project }), [names, entity, project])
  const results = useQueries({
    queries: places.map(place => {
      const filters = JSON.stringify({ name: { $in: place.names } })
      return {
        queryKey: ['media', place.entity, place.project, filters, keys],
        queryFn: ({ signal }: { signal: AbortSignal }) => run(MediaRowsQuery, { entity: place.entity, project: place.project, filters, first: Math.max(1, place.names.length), specs: keys.map(key => JSON.stringify({ keys: ['_step', key], samples: SAMPLES })) }, signal),
        enabled: keys.length > 0,
        placeholderData: keepPreviousData,
        refetchInterval: live ? 10_000 : (false as const),
      }
    }),
  })
  const signature = keys.join('\n')
  const fresh = results.map(result => result.dataUpdatedAt).join()
  const byRun = useMemo(
    () => new Map(results.flatMap((result, at) => nodes(result.data?.project?.runs).map(node => [(places[at]?.prefix ?? '') + node.name, new Map(signature.split('\n').map((key, index) => [key, read(node.sampledHistory[index], key)]))] as const))),
    // the answers are as old as `fresh` says; how many there are may change, which a list of dependencies may not
    [places, signature, read, fresh],
  )
  const failed = results.find(result => result.isError)
  const query = { isError: failed !== undefined && byRun.size === 0, error: failed?.error, isPending: results.some(result => result.isPending), refetch: () => Promise.all(results.map(result => result.refetch())) }
  return { query, byRun }
}

/** Links to files of a run, by name. */
export function useFileLinks(name: string, names: readonly string[]) {
  const home = useRunScope()
  const { entity, project, run: own } = placeOfRun(home, name)
  const files = useQuery({
    queryKey: ['media-files', entity, project, own, names],
    queryFn: ({ signal }) => run(MediaFilesQuery, { entity, project, name: own, names: [...names], first: names.length }, signal),
    enabled: names.length > 0,
    placeholderData: keepPreviousData,
    // links to files expire
    staleTime: 5 * 60_000,
  })
  return useMemo(() => new Map(nodes(files.data?.project?.run?.files).map(file => [file.name, file.directUrl])), [files.data])
}
