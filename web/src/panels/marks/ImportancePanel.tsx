import { useMemo, useState } from 'react'
import { Nothing } from './frame.tsx'
import type { JsonObject } from '../../api/json.ts'
import { count } from '../../design/format.ts'
import { ErrorState, SearchBox } from '../../design/parts.tsx'
import { useFields } from '../../rooms/runs/fields.ts'
import { useRunScope } from '../runs.ts'
import { accessorLabel, keyOfAccessor, numberOf, useRunValues, valueOf } from '../values.ts'
import { features, importance } from './importance.ts'
import '../marks.css'

const MOST = 1000
const MOST_PARAMETERS = 60

/** Which parameters moved the metric: by a random forest, and by correlation with its sign. */
export default function ImportancePanel({ config, title }: { config: JsonObject; title: string }) {
  const { entity, project } = useRunScope()
  const { config: fields } = useFields(entity, project)
  const [search, setSearch] = useState('')
  const target = typeof config.targetKey === 'string' && config.targetKey !== '' ? config.targetKey : null
  const parameters = useMemo(() => fields.filter(field => !field.nested).slice(0, MOST_PARAMETERS), [fields])
  const { runs, query } = useRunValues(target === null ? [] : [keyOfAccessor(target), ...parameters.map(field => field.key)], MOST)
  const rows = useMemo(() => {
    if (target === null) return []
    const known = runs.flatMap(run => { const value = numberOf(valueOf(run, target)); return value === null ? [] : [{ run, value }] })
    const columns = new Map(parameters.map(field => [field.label, known.map(({ run }) => valueOf(run, field.id))]))
    return importance(features(columns), known.map(each => each.value))
  }, [runs, parameters, target])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (target === null) return <p className="plot-empty">Choose the metric that the parameters are held against</p>
  if (rows.length === 0) return <Nothing waiting={query.isPending}>No parameter differs between the visible runs</Nothing>
  const shown = rows.filter(row => row.name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="importance" role="figure" aria-label={title}>
      <div className="row importance-head"><span className="muted grow">with respect to <b>{accessorLabel(target)}</b>, {count(runs.length)} runs</span>{rows.length > 8 && <div className="importance-search"><SearchBox value={search} onChange={setSearch} placeholder="Search parameters" /></div>}</div>
      <table>
        <thead><tr><th>Parameter</th><th>Importance</th><th>Correlation</th></tr></thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.name}>
              <td className="ellipsis" title={row.name}>{row.name}</td>
              <td title={row.importance.toFixed(3)}><span className="meter"><i style={{ width: `${row.importance * 100}%` }} /></span><span className="visually-hidden">{row.importance.toFixed(3)}</span></td>
              <td title={row.correlation.toFixed(3)}><span className="row"><span className="meter both"><i className={row.correlation < 0 ? 'minus' : ''} style={{ width: `${Math.abs(row.correlation) * 50}%`, left: row.correlation < 0 ? `${50 - Math.abs(row.correlation) * 50}%` : '50%' }} /></span><span className="num">{row.correlation < 0 ? '−' : '+'}{Math.abs(row.correlation).toFixed(2)}</span></span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
