import { useQuery } from '@tanstack/react-query'
import { dump } from 'js-yaml'
import { nodes, run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { planFrom } from './fromRuns.ts'
import { NewSweep } from './NewSweep.tsx'
import { PriorRunsQuery } from './queries.ts'

const MOST = 100

/** A sweep that begins with what picked runs came to. */
export default function SweepFromRuns({ entity, project, filters, amount, onClose }: { entity: string; project: string; filters: string; amount: number; onClose: () => void }) {
  const query = useQuery({ queryKey: ['prior-runs', entity, project, filters], queryFn: ({ signal }) => run(PriorRunsQuery, { entity, project, filters, first: MOST }, signal), staleTime: Infinity })
  if (query.data) return <NewSweep entity={entity} project={project} config={dump(planFrom(nodes(query.data.project?.runs)), { lineWidth: 120 })} prior={filters} about={`Learns from ${plural(amount, 'run')}`} onClose={onClose} />
  return <Dialog title="New sweep" onClose={onClose}>{query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <Loading />}</Dialog>
}
