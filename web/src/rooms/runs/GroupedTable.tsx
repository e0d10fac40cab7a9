import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { isObject } from '../../api/json.ts'
import { count, number, valueText } from '../../design/format.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import type { Key } from '../../panels/spec.ts'
import type { Column } from './columns.ts'
import { fieldPath } from './filters.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import { pickRow } from './pick.ts'
import type { PinnedRow } from './pinned.ts'
import { PinnedRows } from './PinnedRows.tsx'
import { RunGroupsQuery, type RunGroup } from './queries.ts'
import { useColumnWindow, type ColumnWindow, type GridProps } from './grid.ts'
import { isVisible } from './selection.ts'
import { useRows, type RowsQuestion } from './useRows.ts'

type GroupedProps = GridProps & { pinned: PinnedRow[]; grouping: readonly Key[]; filters: string; question: RowsQuestion }

/** One row a group, with the mean and spread of every numeric column; opening it lists the groups inside it, or its runs. */
export default function GroupedTable({ grouping, filters, question, pinned, ...grid }: GroupedProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const layout = useColumnWindow(grid.columns, scroll)
  return (
    <div className="run-grid" ref={scroll} role="table" aria-label="Runs by group" tabIndex={0}>
      <GridHeader {...grid} layout={layout} names={[]} />
      <PinnedRows {...grid} pinned={pinned} layout={layout} />
      <div role="rowgroup" style={{ width: layout.width }}>
        <Groups key={grouping.map(fieldPath).join()} keys={grouping} depth={0} filters={filters} layout={layout} question={question} {...grid} />
      </div>
    </div>
  )
}

type GroupsProps = GridProps & { keys: readonly Key[]; depth: number; filters: string; layout: ColumnWindow; question: RowsQuestion }

/** The groups of one key among the runs that a filter leaves. */
function Groups({ keys, depth, filters, layout, question, ...grid }: GroupsProps) {
  const aggregateKeys = useMemo(() => grid.columns.filter(each => each.key.section === 'summary' || (each.key.section === 'config' && each.type === 'number')).map(each => fieldPath(each.key)).slice(0, 50), [grid.columns])
  const { entity, project } = grid
  const groupKeys = [fieldPath(keys[0]!)]
  const query = useInfiniteQuery({
    queryKey: ['groups', entity, project, groupKeys, filters, aggregateKeys],
    queryFn: ({ pageParam, signal }) => run(RunGroupsQuery, { entity, project, groupKeys, filters, order: null, aggregateKeys, first: 100, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.runGroups.pageInfo.hasNextPage ? page.project.runGroups.pageInfo.endCursor : undefined),
    refetchInterval: 10_000,
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return depth === 0 ? <Loading /> : <div className="grid-more"><div className="skeleton" style={{ width: 160 }} /></div>
  const groups = query.data.pages.flatMap(page => nodes(page.project?.runGroups))
  return (
    <>
      {groups.map(group => <GroupRow key={JSON.stringify(group.key)} group={group} keys={keys} depth={depth} layout={layout} question={question} {...grid} />)}
      {query.hasNextPage && <div className="grid-more"><button type="button" className="button small" onClick={() => void query.fetchNextPage()}>More groups</button></div>}
    </>
  )
}

export function groupLabel(key: unknown): string {
  const parts = Array.isArray(key) ? key : isObject(key) ? Object.values(key) : [key]
  return parts.map(part => (part === null || part === undefined ? 'none' : valueText(part))).join(', ')
}

function GroupRow({ group, keys, depth, layout, question, ...grid }: Omit<GroupsProps, 'filters'> & { group: RunGroup }) {
  const [open, setOpen] = useState(false)
  const label = groupLabel(group.key)
  const cell = (column: Column, left: number | null) => (
    <div key={column.id} className={`grid-cell ${left === null ? 'number' : 'pinned'}`} role="cell" style={{ width: column.width, left: left ?? undefined }}>
      {column.id === 'run:displayName' ? (
        <button type="button" className="group-toggle" aria-expanded={open} style={{ paddingLeft: depth * 16 }} onClick={() => setOpen(!open)}>
          <ChevronRight size={13} className={open ? 'turned' : ''} /><b className="ellipsis">{label}</b><span className="muted num">{count(group.runCount)}</span>
        </button>
      ) : <Spread of={group.aggregates[fieldPath(column.key)]} />}
    </div>
  )
  return (
    <>
      <div className={`grid-row group depth-${depth}`} role="row" aria-level={depth + 1} style={{ width: layout.width }}>
        <div className="grid-cell check pinned" role="cell" style={{ left: 0 }} />
        {layout.pinned.map(({ column, left }) => cell(column, left))}
        <div style={{ width: layout.before, flex: 'none' }} />
        {layout.free.map(({ column }) => cell(column, null))}
      </div>
      {open && keys.length > 1 && <Groups keys={keys.slice(1)} depth={depth + 1} filters={group.filters} layout={layout} question={question} {...grid} />}
      {open && keys.length === 1 && <GroupRuns filters={group.filters} layout={layout} question={question} {...grid} />}
    </>
  )
}

/** A mean needs no more digits than its spread leaves certain. */
const rounded = (value: number, digits: number) => number(Number(value.toPrecision(digits)))

function Spread({ of }: { of: RunGroup['aggregates'][string] | undefined }) {
  if (!of || of.mean === null || of.mean === undefined) return null
  return <span className="ellipsis num" title={`${count(of.count)} values, ${of.min} to ${of.max}`}>{rounded(of.mean, 4)}{of.count > 1 && of.std !== null && <span className="muted"> ± {rounded(of.std, 2)}</span>}</span>
}

function GroupRuns({ filters, layout, question, ...grid }: GridProps & { filters: string; layout: ColumnWindow; question: RowsQuestion }) {
  const own = useMemo(() => ({ ...question, filters }), [question, filters])
  const { rows, query } = useRows(own)
  const names = rows.map(each => each.row.name)
  if (query.isError) return <div className="grid-more">{query.error.message}</div>
  return (
    <>
      {rows.map((values, index) => (
        <GridRow
          key={values.row.name}
          {...grid}
          values={values}
          index={index}
          top={null}
          layout={layout}
          indent
          picked={grid.pick.names.has(values.row.name)}
          visible={isVisible(grid.runset.selections, values.row.name)}
          onCheck={range => grid.onPick(pickRow(grid.pick, names, values.row.name, range))}
        />
      ))}
      {query.hasNextPage && <div className="grid-more"><button type="button" className="button small" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>More runs</button></div>}
    </>
  )
}
