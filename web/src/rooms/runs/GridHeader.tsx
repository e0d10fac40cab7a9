import { ArrowDown, ArrowUp, ChevronDown, EyeOff, ListPlus, MoveLeft, MoveRight, Pin, PinOff, TrendingDown, TrendingUp } from 'lucide-react'
import { useRef } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import type { Runset } from '../../panels/spec.ts'
import type { Column } from './columns.ts'
import { fieldId, isSortable } from './fields.ts'
import { withKey, withSort } from './sorting.ts'
import type { ColumnWindow, GridProps } from './grid.ts'

const MOST_NARROW = 56

type HeaderProps = GridProps & { layout: ColumnWindow; names: string[] }

const feed = (runset: Runset, changes: Partial<Runset['runFeed']>): Runset => ({ ...runset, runFeed: { ...runset.runFeed, ...changes } as Runset['runFeed'] })

export function GridHeader(props: HeaderProps) {
  const { layout, pick, names, onPick } = props
  const every = names.length > 0 && names.every(name => pick.all || pick.names.has(name))
  return (
    <div className="grid-row grid-head" role="row" style={{ width: layout.width }}>
      <div className="grid-cell check pinned" role="columnheader" style={{ left: 0 }}>
        <input type="checkbox" aria-label="Select all loaded runs" checked={every} onChange={() => onPick({ ...pick, names: every ? new Set() : new Set(names), all: false })} />
      </div>
      {layout.pinned.map(({ column, left }) => <HeaderCell key={column.id} column={column} left={left} {...props} />)}
      <div style={{ width: layout.before, flex: 'none' }} />
      {layout.free.map(({ column }) => <HeaderCell key={column.id} column={column} left={null} {...props} />)}
    </div>
  )
}

function HeaderCell({ column, left, columns, adjust, order, baseline, goalOf }: HeaderProps & { column: Column; left: number | null }) {
  const place = order.findIndex(each => fieldId(each.key) === column.id)
  const on = order[place]
  const sort = (ascending: boolean) => adjust(each => withSort(each, [{ key: column.key, ascending }]))
  const also = () => adjust(each => withSort(each, withKey(each.sort.keys, { key: column.key, ascending: column.type === 'text' })))
  const isName = column.id === 'run:displayName'
  const move = (by: number) => adjust(each => {
    const ids = columns.map(any => any.id)
    const from = ids.indexOf(column.id)
    const to = from + by
    if (to < 1 || to >= ids.length) return each
    ids.splice(to, 0, ...ids.splice(from, 1))
    return feed(each, { columnOrder: ids })
  })
  const sortable = isSortable(column)
  return (
    <div className={`grid-cell ${left === null ? '' : 'pinned'} ${column.type === 'number' ? 'number' : ''}`} role="columnheader" aria-sort={on ? (on.ascending ? 'ascending' : 'descending') : undefined} style={{ width: column.width, left: left ?? undefined }} title={column.label}>
      <button type="button" className="head-name" disabled={!sortable} onClick={event => (event.shiftKey ? also() : sort(on && order.length === 1 ? !on.ascending : on ? on.ascending : column.type === 'text'))}>
        <span className="ellipsis">{column.label}</span>
        {on && (on.ascending ? <ArrowUp size={12} /> : <ArrowDown size={12} />)}
        {on && order.length > 1 && <sup className="num">{place + 1}</sup>}
      </button>
      <MenuButton label={`Menu of column ${column.label}`} icon={<ChevronDown size={12} />} className="icon-button head-menu" align="end">
        {close => {
          const item = (label: string, icon: React.ReactNode, act: () => void) => <button type="button" className="menu-item" onClick={() => { act(); close() }}>{icon}{label}</button>
          return (
            <>
              {sortable && item('Sort ascending', <ArrowUp size={14} />, () => sort(true))}
              {sortable && item('Sort descending', <ArrowDown size={14} />, () => sort(false))}
              {sortable && !on && item('Then by this (Shift+click)', <ListPlus size={14} />, also)}
              {baseline !== null && column.key.section === 'summary' && (['min', 'max'] as const).map(goal => {
                const chosen = goalOf(column) === goal
                return <button key={goal} type="button" className="menu-item" aria-pressed={chosen} onClick={() => { adjust(each => feed(each, { columnGoals: { ...each.runFeed.columnGoals, [column.id]: chosen ? null : goal } })); close() }}>{goal === 'min' ? <TrendingDown size={14} /> : <TrendingUp size={14} />}{goal === 'min' ? 'Lower is better' : 'Higher is better'}</button>
              })}
              {!isName && item(column.pinned ? 'Unpin' : 'Pin', column.pinned ? <PinOff size={14} /> : <Pin size={14} />, () => adjust(each => feed(each, { columnPinned: { ...each.runFeed.columnPinned, [column.id]: !column.pinned }, columnVisible: { ...each.runFeed.columnVisible, [column.id]: true } })))}
              {!isName && item('Move left', <MoveLeft size={14} />, () => move(-1))}
              {!isName && item('Move right', <MoveRight size={14} />, () => move(1))}
              {!isName && item('Hide', <EyeOff size={14} />, () => adjust(each => feed(each, { columnVisible: { ...each.runFeed.columnVisible, [column.id]: false }, columnPinned: { ...each.runFeed.columnPinned, [column.id]: false } })))}
            </>
          )
        }}
      </MenuButton>
      <ResizeHandle column={column} onResize={width => adjust(each => feed(each, { columnWidths: { ...each.runFeed.columnWidths, [column.id]: width } }))} />
    </div>
  )
}

function ResizeHandle({ column, onResize }: { column: Column; onResize: (width: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null)
  return (
    <div
      className="resize-handle"
      role="separator"
      aria-orientation="vertical"
      aria-valuenow={column.width}
      aria-valuemin={MOST_NARROW}
      aria-label={`Width of ${column.label}`}
      tabIndex={0}
      onKeyDown={event => {
        const by = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0
        if (by) { event.preventDefault(); onResize(Math.max(MOST_NARROW, column.width + by)) }
      }}
      onPointerDown={event => {
        start.current = { x: event.clientX, width: column.width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={event => { if (start.current) onResize(Math.max(MOST_NARROW, Math.round(start.current.width + event.clientX - start.current.x))) }}
      onPointerUp={() => { start.current = null }}
    />
  )
}
