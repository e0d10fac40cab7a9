import { Group } from 'lucide-react'
import { useState } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import { SearchBox } from '../../design/parts.tsx'
import type { Key } from '../../panels/spec.ts'
import { fieldId, fieldOf, useFields } from './fields.ts'

const GROUPABLE = new Set(['run:state', 'run:username', 'run:group', 'run:jobType', 'run:host', 'run:sweep'])

export function GroupMenu({ entity, project, grouping, onGroup }: { entity: string; project: string; grouping: Key | undefined; onGroup: (key: Key | null) => void }) {
  const { fields } = useFields(entity, project)
  const label = grouping ? `Grouped by ${fieldOf(grouping, fields).label}` : 'Group'
  return (
    <MenuButton label={label} className="button small" icon={<><Group size={14} />{label}</>} popoverClass="sort-menu">
      {close => <GroupList entity={entity} project={project} grouping={grouping} onGroup={key => { onGroup(key); close() }} />}
    </MenuButton>
  )
}

function GroupList({ entity, project, grouping, onGroup }: Parameters<typeof GroupMenu>[0]) {
  const { fields } = useFields(entity, project)
  const [text, setText] = useState('')
  const offered = fields.filter(field => (GROUPABLE.has(field.id) || field.key.section === 'config') && field.label.toLowerCase().includes(text.toLowerCase())).slice(0, 80)
  return (
    <>
      <div className="menu-form"><SearchBox value={text} onChange={setText} placeholder="Group by" /></div>
      <div className="menu">
        {grouping && <button type="button" className="menu-item" onClick={() => onGroup(null)}>No grouping</button>}
        {offered.map(field => (
          <button key={field.id} type="button" className="menu-item" aria-pressed={grouping && fieldId(grouping) === field.id} onClick={() => onGroup(field.key)}>
            <span className="ellipsis grow">{field.label}</span>{field.key.section === 'config' && <span className="muted">config</span>}
          </button>
        ))}
      </div>
    </>
  )
}
