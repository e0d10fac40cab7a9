import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { OTHERS } from '../design/colors.ts'
import { and, orderOf, runsetFilter, type Mongo } from '../rooms/runs/filters.ts'
import type { RunColors } from './colors/scale.ts'
import { customColors, runsetOf, valueColors } from './spec.ts'
import { useWorkspace } from './store.tsx'

/** The colours of the runs of a view: chosen one by one, or by a value that all of them are asked for. */
export function useRunColors(entity: string, project: string, only: Mongo | null = null): RunColors {
  const { spec } = useWorkspace()
  const custom = customColors(spec)
  const chosen = valueColors(spec)
  const runset = runsetOf(spec)
  const question = { entity, project, filters: JSON.stringify(and(only, runsetFilter(runset))), order: orderOf(runset) }
  const { data } = useQuery({
    queryKey: ['colors', question, chosen],
    queryFn: async ({ signal }) => (await import('./colors/load.ts')).loadColors(question, chosen!, signal),
    enabled: chosen !== null,
    placeholderData: keepPreviousData,
    // ten thousand runs are ten questions: large projects are asked less often
    refetchInterval: state => ((state.state.data?.runs.length ?? 0) > 1000 ? 60_000 : 15_000),
  })
  const loaded = chosen === null ? undefined : data
  return useMemo(() => (loaded ? { of: { ...Object.fromEntries(loaded.runs), [OTHERS]: '#8b919c' }, scale: loaded.scale } : { of: custom, scale: null }), [loaded, custom])
}
