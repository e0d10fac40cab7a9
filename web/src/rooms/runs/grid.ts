import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import type { Colors } from '../../design/colors.ts'
import type { Goal, Runset } from '../../panels/spec.ts'
import type { Column, RowValues } from './columns.ts'
import type { SortKey } from './sorting.ts'
import type { Pick } from './pick.ts'

/** What header, rows and groups of the table share. */
export interface GridProps {
  entity: string
  project: string
  columns: Column[]
  runset: Runset
  colors: Colors
  adjust: (change: (runset: Runset) => Runset) => void
  pick: Pick
  onPick: (pick: Pick) => void
  order: readonly SortKey[]
  /** The run that numbers are compared with. */
  baseline: RowValues | null
  goalOf: (column: Column) => Goal | null
}

export const ROW_HEIGHT = 31
export const CHECK_WIDTH = 62

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
