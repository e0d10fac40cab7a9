import { Group, X } from 'lucide-react'
import { useState } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import { SearchBox } from '../../design/parts.tsx'
import type { Key } from '../../panels/spec.ts'
import { fieldId, fieldOf, useFields } from './fields.ts'

const GROUPABLE = new Set(['run:state', 'run:username', 'run:group', 'run:jobType', 'run:host', 'run:sweep'])
const DEEPEST = 5

interface GroupMenuProps { entity: string; project: string; grouping: readonly Key[]; onGroup: (keys: Key[]) => void; wide?: boolean }

/** Keys of groups, the outermost first. Choosing one more puts its groups into those that are there. */
export function GroupMenu(props: GroupMenuProps) {
  const { entity, project, grouping, wide = true } = props
  const { fields } = useFields(entity, project)
  const names = grouping.map(key => fieldOf(key, fields).label).join(', ')
  const label = grouping.length > 0 ? `Grouped by ${names}` : 'Group'
  return (
    <MenuButton label={label} className={wide ? 'button small' : 'icon-button'} icon={<><Group size={14} />{wide && <span className="ellipsis">{label}</span>}</>} popoverClass="sort-menu" align={wide ? 'start' : 'end'}>
      {() => <GroupList {...props} />}
    </MenuButton>
  )
}

function GroupList({ entity, project, grouping, onGroup }: GroupMenuProps) {
  const { fields } = useFields(entity, project)
  const [text, setText] = useState('')
  const chosen = new Set(grouping.map(fieldId))
  const offered = fields.filter(field => !chosen.has(field.id) && !field.nested && (GROUPABLE.has(field.id) || field.key.section === 'config') && field.label.toLowerCase().includes(text.toLowerCase())).slice(0, 80)
  return (
    <>
      <div className="menu-form"><SearchBox value={text} onChange={setText} placeholder="Group by" /></div>
      <div className="menu">
        {grouping.map((key, at) => (
          <div key={fieldId(key)} className="row menu-row">
            <span className="ellipsis grow" style={{ paddingLeft: 9 + at * 12 }}>{fieldOf(key, fields).label}</span>
            <button type="button" className="icon-button" aria-label={`Do not group by ${fieldOf(key, fields).label}`} onClick={() => onGroup(grouping.filter(each => each !== key))}><X size={13} /></button>
          </div>
        ))}
        {grouping.length > 0 && <button type="button" className="menu-item" onClick={() => onGroup([])}>No grouping</button>}
        {grouping.length > 0 && <div className="menu-line" />}
        {grouping.length < DEEPEST && offered.map(field => (
          <button key={field.id} type="button" className="menu-item" onClick={() => onGroup([...grouping, field.key])}>
            <span className="ellipsis grow">{field.label}</span>{field.key.section === 'config' && <span className="muted">config</span>}
          </button>
        ))}
      </div>
    </>
  )
}
