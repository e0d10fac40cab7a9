import { useQuery } from '@tanstack/react-query'
import { BellRing, Plus, Zap } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { setSearchParams, useSearchParam } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { EmptyState, ErrorState, Loading, Segmented } from '../../design/parts.tsx'
import { isRegistry } from '../registry/names.ts'
import { Alerts } from './Alerts.tsx'
import { AutomationForm } from './AutomationForm.tsx'
import { AutomationTable } from './AutomationTable.tsx'
import { ABOVE, AutomationsQuery } from './queries.ts'

/** What watches the project and its collections, and what its runs had to say. */
export default function AutomationsPage({ entity, project }: { entity: string; project: string }) {
  const registry = isRegistry(project)
  const shown = useSearchParam('show') === 'alerts' && !registry ? 'alerts' : 'automations'
  const [making, setMaking] = useState(false)
  const query = useQuery({ queryKey: ['automations', entity, project], queryFn: ({ signal }) => run(AutomationsQuery, { entity, project, above: ABOVE }, signal), refetchInterval: 10_000 })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const found = query.data.project
  if (!found) return <NotFound what="project" />
  const triggers = [...found.triggers.filter(each => each.scope.__typename !== 'Entity'), ...nodes(query.data.entity?.triggers)]
  const writable = found.readOnly !== true
  return (
    <div className="page wide stack">
      <div className="row wrap">
        <h1>Automations</h1>
        {!registry && <Segmented label="Show" value={shown} options={[['automations', 'Automations'], ['alerts', 'Alerts of runs']]} onChange={next => setSearchParams({ show: next === 'alerts' ? 'alerts' : null })} />}
        <span className="grow" />
        {writable && shown === 'automations' && <button type="button" className="button primary" onClick={() => setMaking(true)}><Plus size={14} />New automation</button>}
      </div>
      {shown === 'alerts' ? <Alerts entity={entity} project={project} /> : triggers.length === 0 ? (
        <div className="card">
          <EmptyState icon={<Zap size={28} strokeWidth={1.4} />} title="No automations yet">
            <p>When {registry ? 'a version is linked or gets an alias' : 'a run fails, a metric crosses a line or a model gets an alias'}: call a webhook, write into a chat, or start a job.</p>
            {writable && <button type="button" className="button" onClick={() => setMaking(true)}><BellRing size={14} />Make the first one</button>}
          </EmptyState>
        </div>
      ) : <AutomationTable entity={entity} project={project} triggers={triggers} writable={writable} />}
      {making && <AutomationForm entity={entity} project={project} projectId={found.id} trigger={null} onClose={() => setMaking(false)} />}
    </div>
  )
}
