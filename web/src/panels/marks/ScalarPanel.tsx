import type { JsonObject } from '../../api/json.ts'
import { Nothing } from './frame.tsx'
import { count, number } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { accessorLabel, keyOfAccessor, numberOf, useRunValues, valueOf } from '../values.ts'
import { summarize, type Aggregate } from './stats.ts'
import '../marks.css'

const WORDS: Record<Aggregate, string> = { mean: 'mean', min: 'smallest', max: 'largest', median: 'median', sum: 'sum' }

/** One number: the newest value of the only visible run, or what the visible runs make together. */
export default function ScalarPanel({ config, title }: { config: JsonObject; title: string }) {
  const metric = Array.isArray(config.metrics) && typeof config.metrics[0] === 'string' ? config.metrics[0] : null
  const { runs, query } = useRunValues(metric === null ? [] : [keyOfAccessor(metric)], 1000)
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (metric === null) return <p className="plot-empty">Choose a metric</p>
  const aggregate = (config.groupAgg as Aggregate | null) ?? 'mean'
  const values = runs.flatMap(run => { const value = numberOf(valueOf(run, metric)); return value === null ? [] : [value] })
  const result = summarize(values, WORDS[aggregate] ? aggregate : 'mean')
  if (!result) return <Nothing waiting={query.isPending}>No visible run has this value</Nothing>
  return (
    <div className="scalar" role="figure" aria-label={title}>
      <b className="num" title={String(result.value)}>{number(result.value)}</b>
      <span className="muted">{values.length === 1 ? accessorLabel(metric) : `${WORDS[aggregate] ?? 'mean'} of ${accessorLabel(metric)}, ${count(values.length)} runs`}</span>
    </div>
  )
}
