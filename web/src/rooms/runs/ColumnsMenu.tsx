import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import { SearchBox } from '../../design/parts.tsx'
import type { Runset } from '../../panels/spec.ts'
import type { Column } from './columns.ts'
import { found } from './find.ts'
import type { Field } from './fields.ts'

export function ColumnsMenu({ fields, columns, adjust }: { fields: readonly Field[]; columns: Column[]; adjust: (change: (runset: Runset) => Runset) => void }) {
  return (
    <MenuButton label="Columns" className="button small" icon={<><Columns3 size={14} />Columns</>} popoverClass="columns-menu">
      {() => <ColumnList fields={fields} columns={columns} adjust={adjust} />}
    </MenuButton>
  )
}

function ColumnList({ fields, columns, adjust }: Parameters<typeof ColumnsMenu>[0]) {
  const [text, setText] = useState('')
  const shown = new Set(columns.map(column => column.id))
  const offered = found(fields.filter(field => field.id !== 'run:displayName'), text)
  const set = (list: readonly Field[], on: boolean) => adjust(each => ({
    ...each,
    runFeed: {
      ...each.runFeed,
      columnVisible: { ...each.runFeed.columnVisible, ...Object.fromEntries(list.map(field => [field.id, on])) },
      ...(on ? {} : { columnPinned: { ...each.runFeed.columnPinned, ...Object.fromEntries(list.map(field => [field.id, false])) } }),
    } as Runset['runFeed'],
  }))
  const part = (title: string, list: readonly Field[]) => list.length > 0 && (
    <>
      <div className="menu-label">{title}</div>
      {list.slice(0, 200).map(field => (
        <label key={field.id} className="menu-item"><input type="checkbox" checked={shown.has(field.id)} onChange={event => set([field], event.target.checked)} /><span className="ellipsis">{field.label}</span></label>
      ))}
      {list.length > 200 && <p className="muted menu-label">{list.length - 200} more: search for them</p>}
    </>
  )
  return (
    <>
      <div className="menu-form row">
        <SearchBox value={text} onChange={setText} placeholder="Find a column" />
        <button type="button" className="button small" onClick={() => set(offered, true)}>Show all</button>
        <button type="button" className="button small" onClick={() => set(offered, false)}>Hide all</button>
      </div>
      <div className="menu">
        {part('Run', offered.filter(field => field.key.section !== 'config' && field.key.section !== 'summary'))}
        {part('Config', offered.filter(field => field.key.section === 'config'))}
        {part('Summary', offered.filter(field => field.key.section === 'summary'))}
        {offered.length === 0 && <p className="menu-label">No such column</p>}
      </div>
    </>
  )
}
