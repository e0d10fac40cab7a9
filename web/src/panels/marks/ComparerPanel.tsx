import { useMemo, useState } from 'react'
import { isObject, type JsonObject } from '../../api/json.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { fullTime, naturalOrder, valueText } from '../../design/format.ts'
import { CopyButton, ErrorState, SearchBox } from '../../design/parts.tsx'
import { useRunScope } from '../runs.ts'
import { useRunValues, type RunValue } from '../values.ts'
import '../marks.css'

const MOST = 10

export interface Compared { section: string; key: string; values: string[]; differs: boolean }

function flat(value: unknown, path: string, into: Map<string, string>) {
  if (isObject(value) && Object.keys(value).length > 0 && value._type === undefined) for (const [key, child] of Object.entries(value)) flat(child, path === '' ? key : `${path}.${key}`, into)
  else into.set(path, valueText(value))
}

function sectionsOf({ row: { row, config, summary } }: RunValue): Record<string, Map<string, string>> {
  const found = { Run: new Map([['State', row.state ?? ''], ['Created', fullTime(row.createdAt)], ['User', row.user?.username ?? ''], ['Group', row.group ?? ''], ['Job type', row.jobType ?? ''], ['Host', row.host ?? ''], ['Tags', (row.tags ?? []).join(', ')], ['Notes', row.notes ?? '']]), Config: new Map<string, string>(), Summary: new Map<string, string>() }
  for (const [key, entry] of Object.entries(config)) if (!key.startsWith('_wandb') && key !== 'wandb_version') flat(isObject(entry) && 'value' in entry ? entry.value : entry, key, found.Config)
  for (const [key, value] of Object.entries(summary)) if (!key.startsWith('_')) flat(value, key, found.Summary)
  return found
}

export function compare(runs: readonly RunValue[]): Compared[] {
  const all = runs.map(sectionsOf)
  return ['Run', 'Config', 'Summary'].flatMap(section => {
    const keys = [...new Set(all.flatMap(each => [...each[section]!.keys()]))]
    if (section !== 'Run') keys.sort(naturalOrder)
    return keys.map(key => {
      const values = all.map(each => each[section]!.get(key) ?? '')
      return { section, key, values, differs: new Set(values).size > 1 }
    }).filter(row => row.values.some(value => value !== ''))
  })
}

const cell = (text: string) => text.replace(/[\t\r\n]+/g, ' ')

/** For a spreadsheet: cells parted by tabs. */
export function asTable(runs: readonly RunValue[], rows: readonly Compared[]): string {
  return [['Section', 'Key', ...runs.map(run => run.label)], ...rows.map(row => [row.section, row.key, ...row.values])].map(line => line.map(cell).join('\t')).join('\n')
}

/** Every key of the first visible runs side by side, on demand only where they differ. */
export default function ComparerPanel({ config, title, onChange }: { config: JsonObject; title: string; onChange: ((config: JsonObject) => void) | null }) {
  const { entity, project } = useRunScope()
  const { runs, query } = useRunValues(null, MOST)
  const [search, setSearch] = useState('')
  const [only, setOnly] = useState(config.diffOnly === 'split' || config.diffOnly === true)
  const rows = useMemo(() => compare(runs), [runs])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  const needle = search.toLowerCase()
  const shown = rows.filter(row => (!only || row.differs) && (needle === '' || row.key.toLowerCase().includes(needle) || row.values.some(value => value.toLowerCase().includes(needle))))
  const toggle = () => {
    setOnly(!only)
    onChange?.({ ...config, diffOnly: only ? null : 'split' })
  }
  return (
    <div className="comparer" role="figure" aria-label={title}>
      <div className="row comparer-head">
        <div className="grow row"><SearchBox value={search} onChange={setSearch} placeholder="Search keys and values" /></div>
        <label className="check"><input type="checkbox" checked={only} onChange={toggle} />Only what differs</label>
        <CopyButton text={asTable(runs, shown)} label="Copy as a table" />
      </div>
      <div className="comparer-scroll">
        <table>
          <thead><tr><th>Key</th>{runs.map(run => <th key={run.name}><span className="row"><i className="run-dot" style={{ background: run.color }} /><Link className="ellipsis" to={href.run(entity, project, run.name)}>{run.label}</Link></span></th>)}</tr></thead>
          <tbody>
            {shown.map((row, at) => [
              row.section !== shown[at - 1]?.section && <tr key={row.section} className="comparer-section"><th colSpan={runs.length + 1}>{row.section}</th></tr>,
              <tr key={`${row.section} ${row.key}`} className={row.differs ? 'differs' : ''}><th scope="row" className="ellipsis" title={row.key}>{row.key}</th>{row.values.map((value, index) => <td key={index} className="ellipsis" title={value}>{value}</td>)}</tr>,
            ])}
            {shown.length === 0 && query.isSuccess && <tr><td className="muted" colSpan={runs.length + 1}>{only && runs.length > 1 ? 'Nothing differs' : 'No key matches'}</td></tr>}
          </tbody>
        </table>
      </div>
    </div>
  )
}
