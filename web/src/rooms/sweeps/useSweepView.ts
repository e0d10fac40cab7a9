import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { parseSpec } from '../../panels/spec.ts'
import { WorkspaceStore } from '../../panels/store.tsx'
import { readPlan, sweepSpec } from './plan.ts'
import { SaveSweepView, SweepViewQuery } from './queries.ts'

/** Each person has a layout of each sweep. Until they change it, it follows from the sweep's configuration. */
export function useSweepView(entity: string, project: string, sweep: { name: string; config: string; readOnly: boolean }, user: string) {
  const name = `sweep-${sweep.name}-${user}`
  const query = useQuery({
    queryKey: ['sweep-view', entity, project, name],
    queryFn: async ({ signal }) => {
      const answer = await run(SweepViewQuery, { entity, project, name }, signal)
      const row = nodes(answer.project?.allViews)[0]
      let id = row?.id ?? null
      return new WorkspaceStore({
        spec: row ? parseSpec(row.spec) : sweepSpec(readPlan(sweep.config)),
        autosave: true,
        save: sweep.readOnly ? null : async spec => {
          id = (await run(SaveSweepView, { id, entity, project, name, spec: JSON.stringify(spec) })).upsertView.view.id
        },
      })
    },
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const store = query.data
  useEffect(() => {
    if (!store) return
    const flush = () => store.flush()
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      store.flush()
    }
  }, [store])
  return query
}
