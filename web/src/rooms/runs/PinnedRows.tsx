import type { ColumnWindow, GridProps } from './grid.ts'
import { GridRow } from './GridRow.tsx'
import { pickRow } from './pick.ts'
import type { PinnedRow } from './pinned.ts'
import { isVisible } from './selection.ts'

/** So many stay in sight while the rows below are scrolled; more would leave too little of the table. */
const MOST_STICKY = 6

/** Pinned runs stand above all others, the baseline first. */
export function PinnedRows({ pinned, layout, ...grid }: GridProps & { pinned: readonly PinnedRow[]; layout: ColumnWindow }) {
  if (pinned.length === 0) return null
  const names = pinned.filter(each => !each.foreign).map(each => each.pin.run)
  return (
    <div className={`grid-pinned ${pinned.length <= MOST_STICKY ? 'sticky' : ''}`} role="rowgroup" aria-label="Pinned runs" style={{ width: layout.width }}>
      {pinned.map(({ pin, values, baseline, foreign }, index) => (
        <GridRow
          key={values.row.id}
          {...grid}
          values={values}
          index={index}
          top={null}
          layout={layout}
          mark={baseline ? 'baseline' : 'pinned'}
          foreign={foreign ? pin : null}
          picked={!foreign && (grid.pick.all || grid.pick.names.has(pin.run))}
          visible={baseline || isVisible(grid.runset.selections, pin.run)}
          onCheck={range => grid.onPick(pickRow(grid.pick, names, pin.run, range))}
        />
      ))}
    </div>
  )
}
