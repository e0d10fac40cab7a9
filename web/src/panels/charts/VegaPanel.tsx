import { useQueries } from '@tanstack/react-query'
import { Nothing } from '../marks/frame.tsx'
import { useEffect, useMemo, useRef, useState } from 'react'
import embed, { type VisualizationSpec } from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'
import type { JsonObject } from '../../api/json.ts'
import { useDark } from '../../app/theme.ts'
import { ErrorState } from '../../design/parts.tsx'
import { tableKeyOf } from '../extras.ts'
import { useRunScope } from '../runs.ts'
import { loadTable, tableRefs } from '../tables/load.ts'
import { placeOfRun } from '../foreign.ts'
import { useMediaRows } from '../useMedia.ts'
import { useSize } from '../marks/size.ts'
import { chartSpec } from './presets.ts'
import '../marks.css'

const MOST_RUNS = 10
const MOST_ROWS = 20_000

/** A chart that a script defined over a table it logged. */
export default function VegaPanel({ config, title }: { config: JsonObject; title: string }) {
  const scope = useRunScope()
  const { entity, project } = scope
  const key = tableKeyOf(config)
  const runs = useMemo(() => scope.runs.filter(run => key !== null && run.extras.get(key) === 'table').slice(0, MOST_RUNS), [scope.runs, key])
  const keys = useMemo(() => (key === null ? [] : [key]), [key])
  const { query, byRun } = useMediaRows(runs, keys, tableRefs)
  const wanted = runs.flatMap(run => { const ref = byRun.get(run.name)?.get(key!)?.at(-1); return ref ? [{ run, ref }] : [] })
  const loaded = useQueries({
    queries: wanted.map(({ run, ref }) => ({ queryKey: ['table-file', entity, project, run.name, ref.path], queryFn: ({ signal }: { signal: AbortSignal }) => loadTable(placeOfRun({ entity, project }, run.name), ref, signal), staleTime: 5 * 60_000 })),
    combine: results => ({ tables: results.map(result => result.data ?? null), error: results.find(result => result.isError)?.error ?? null, pending: results.some(result => result.isPending) }),
  })
  const signature = wanted.map(({ run, ref }) => `${run.name} ${run.label} ${run.color} ${ref.path}`).join('\n')
  const ready = loaded.tables.filter(table => table !== null).length
  const drawing = useMemo(() => {
    const shown = wanted.flatMap(({ run }, at) => { const table = loaded.tables[at]; return table ? [{ run, table }] : [] })
    const spec = chartSpec(config, shown.map(({ run }) => run))
    const values = shown.flatMap(({ run, table }) => table.rows.map(row => ({ ...Object.fromEntries(table.columns.map((column, at) => [column, row[at]])), name: run.label }))).slice(0, MOST_ROWS)
    return { spec, values }
  }, [config, signature, ready])
  if (drawing.spec === null && chartSpec(config, []) === null) return <p className="plot-empty">The definition “{String(config.panelDefId ?? '')}” of this chart is not on this server. The panel and its settings are kept.</p>
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (loaded.error && ready === 0 && !loaded.pending) return <ErrorState error={loaded.error} title="The table of this chart could not be read" />
  if (drawing.spec === null || drawing.values.length === 0) return <Nothing waiting={(query.isPending && runs.length > 0) || loaded.pending}>No visible run logged the table of this chart</Nothing>
  return <Chart spec={drawing.spec} values={drawing.values} title={title} />
}

/** Nothing is fetched by a chart's own document: its data is what the runs logged. */
const closed = { load: () => Promise.reject(new Error('Charts read no addresses')), sanitize: () => Promise.reject(new Error('Charts open no addresses')), http: () => Promise.reject(new Error('closed')), file: () => Promise.reject(new Error('closed')), options: {} }

function Chart({ spec, values, title }: { spec: JsonObject; values: JsonObject[]; title: string }) {
  const [box, size] = useSize()
  const host = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const dark = useDark()
  useEffect(() => {
    if (size.width === 0) return
    const style = getComputedStyle(document.documentElement)
    const color = (name: string) => style.getPropertyValue(name).trim()
    const axis = { labelColor: color('--text-3'), titleColor: color('--text-2'), gridColor: color('--line'), domainColor: color('--line-strong'), tickColor: color('--line-strong'), titleFontWeight: 500 }
    const full = {
      ...spec,
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      data: { name: 'wandb', values },
      width: Math.max(60, size.width - 24),
      height: Math.max(60, size.height - 12),
      autosize: { type: 'fit', contains: 'padding' },
      background: 'transparent',
      config: { font: color('--font'), axis, legend: { labelColor: color('--text-2'), titleColor: color('--text-2'), orient: 'top', symbolLimit: 12 }, view: { stroke: null }, text: { color: color('--text') }, ...(typeof spec.config === 'object' ? spec.config : {}) },
    } as unknown as VisualizationSpec
    let gone = false
    let finish = () => {}
    // expressions are walked as trees: the page's policy forbids making functions from text
    embed(host.current!, full, { ast: true, expr: expressionInterpreter as never, actions: false, renderer: 'svg', mode: 'vega-lite', loader: closed as never, logLevel: 1 })
      .then(result => { if (gone) result.finalize(); else finish = () => result.finalize() })
      .catch((error: unknown) => { if (!gone) setFailure(error) })
    return () => {
      gone = true
      finish()
    }
  }, [spec, values, size, dark])
  if (failure) return <ErrorState error={failure} title="This chart could not be drawn" />
  return <div className="vega-box" ref={box}><div ref={host} role="figure" aria-label={title} /></div>
}
