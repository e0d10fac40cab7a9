import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'
import { NotFound } from '../../app/NotFound.tsx'
import { EmptyState, ErrorState, Loading, SearchBox } from '../../design/parts.tsx'
import { count } from '../../design/format.ts'
import { readDefinitions } from '../../panels/definitions.ts'
import { useRunColors } from '../../panels/runColors.ts'
import { changeRunset, runsetOf, type Runset } from '../../panels/spec.ts'
import { useStore, useWorkspace } from '../../panels/store.tsx'
import { ProjectFrame } from '../workspace/ProjectFrame.tsx'
import { CodeButton } from './CodeButton.tsx'
import { ColorsMenu } from './ColorsMenu.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { columnsOf, neededKeys, type Column } from './columns.ts'
import { ExportButton } from './ExportButton.tsx'
import { useFields } from './fields.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { and, orderOf, runsetFilter, type Mongo } from './filters.ts'
import { GroupMenu } from './GroupMenu.tsx'
import { EMPTY_PICK, type Pick } from './pick.ts'
import { usePinnedRows } from './pinned.ts'
import { RunGrid } from './RunGrid.tsx'
import { SortButton } from './SortButton.tsx'
import { withSort } from './sorting.ts'
import { NOTES } from './useDrawnRuns.ts'
import { useRows } from './useRows.ts'

const BulkBar = lazy(() => import('./BulkBar.tsx'))
const GroupedTable = lazy(() => import('./GroupedTable.tsx'))

interface Place { entity: string; project: string; user: string }

export default function RunsTablePage(place: Place) {
  return <ProjectFrame {...place}>{() => <RunsTable entity={place.entity} project={place.project} />}</ProjectFrame>
}

interface RunsTableProps { entity: string; project: string; /** Which runs are there at all. */ only?: Mongo | null; empty?: ReactNode }

export function RunsTable({ entity, project, only = null, empty }: RunsTableProps) {
  const store = useStore()
  const { spec } = useWorkspace()
  const runset = runsetOf(spec)
  const { fields } = useFields(entity, project)
  const colors = useRunColors(entity, project, only)
  const [pick, setPick] = useState<Pick>(EMPTY_PICK)
  const columns = useMemo(() => columnsOf(runset, fields, !!runset.baselineRunId), [runset, fields])
  const filters = JSON.stringify(and(only, runsetFilter(runset)))
  const base = only && JSON.stringify(only)
  const order = orderOf(runset)
  // hiding a column asks nothing anew; only the set of all keys shown so far matters
  const configKeys = useMemo(() => neededKeys(columns, 'config'), [columns])
  const summaryKeys = useMemo(() => neededKeys(columns, 'summary'), [columns])
  const { grouping } = runset
  const question = useMemo(() => ({ entity, project, filters, order, configKeys, summaryKeys, base }), [entity, project, filters, order, configKeys, summaryKeys, base])
  const table = useRows(question)
  const pinned = usePinnedRows({ entity, project }, runset, { configKeys: [NOTES, ...configKeys], summaryKeys })
  const baseline = pinned.find(each => each.baseline)?.values ?? null
  const definitions = useMemo(() => readDefinitions(baseline?.row.config ?? null), [baseline])
  const goals = runset.runFeed.columnGoals
  const goalOf = useCallback((column: Column) => (goals && column.id in goals ? goals[column.id] ?? null : definitions.goalOf(column.key.name)), [goals, definitions])
  const onTop = useMemo(() => new Set(pinned.filter(each => !each.foreign).map(each => each.pin.run)), [pinned])
  const listed = useMemo(() => (onTop.size > 0 ? table.rows.filter(each => !onTop.has(each.row.name)) : table.rows), [table.rows, onTop])
  const adjust = (change: (runset: Runset) => Runset) => store.adjust(each => changeRunset(each, change))
  if (table.missing) return <NotFound what="project" />
  const scopeKey = `${entity}/${project} ${filters}`
  const chosen = pick.scope === scopeKey ? pick : { ...EMPTY_PICK, scope: scopeKey }
  const grid = { entity, project, columns, runset, colors: colors.of, adjust, pick: chosen, onPick: setPick, order: runset.sort.keys, baseline, goalOf }
  return (
    <div className="runs-page">
      <div className="panel-bar">
        <h1 className="runs-title">Runs <span className="muted num">{table.query.isPending ? '' : table.matching === table.total ? count(table.total) : `${count(table.matching)} of ${count(table.total)}`}</span></h1>
        <div className="runs-search"><SearchBox value={runset.search.query} onChange={query => adjust(each => ({ ...each, search: { ...each.search, query } }))} placeholder="Search runs" main delay={180} /></div>
        <FilterMenu entity={entity} project={project} runset={runset} wide onChange={value => adjust(each => ({ ...each, filters: value }))} />
        <GroupMenu entity={entity} project={project} grouping={grouping} onGroup={next => adjust(each => ({ ...each, grouping: next }))} />
        <SortButton wide entity={entity} project={project} keys={runset.sort.keys} onSort={keys => adjust(each => withSort(each, keys))} />
        <ColorsMenu entity={entity} project={project} scale={colors.scale} wide />
        <ColumnsMenu fields={fields} columns={columns} adjust={adjust} />
        <span className="grow" />
        <CodeButton question={question} />
        <ExportButton question={question} columns={columns} project={project} />
      </div>
      {(chosen.all || chosen.names.size > 0) && <Suspense><BulkBar entity={entity} project={project} pick={chosen} rows={table.rows} matching={table.matching} filters={filters} onPick={setPick} /></Suspense>}
      {table.query.isError && table.rows.length === 0 ? <ErrorState error={table.query.error} retry={() => void table.query.refetch()} />
        : grouping.length > 0 ? <Suspense fallback={<Loading />}><GroupedTable {...grid} pinned={pinned} grouping={grouping} filters={filters} question={question} /></Suspense>
          : table.query.isSuccess && table.rows.length === 0 && pinned.length === 0 ? (
            <EmptyState title={table.total === 0 ? 'No runs yet' : 'No run matches'}>
              {table.total === 0
                ? empty ?? <p>A run shows here as soon as a script calls <code>wandb.init(project="{project}")</code>.</p>
                : <button type="button" className="button small" onClick={() => adjust(each => ({ ...each, search: { ...each.search, query: '' }, filters: { filterFormat: 'filterV2', filters: [] } }))}>Clear search and filters</button>}
            </EmptyState>
          ) : <RunGrid {...grid} pinned={pinned} rows={listed} total={table.query.isPending ? 20 : Math.max(table.matching - table.rows.length + listed.length, listed.length)} reach={table.reach} />}
    </div>
  )
}
