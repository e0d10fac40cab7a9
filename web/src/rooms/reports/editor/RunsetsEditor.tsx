import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { isObject, type JsonObject } from '../../../api/json.ts'
import { nodes, run } from '../../../api/graphql.ts'
import { newRunset, update, type Runset } from '../../../panels/spec.ts'
import { ProjectsQuery, RUNNING } from '../../projects/queries.ts'
import { FilterMenu } from '../../runs/FilterMenu.tsx'
import { GroupMenu } from '../../runs/GroupMenu.tsx'
import { SortButton } from '../../runs/SortButton.tsx'
import { readGrid, type Block } from '../blocks.ts'

interface RunsetsEditorProps { block: Block; home: { entity: string; project: string }; at: number; onPick: (at: number) => void; onChange: (block: Block, typing?: boolean) => void }

/** The sets of runs below a grid: which project, which of its runs, in which order and groups. */
export function RunsetsEditor({ block, home, at, onPick, onChange }: RunsetsEditorProps) {
  const grid = readGrid(block, home)
  const about = isObject(block.metadata) ? block.metadata : {}
  const raw = (Array.isArray(about.runSets) ? about.runSets : []).filter(isObject)
  // sets that a script switched off keep their places
  const enabled = raw.flatMap((set, index) => (set.enabled !== false ? [index] : []))
  const set = grid.runsets[at] ?? grid.runsets[0]!
  const own = enabled[at] ?? enabled[0] ?? 0
  const write = (sets: JsonObject[], typing = false) => onChange(update(block, ['metadata', 'runSets'], () => sets) as Block, typing)
  const adjust = (changes: Partial<Runset> | JsonObject, typing = false) => write((raw.length > 0 ? raw : [newRunset() as JsonObject]).map((each, index) => (index === own ? { ...each, ...changes } : each)), typing)
  const runset = set.runset
  return (
    <div className="runset-editor">
      <div className="row wrap" role="group" aria-label="Run sets">
        {grid.runsets.map((each, index) => <button key={index} type="button" className="chip" aria-pressed={each === set} onClick={() => onPick(index)}>{each.name}</button>)}
        <button type="button" className="icon-button" aria-label="Add a run set" title="Add a run set" onClick={() => { write([...raw, { ...newRunset(), name: `Run set ${raw.length + 1}` }]); onPick(grid.runsets.length) }}><Plus size={14} /></button>
      </div>
      <div className="row wrap">
        <input className="input small runset-name" aria-label="Name of the run set" value={set.name} onChange={event => adjust({ name: event.target.value }, true)} />
        <ProjectChoice entity={set.entity} project={set.project} onChoose={(entity, project) => adjust({ project: { entityName: entity, name: project } })} />
        <FilterMenu entity={set.entity} project={set.project} runset={runset} wide onChange={filters => adjust({ filters })} />
        <GroupMenu entity={set.entity} project={set.project} grouping={runset.grouping} onGroup={grouping => adjust({ grouping })} />
        <SortButton wide entity={set.entity} project={set.project} keys={runset.sort.keys} onSort={keys => adjust({ sort: { ...runset.sort, keys } })} />
        {grid.runsets.length > 1 && <button type="button" className="icon-button" aria-label={`Remove ${set.name}`} title="Remove this run set" onClick={() => { write(raw.filter((_, index) => index !== own)); onPick(0) }}><Trash2 size={13} /></button>}
        <label className="check"><input type="checkbox" checked={about.hideRunSets !== true} onChange={event => onChange(update(block, ['metadata', 'hideRunSets'], () => !event.target.checked) as Block)} />Shown below the panels</label>
      </div>
    </div>
  )
}

function ProjectChoice({ entity, project, onChoose }: { entity: string; project: string; onChoose: (entity: string, project: string) => void }) {
  const [text, setText] = useState(`${entity}/${project}`)
  const projects = useQuery({ queryKey: ['projects-of', entity], queryFn: ({ signal }) => run(ProjectsQuery, { entity, first: 100, after: null, running: RUNNING }, signal), staleTime: 60_000 })
  const use = () => {
    const [owner, name, more] = text.trim().split('/')
    if (owner && name && more === undefined) onChoose(owner, name)
    else setText(`${entity}/${project}`)
  }
  return (
    <>
      <input className="input small runset-project mono" aria-label="Project of the run set" list="runset-projects" value={text} onChange={event => setText(event.target.value)} onBlur={use} onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); use() } }} />
      <datalist id="runset-projects">{nodes(projects.data?.models).map(each => <option key={each.id} value={`${each.entityName}/${each.name}`} />)}</datalist>
    </>
  )
}
