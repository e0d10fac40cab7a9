import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Eye, EyeOff, Regex, Table2 } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { run, nodes } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { runColor } from '../../design/colors.ts'
import { count } from '../../design/format.ts'
import { EmptyState, ErrorState, SearchBox, StateChip } from '../../design/parts.tsx'
import { setHovered, useHovered } from '../../panels/hover.ts'
import { useRunScope, type DrawnRun } from '../../panels/runs.ts'
import { changeRunset, runsetOf, update, workspaceSettings, type Runset } from '../../panels/spec.ts'
import { useStore, useWorkspace } from '../../panels/store.tsx'
import { ColorMenu } from '../runs/ColorMenu.tsx'
import { ColorKey, ColorsMenu } from '../runs/ColorsMenu.tsx'
import { configLabel } from '../runs/fields.ts'
import { GroupMenu } from '../runs/GroupMenu.tsx'
import { FilterMenu } from '../runs/FilterMenu.tsx'
import { and, orderOf, runsetFilter, type Mongo } from '../runs/filters.ts'
import { usePinnedRows } from '../runs/pinned.ts'
import { RunsQuery, type RunRow } from '../runs/queries.ts'
import { RunMark, RunMenu } from '../runs/RunMenu.tsx'
import { hideAll, isVisible, showAll, showOnly, toggle, visibleCount } from '../runs/selection.ts'
import { SortButton } from '../runs/SortButton.tsx'
import { withSort } from '../runs/sorting.ts'
import { isLive } from '../runs/useDrawnRuns.ts'

const PAGE = 25
const NO_KEYS = { configKeys: [], summaryKeys: [] }

/** One page of the runs that match search and filter. */
function useRunPage(entity: string, project: string, runset: Runset, only: Mongo | null) {
  const filters = JSON.stringify(and(only, runsetFilter(runset)))
  const base = only && JSON.stringify(only)
  const order = orderOf(runset)
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const question = `${filters} ${order}`
  useEffect(() => setCursors([null]), [question])
  const after = cursors[cursors.length - 1]!
  const query = useQuery({
    queryKey: ['runs', entity, project, filters, order, after],
    queryFn: ({ signal }) => run(RunsQuery, { entity, project, filters, order, first: PAGE, after, configKeys: [], summaryKeys: [], base }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: state => ((state.state.data?.project?.runs?.edges ?? []).some(edge => isLive(edge.node.state)) ? 3_000 : 8_000),
  })
  const project_ = query.data?.project
  const next = project_?.runs?.pageInfo.hasNextPage ? project_.runs.pageInfo.endCursor : null
  return {
    query,
    rows: nodes(project_?.runs),
    matching: project_?.runCount ?? 0,
    total: project_?.total ?? 0,
    first: (cursors.length - 1) * PAGE,
    previous: cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : null,
    next: next ? () => setCursors([...cursors, next]) : null,
  }
}

export function RunSelector({ entity, project, drawn, only = null }: { entity: string; project: string; drawn: DrawnRun[]; only?: Mongo | null }) {
  const store = useStore()
  const { spec } = useWorkspace()
  const runset = runsetOf(spec)
  const { colors } = useRunScope()
  const page = useRunPage(entity, project, runset, only)
  const home = { entity, project }
  const pinned = usePinnedRows(home, runset, NO_KEYS)
  const onTop = new Set(pinned.filter(each => !each.foreign).map(each => each.pin.run))
  const adjust = (change: (runset: Runset) => Runset) => store.adjust(each => changeRunset(each, change))
  const select = (change: (selections: Runset['selections']) => Runset['selections']) => adjust(each => ({ ...each, selections: change(each.selections) }))
  const maxRuns = workspaceSettings(spec).maxRuns
  const limit = typeof maxRuns === 'number' ? maxRuns : 10
  const rowProps = (row: RunRow, always = false) => ({
    visible: always || isVisible(runset.selections, row.name),
    color: runColor(row, colors.of),
    fixedColor: colors.scale !== null,
    onToggle: (alone: boolean) => select(alone ? each => showOnly(each, [row.name]) : each => toggle(each, row.name)),
    onColor: (color: string | null) => store.adjust(each => update(each, ['section', 'customRunColors'], (old: Record<string, unknown> | undefined) => withColor(old, row.name, color))),
  })
  const allShown = runset.selections.root === 1 && runset.selections.tree.length === 0
  const searching = page.matching !== page.total
  return (
    <aside className="run-selector" aria-label="Runs">
      <header>
        <div className="row">
          <h2 className="grow">Runs <span className="muted num">{page.query.isPending ? '' : searching ? `${count(page.matching)} of ${count(page.total)}` : count(page.total)}</span></h2>
          <Link className="icon-button" to={href.runs(entity, project)} aria-label="Open the runs table" title="Runs table"><Table2 size={15} /></Link>
        </div>
        <div className="row">
          <SearchBox value={runset.search.query} onChange={query => adjust(each => ({ ...each, search: { ...each.search, query } }))} placeholder="Search runs" delay={180}>
            <button type="button" className="icon-button" aria-label="Search by regular expression" title="Regular expression" aria-pressed={runset.search.isRegex === true} onClick={() => adjust(each => ({ ...each, search: { ...each.search, isRegex: !each.search.isRegex } }))}><Regex size={13} /></button>
          </SearchBox>
          <FilterMenu entity={entity} project={project} runset={runset} onChange={filters => adjust(each => ({ ...each, filters }))} />
          <GroupMenu entity={entity} project={project} grouping={runset.grouping} wide={false} onGroup={grouping => adjust(each => ({ ...each, grouping }))} />
          <SortButton entity={entity} project={project} keys={runset.sort.keys} onSort={keys => adjust(each => withSort(each, keys))} />
        </div>
        {runset.grouping.length > 0 && <div className="row selector-all"><span className="muted ellipsis grow">Charts group runs by {runset.grouping.map(key => configLabel(key.name)).join(', ')}</span><button type="button" className="link-button" onClick={() => adjust(each => ({ ...each, grouping: [] }))}>Ungroup</button></div>}
        <div className="row selector-all">
          <button type="button" className="icon-button" aria-label={allShown ? 'Hide all runs' : 'Show all runs'} title={allShown ? 'Hide all' : 'Show all'} onClick={() => select(allShown ? hideAll : showAll)}>{allShown ? <Eye size={14} /> : <EyeOff size={14} />}</button>
          <span className="muted num">{count(visibleCount(runset.selections, page.matching))} visible, {Math.min(drawn.length, limit)} in each chart</span>
          <span className="grow" />
          <ColorsMenu entity={entity} project={project} scale={colors.scale} />
        </div>
        <ColorKey scale={colors.scale} />
      </header>
      <ul className="selector-rows">
        {pinned.map(({ pin, values: { row }, baseline, foreign }, at) => (
          <SelectorRow key={row.id} row={row} to={href.run(pin.entity, pin.project, pin.run)} mark={baseline ? 'baseline' : 'pinned'} last={at === pinned.length - 1} foreign={foreign ? `${pin.entity}/${pin.project}` : null} menu={<RunMenu pin={pin} label={row.displayName || row.name} home={home} runset={runset} adjust={adjust} />} {...rowProps(row, baseline)} />
        ))}
        {page.rows.filter(row => !onTop.has(row.name)).map(row => (
          <SelectorRow key={row.id} row={row} to={href.run(entity, project, row.name)} menu={<RunMenu pin={{ run: row.name, ...home }} label={row.displayName || row.name} home={home} runset={runset} adjust={adjust} />} {...rowProps(row)} />
        ))}
        {page.query.isPending && Array.from({ length: 8 }, (_, at) => <li key={at} className="selector-row"><div className="skeleton grow" /></li>)}
      </ul>
      {page.query.isError && page.rows.length === 0 && <ErrorState error={page.query.error} retry={() => void page.query.refetch()} />}
      {page.query.isSuccess && page.rows.length === 0 && page.total > 0 && (
        <EmptyState title="No run matches"><button type="button" className="button small" onClick={() => adjust(each => ({ ...each, search: { ...each.search, query: '' }, filters: { filterFormat: 'filterV2', filters: [] } }))}>Clear search and filters</button></EmptyState>
      )}
      {(page.previous || page.next) && (
        <footer className="row">
          <span className="muted num grow">{count(page.first + 1)}–{count(page.first + page.rows.length)} of {count(page.matching)}</span>
          <button type="button" className="icon-button" aria-label="Previous page of runs" disabled={!page.previous} onClick={() => page.previous?.()}><ChevronLeft size={15} /></button>
          <button type="button" className="icon-button" aria-label="Next page of runs" disabled={!page.next} onClick={() => page.next?.()}><ChevronRight size={15} /></button>
        </footer>
      )}
    </aside>
  )
}

export function withColor(colors: Record<string, unknown> | undefined, run: string, color: string | null): Record<string, unknown> {
  const next = { ...colors }
  if (color) next[run] = color
  else delete next[run]
  return next
}

interface SelectorRowProps {
  row: RunRow
  to: string
  visible: boolean
  color: string
  /** It follows from a value and is not chosen here. */
  fixedColor: boolean
  mark?: 'baseline' | 'pinned'
  last?: boolean
  /** The other project that the run lies in. */
  foreign?: string | null
  menu: ReactNode
  onToggle: (alone: boolean) => void
  onColor: (color: string | null) => void
}

function SelectorRow({ row, to, visible, color, fixedColor, mark, last = false, foreign = null, menu, onToggle, onColor }: SelectorRowProps) {
  const line = foreign ? `${foreign}/${row.name}` : row.name
  const hovered = useHovered() === line
  const name = row.displayName || row.name
  const fixed = mark === 'baseline'
  const eye = fixed ? 'The baseline is always drawn' : visible ? 'Hide (double-click: only this)' : 'Show'
  return (
    <li className={`selector-row ${visible ? '' : 'off'} ${hovered ? 'hot' : ''} ${last ? 'last-pinned' : ''}`} onPointerEnter={() => visible && setHovered(line)} onPointerLeave={() => setHovered(null)}>
      <button type="button" className="icon-button eye" disabled={fixed} aria-label={fixed ? eye : `${visible ? 'Hide' : 'Show'} ${name}`} aria-pressed={visible} title={eye} onClick={() => onToggle(false)} onDoubleClick={() => onToggle(true)}>
        {visible ? <Eye size={14} /> : <EyeOff size={14} />}
      </button>
      <ColorMenu name={name} color={visible ? color : 'var(--line-strong)'} fixed={fixedColor} onColor={onColor} />
      {mark && <RunMark mark={mark} />}
      <Link to={to} className="ellipsis grow" title={`${name} (${foreign ? `${foreign}/` : ''}${row.name})`}>{name}</Link>
      {menu}
      <StateChip state={row.state} dot />
    </li>
  )
}
