import { Eye, EyeOff } from 'lucide-react'
import { memo } from 'react'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { runColor } from '../../design/colors.ts'
import { duration, valueText } from '../../design/format.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import { cellValue, type Column, type RowValues } from './columns.ts'
import { toV2, leavesOf } from './filters.ts'
import type { ColumnWindow, GridProps } from './grid.ts'
import { toggle } from './selection.ts'

interface GridRowProps extends GridProps {
  values: RowValues | undefined
  index: number
  top: number | null
  layout: ColumnWindow
  picked: boolean
  visible: boolean
  indent?: boolean
  onCheck: (range: boolean) => void
}

export const GridRow = memo(function GridRow({ values, index, top, layout, picked, visible, indent = false, onCheck, ...grid }: GridRowProps) {
  const place = top === null ? { width: layout.width } : { width: layout.width, transform: `translateY(${top}px)` }
  if (!values) {
    return <div className="grid-row placed" role="row" aria-rowindex={index + 2} style={place}><div className="grid-cell pinned" style={{ left: 0, width: 300 }}><div className="skeleton grow" /></div></div>
  }
  const { row } = values
  const name = row.displayName || row.name
  return (
    <div className={`grid-row ${top === null ? '' : 'placed'} ${picked ? 'picked' : ''} ${visible ? '' : 'off'}`} role="row" aria-rowindex={index + 2} style={place}>
      <div className="grid-cell check pinned" role="cell" style={{ left: 0 }}>
        <input type="checkbox" aria-label={`Select ${name}`} checked={picked} onChange={() => {}} onClick={event => onCheck(event.shiftKey)} />
        <button type="button" className="icon-button eye" aria-label={`${visible ? 'Hide' : 'Show'} ${name} in charts`} aria-pressed={visible} onClick={() => grid.adjust(each => ({ ...each, selections: toggle(each.selections, row.name) }))}>{visible ? <Eye size={13} /> : <EyeOff size={13} />}</button>
      </div>
      {layout.pinned.map(({ column, left }) => <Cell key={column.id} column={column} left={left} values={values} grid={grid} indent={indent && column.id === 'run:displayName'} />)}
      <div style={{ width: layout.before, flex: 'none' }} />
      {layout.free.map(({ column }) => <Cell key={column.id} column={column} left={null} values={values} grid={grid} indent={false} />)}
    </div>
  )
})

function Cell({ column, left, values, grid, indent }: { column: Column; left: number | null; values: RowValues; grid: GridProps; indent: boolean }) {
  const value = cellValue(values, column.key)
  const number = typeof value === 'number'
  return (
    <div className={`grid-cell ${left === null ? '' : 'pinned'} ${number ? 'number' : ''} ${indent ? 'indent' : ''}`} role="cell" style={{ width: column.width, left: left ?? undefined }} title={number || typeof value === 'string' ? String(value) : undefined}>
      <Content column={column} value={value} values={values} grid={grid} />
    </div>
  )
}

function Content({ column, value, values: { row }, grid }: { column: Column; value: unknown; values: RowValues; grid: GridProps }) {
  switch (column.id) {
    case 'run:displayName':
      return <><i className="run-dot" style={{ background: runColor(row.name, grid.colors) }} /><Link className="ellipsis" to={href.run(grid.entity, grid.project, row.name)}>{String(value)}</Link></>
    case 'run:state': return <StateChip state={row.state} />
    case 'run:createdAt':
    case 'run:heartbeatAt': return <Ago at={value as string | null} />
    case 'run:duration': return <span className="num">{duration(value as number)}</span>
    case 'tags:__ALL__': return <span className="row tag-list">{(value as string[]).map(tag => <button key={tag} type="button" className="chip" title={`Filter by ${tag}`} onClick={() => filterByTag(grid, tag)}><span className="ellipsis">{tag}</span></button>)}</span>
    default: return <span className="ellipsis">{valueText(value)}</span>
  }
}

function filterByTag(grid: GridProps, tag: string) {
  grid.adjust(each => {
    const { leaves, complex } = leavesOf(each.filters)
    if (complex) return each
    return { ...each, filters: toV2([...leaves, { key: { section: 'tags', name: '__ALL__' }, op: '=', value: tag, connector: 'AND' }]) }
  })
}
