import { Eye, EyeOff } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { runColor } from '../../design/colors.ts'
import { duration, valueText } from '../../design/format.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import type { Pin } from '../../panels/pins.ts'
import { cellValue, type Column, type RowValues } from './columns.ts'
import { Delta } from './Delta.tsx'
import { toV2, leavesOf } from './filters.ts'
import type { ColumnWindow, GridProps } from './grid.ts'
import { RunMark, RunMenu } from './RunMenu.tsx'
import { toggle } from './selection.ts'

const NotesCell = lazy(() => import('./NotesCell.tsx'))

interface GridRowProps extends GridProps {
  values: RowValues | undefined
  index: number
  top: number | null
  layout: ColumnWindow
  picked: boolean
  visible: boolean
  indent?: boolean
  mark?: 'baseline' | 'pinned'
  /** Of another project: it can be read and drawn, but not picked. */
  foreign?: Pin | null
  onCheck: (range: boolean) => void
}

export const GridRow = memo(function GridRow({ values, index, top, layout, picked, visible, indent = false, mark, foreign = null, onCheck, ...grid }: GridRowProps) {
  const place = top === null ? { width: layout.width } : { width: layout.width, transform: `translateY(${top}px)` }
  if (!values) {
    return <div className="grid-row placed" role="row" aria-rowindex={index + 2} style={place}><div className="grid-cell pinned" style={{ left: 0, width: 300 }}><div className="skeleton grow" /></div></div>
  }
  const { row } = values
  const name = row.displayName || row.name
  return (
    <div className={`grid-row ${top === null ? '' : 'placed'} ${picked ? 'picked' : ''} ${visible ? '' : 'off'}`} role="row" aria-rowindex={index + 2} style={place}>
      <div className="grid-cell check pinned" role="cell" style={{ left: 0 }}>
        {foreign ? <span className="check-none" /> : <input type="checkbox" aria-label={`Select ${name}`} checked={picked} onChange={() => {}} onClick={event => onCheck(event.shiftKey)} />}
        <button type="button" className="icon-button eye" disabled={mark === 'baseline'} aria-label={`${visible ? 'Hide' : 'Show'} ${name} in charts`} aria-pressed={visible} onClick={() => grid.adjust(each => ({ ...each, selections: toggle(each.selections, row.name) }))}>{visible ? <Eye size={13} /> : <EyeOff size={13} />}</button>
      </div>
      {layout.pinned.map(({ column, left }) => <Cell key={column.id} column={column} left={left} values={values} grid={grid} indent={indent && column.id === 'run:displayName'} mark={mark} foreign={foreign} />)}
      <div style={{ width: layout.before, flex: 'none' }} />
      {layout.free.map(({ column }) => <Cell key={column.id} column={column} left={null} values={values} grid={grid} indent={false} mark={mark} foreign={foreign} />)}
    </div>
  )
})

interface CellProps { column: Column; values: RowValues; grid: GridProps; mark: GridRowProps['mark']; foreign: Pin | null }

function Cell({ column, left, values, grid, indent, mark, foreign }: CellProps & { left: number | null; indent: boolean }) {
  const value = cellValue(values, column.key)
  const number = typeof value === 'number'
  return (
    <div className={`grid-cell ${left === null ? '' : 'pinned'} ${number ? 'number' : ''} ${indent ? 'indent' : ''}`} role="cell" style={{ width: column.width, left: left ?? undefined }} title={number || typeof value === 'string' ? String(value) : undefined}>
      <Content column={column} value={value} values={values} grid={grid} mark={mark} foreign={foreign} />
    </div>
  )
}

function Content({ column, value, values: { row }, grid, mark, foreign }: CellProps & { value: unknown }) {
  const pin = foreign ?? { run: row.name, entity: grid.entity, project: grid.project }
  switch (column.id) {
    case 'run:displayName':
      return <><i className="run-dot" style={{ background: runColor(row, grid.colors) }} />{mark && <RunMark mark={mark} />}<Link className="ellipsis grow" to={href.run(pin.entity, pin.project, pin.run)}>{String(value)}</Link><RunMenu pin={pin} label={row.displayName || row.name} home={grid} runset={grid.runset} adjust={grid.adjust} /></>
    case 'run:state': return <StateChip state={row.state} />
    case 'run:createdAt':
    case 'run:heartbeatAt': return <Ago at={value as string | null} />
    case 'run:duration': return <span className="num">{duration(value as number)}</span>
    case 'tags:__ALL__': return <span className="row tag-list">{(value as string[]).map(tag => <button key={tag} type="button" className="chip" title={`Filter by ${tag}`} onClick={() => filterByTag(grid, tag)}><span className="ellipsis">{tag}</span></button>)}</span>
    case 'run:notes': return <Suspense fallback={<span className="ellipsis">{row.notes}</span>}><NotesCell row={row} /></Suspense>
    default: return <>{mark !== 'baseline' && <CellDelta column={column} value={value} grid={grid} />}<span className="ellipsis">{valueText(value)}</span></>
  }
}

/** Only what a run came to is compared; what it was given has no better and worse. */
function CellDelta({ column, value, grid: { baseline, goalOf } }: { column: Column; value: unknown; grid: GridProps }) {
  const base = baseline && column.key.section === 'summary' ? cellValue(baseline, column.key) : null
  return typeof value === 'number' && typeof base === 'number' ? <Delta value={value} base={base} goal={goalOf(column)} /> : null
}

function filterByTag(grid: GridProps, tag: string) {
  grid.adjust(each => {
    const { leaves, complex } = leavesOf(each.filters)
    if (complex) return each
    return { ...each, filters: toV2([...leaves, { key: { section: 'tags', name: '__ALL__' }, op: '=', value: tag, connector: 'AND' }]) }
  })
}
