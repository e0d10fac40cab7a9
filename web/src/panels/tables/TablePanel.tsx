import { useQueries } from '@tanstack/react-query'
import { Nothing } from '../marks/frame.tsx'
import { useMemo } from 'react'
import type { JsonObject } from '../../api/json.ts'
import { ErrorState } from '../../design/parts.tsx'
import { tableOfExpression } from '../extras.ts'
import { rowAt } from '../media.ts'
import { useRunScope } from '../runs.ts'
import { StepSlider, useStep } from '../steps.tsx'
import { placeOfRun } from '../foreign.ts'
import { useMediaRows } from '../useMedia.ts'
import { join } from './rows.ts'
import { loadTable, tableRefs } from './load.ts'
import { TableGrid } from './TableGrid.tsx'
import '../marks.css'

const MOST_RUNS = 10

/** A logged table at one step; the tables of several runs lie under each other. */
export default function TablePanel({ config, title }: { config: JsonObject; title: string }) {
  const key = tableOfExpression(config)
  return key === null ? <p className="plot-empty">This query is not one that this version draws. The panel and its settings are kept.</p> : <Table name={key} title={title} />
}

function Table({ name, title }: { name: string; title: string }) {
  const scope = useRunScope()
  const { entity, project } = scope
  const runs = useMemo(() => scope.runs.filter(run => run.extras.get(name) === 'table').slice(0, MOST_RUNS), [scope.runs, name])
  const keys = useMemo(() => [name], [name])
  const { query, byRun } = useMediaRows(runs, keys, tableRefs)
  const steps = useMemo(() => [...new Set([...byRun.values()].flatMap(each => each.get(name) ?? []).map(ref => ref.step))].sort((a, b) => a - b), [byRun, name])
  const choice = useStep(steps)
  const { step } = choice
  const wanted = step === undefined ? [] : runs.flatMap(run => { const ref = rowAt(byRun.get(run.name)?.get(name) ?? [], step); return ref ? [{ run, ref }] : [] })
  const loaded = useQueries({
    queries: wanted.map(({ run, ref }) => ({ queryKey: ['table-file', entity, project, run.name, ref.path], queryFn: ({ signal }: { signal: AbortSignal }) => loadTable(placeOfRun({ entity, project }, run.name), ref, signal), staleTime: 5 * 60_000 })),
    combine: results => ({ tables: results.map(result => result.data ?? null), error: results.find(result => result.isError)?.error ?? null, pending: results.some(result => result.isPending) }),
  })
  const signature = wanted.map(({ run, ref }) => `${run.name} ${ref.path}`).join('\n')
  const ready = loaded.tables.filter(table => table !== null).length
  const joined = useMemo(() => join(wanted.flatMap(({ run }, place) => { const table = loaded.tables[place]; return table ? [{ run: run.name, columns: table.columns, rows: table.rows }] : [] })), [signature, ready])
  const links = useMemo(() => new Map(wanted.flatMap(({ run }, place) => { const table = loaded.tables[place]; return table ? [[run.name, table.links] as const] : [] })), [signature, ready])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (steps.length === 0) return <Nothing waiting={query.isPending && runs.length > 0}>No visible run logged this table</Nothing>
  if (loaded.error && joined.rows.length === 0 && !loaded.pending) return <ErrorState error={loaded.error} title="The table could not be read" />
  return (
    <div className="media">
      {joined.columns.length === 0 ? <div className="plot-wait" role="status" aria-label="Loading the table"><div className="skeleton" /></div> : <TableGrid joined={joined} runs={runs} links={links} title={title} id={signature} />}
      <StepSlider choice={choice} />
    </div>
  )
}
