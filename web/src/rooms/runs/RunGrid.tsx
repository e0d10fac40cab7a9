import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { RowValues } from './columns.ts'
import { ROW_HEIGHT, useColumnWindow, type GridProps } from './grid.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import { pickRow } from './pick.ts'
import type { PinnedRow } from './pinned.ts'
import { PinnedRows } from './PinnedRows.tsx'
import { isVisible } from './selection.ts'

/** Rows and columns outside the window are not in the document; the header and pinned columns stay in place. */
export function RunGrid({ rows, total, reach, pinned, ...grid }: GridProps & { rows: RowValues[]; total: number; reach: (last: number) => void; pinned: PinnedRow[] }) {
  const scroll = useRef<HTMLDivElement>(null)
  const { columns, pick, runset } = grid
  const vertical = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => ROW_HEIGHT, overscan: 12, scrollMargin: pinned.length * ROW_HEIGHT })
  const layout = useColumnWindow(columns, scroll)
  const items = vertical.getVirtualItems()
  const last = items[items.length - 1]?.index ?? 0
  useEffect(() => reach(last), [reach, last])
  const names = useMemo(() => rows.map(each => each.row.name), [rows])
  return (
    <div className="run-grid" ref={scroll} role="table" aria-label="Runs" aria-rowcount={total + 1} tabIndex={0}>
      <GridHeader {...grid} layout={layout} names={names} />
      <PinnedRows {...grid} pinned={pinned} layout={layout} />
      <div className="grid-body" role="rowgroup" style={{ height: vertical.getTotalSize(), width: layout.width }}>
        {items.map(item => {
          const values = rows[item.index]
          return (
            <GridRow
              key={values?.row.name ?? `waiting-${item.index}`}
              {...grid}
              values={values}
              index={item.index}
              top={item.start - pinned.length * ROW_HEIGHT}
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
