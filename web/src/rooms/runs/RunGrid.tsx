import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { Key, Runset } from '../../panels/spec.ts'
import type { Column, RowValues } from './columns.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow, ROW_HEIGHT } from './GridRow.tsx'
import { pickRow, type Pick } from './pick.ts'
import { isVisible } from './selection.ts'

export interface GridProps {
  entity: string
  project: string
  columns: Column[]
  runset: Runset
  colors: Record<string, unknown>
  adjust: (change: (runset: Runset) => Runset) => void
  pick: Pick
  onPick: (pick: Pick) => void
  order: { key: Key; ascending: boolean } | undefined
}

export const CHECK_WIDTH = 62

/** Rows and columns outside the window are not in the document; the header and pinned columns stay in place. */
export function RunGrid({ rows, total, reach, ...grid }: GridProps & { rows: RowValues[]; total: number; reach: (last: number) => void }) {
  const scroll = useRef<HTMLDivElement>(null)
  const { columns, pick, runset } = grid
  const vertical = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => ROW_HEIGHT, overscan: 12 })
  const layout = useColumnWindow(columns, scroll)
  const items = vertical.getVirtualItems()
  const last = items[items.length - 1]?.index ?? 0
  useEffect(() => reach(last), [reach, last])
  const names = useMemo(() => rows.map(each => each.row.name), [rows])
  return (
    <div className="run-grid" ref={scroll} role="table" aria-label="Runs" aria-rowcount={total + 1} tabIndex={0}>
      <GridHeader {...grid} layout={layout} names={names} />
      <div className="grid-body" role="rowgroup" style={{ height: vertical.getTotalSize(), width: layout.width }}>
        {items.map(item => {
          const values = rows[item.index]
          return (
            <GridRow
              key={values?.row.name ?? `waiting-${item.index}`}
              {...grid}
              values={values}
              index={item.index}
              top={item.start}
              layout={layout}
              picked={!!values && (pick.all || pick.names.has(values.row.name))}
              visible={!!values && isVisible(runset.selections, values.row.name)}
              onCheck={range => values && grid.onPick(pickRow(pick, names, values.row.name, range))}
            />
          )
        })}
      </div>
    </div>
  )
}

export interface ColumnWindow { width: number; pinned: { column: Column; left: number }[]; free: { column: Column; at: number }[]; before: number }

export function useColumnWindow(columns: Column[], scroll: React.RefObject<HTMLDivElement | null>): ColumnWindow {
  const pinned = columns.filter(column => column.pinned)
  const free = columns.filter(column => !column.pinned)
  const pinnedWidth = pinned.reduce((sum, column) => sum + column.width, CHECK_WIDTH)
  const horizontal = useVirtualizer({ horizontal: true, count: free.length, getScrollElement: () => scroll.current, estimateSize: index => free[index]!.width, overscan: 4, paddingStart: pinnedWidth })
  const sizes = free.map(column => column.width).join()
  useEffect(() => horizontal.measure(), [horizontal, sizes, pinnedWidth])
  const items = horizontal.getVirtualItems()
  let left = CHECK_WIDTH
  return {
    width: pinnedWidth + free.reduce((sum, column) => sum + column.width, 0),
    pinned: pinned.map(column => {
      const place = { column, left }
      left += column.width
      return place
    }),
    free: items.map(item => ({ column: free[item.index]!, at: item.index })).filter(each => each.column),
    before: (items[0]?.start ?? pinnedWidth) - pinnedWidth,
  }
}
