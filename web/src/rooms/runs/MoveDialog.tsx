import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { toast } from '../../design/Toasts.tsx'
import { ViewerQuery } from '../people/queries.ts'
import { ProjectsQuery, RUNNING } from '../projects/queries.ts'
import { MoveRuns } from './queries.ts'

interface MoveDialogProps { entity: string; project: string; amount: number; filters: string; onClose: () => void; onDone: () => void }

/** Runs go into another project with all they have; the artifacts they made stay where they are. */
export default function MoveDialog({ entity, project, amount, filters, onClose, onDone }: MoveDialogProps) {
  const list = useId()
  const [toEntity, setToEntity] = useState(entity)
  const [toProject, setToProject] = useState('')
  const viewer = useQuery({ queryKey: ['viewer'], queryFn: () => run(ViewerQuery, {}) })
  const owners = [...new Set([entity, ...(viewer.data?.viewer?.teams.edges ?? []).map(edge => edge.node.name)])]
  const projects = useQuery({ queryKey: ['projects-of', toEntity], queryFn: ({ signal }) => run(ProjectsQuery, { entity: toEntity, first: 100, after: null, running: RUNNING }, signal), staleTime: 60_000 })
  const known = nodes(projects.data?.models).map(each => each.name).filter(each => toEntity !== entity || each !== project)
  const move = useMutation({
    mutationFn: () => run(MoveRuns, { entity, project, toEntity, toProject: toProject.trim(), filters }),
    onSuccess: () => {
      toast(`${plural(amount, 'run')} moved`, { action: { label: 'Go there', run: () => navigate(href.runs(toEntity, toProject.trim())) } })
      onClose()
      onDone()
    },
  })
  const fits = known.includes(toProject.trim())
  return (
    <Dialog title={`Move ${plural(amount, 'run')}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!fits || move.isPending} onClick={() => move.mutate()}>Move</button>
    </>}>
      <label className="field"><span>To a project of</span><select className="select" value={toEntity} onChange={event => { setToEntity(event.target.value); setToProject('') }}>{owners.map(each => <option key={each}>{each}</option>)}</select></label>
      <label className="field"><span>Project</span><input className="input" list={list} autoFocus value={toProject} onChange={event => setToProject(event.target.value)} /></label>
      <datalist id={list}>{known.map(each => <option key={each} value={each} />)}</datalist>
      <p className="muted">{toProject.trim() !== '' && !fits ? `${toEntity} has no other project of that name.` : 'Charts, logs and files go along. Artifacts stay in this project.'}</p>
      {move.isError && <p className="note bad" role="alert">{move.error.message}</p>}
    </Dialog>
  )
}
