import { useQuery } from '@tanstack/react-query'
import { ChartSpline } from 'lucide-react'
import { useMemo } from 'react'
import { run } from '../../api/graphql.ts'
import { EmptyState } from '../../design/parts.tsx'
import { PanelArea } from '../../panels/PanelArea.tsx'
import { useRunColors } from '../../panels/runColors.ts'
import { RunScopeProvider } from '../../panels/runs.ts'
import type { Key } from '../../panels/spec.ts'
import { ProjectFrame } from '../workspace/ProjectFrame.tsx'
import type { RunDetail } from './queries.ts'
import { DrawnRunsQuery, isLive, NOTES, toDrawn } from './useDrawnRuns.ts'

const NO_GROUPING: readonly Key[] = []

interface RunChartsProps { entity: string; project: string; user: string; detail: RunDetail }

/** The project's panels with one run in scope. */
export function RunCharts(props: RunChartsProps) {
  return <ProjectFrame {...props}>{() => <Charts {...props} />}</ProjectFrame>
}

function Charts({ entity, project, detail }: RunChartsProps) {
  const colors = useRunColors(entity, project)
  const live = isLive(detail.state)
  const query = useQuery({
    queryKey: ['drawn', entity, project, 'run', detail.name],
    queryFn: ({ signal }) => run(DrawnRunsQuery, { entity, project, filters: JSON.stringify({ name: detail.name }), order: '-createdAt', first: 1, configKeys: [NOTES], summaryKeys: [] }, signal),
    refetchInterval: live ? 3_000 : false,
  })
  const row = query.data?.project?.runs?.edges[0]?.node
  const scope = useMemo(() => {
    const runs = row ? [toDrawn(row, colors.of)] : []
    return { entity, project, runs, filters: JSON.stringify({ name: detail.name }), order: '-createdAt', grouping: NO_GROUPING, colors, live: runs.some(each => each.running), openRun: () => {} }
  }, [entity, project, row, colors, detail.name])
  return (
    <RunScopeProvider value={scope}>
      <PanelArea empty={query.isPending ? <div className="state-box" role="status" aria-label="Loading" /> : (
        <EmptyState icon={<ChartSpline size={28} strokeWidth={1.4} />} title="Nothing logged yet"><p>{live ? 'The run is alive; charts appear with its first numbers.' : 'This run logged no numbers.'}</p></EmptyState>
      )} />
    </RunScopeProvider>
  )
}
