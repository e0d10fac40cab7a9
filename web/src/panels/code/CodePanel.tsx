import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { nodes, run as ask } from '../../api/graphql.ts'
import type { JsonObject } from '../../api/json.ts'
import { ErrorState, Segmented } from '../../design/parts.tsx'
import { Nothing } from '../marks/frame.tsx'
import { CodeFilesQuery, CodeVersionQuery } from '../queries.ts'
import { useRunScope, type DrawnRun } from '../runs.ts'
import { FileDiff } from './FileDiff.tsx'
import { codeOf, codeVersion, compareFiles, type CodeFile, type Fate } from './files.ts'
import './code.css'

const SIGNS: Record<Fate, string> = { changed: 'changed', unknown: '', added: 'new', removed: 'gone', same: 'same' }

/** The run that others are held against, or the older of the first two; and the first one besides. */
function firstTwo(runs: readonly DrawnRun[]): [string | undefined, string | undefined] {
  const base = runs.find(run => run.baseline) ?? runs[1] ?? runs[0]
  return [base?.name, runs.find(run => run.name !== base?.name)?.name]
}

const NO_CODE: ReadonlyMap<string, CodeFile> = new Map()

async function loadCode(entity: string, project: string, name: string, signal: AbortSignal) {
  const found = (await ask(CodeFilesQuery, { entity, project, name }, signal)).project?.run
  const id = codeVersion(found)
  const logged = id === null ? null : (await ask(CodeVersionQuery, { id }, signal)).artifact
  return codeOf(nodes(found?.files), nodes(logged?.files))
}

/** The code of two runs, file by file. */
export default function CodePanel({ config, title, onChange }: { config: JsonObject; title: string; onChange: ((config: JsonObject) => void) | null }) {
  const { entity, project, runs } = useRunScope()
  const [chosen, setChosen] = useState<[string | null, string | null]>([null, null])
  const [wanted, setWanted] = useState<string | null>(null)
  const [style, setStyle] = useState<'split' | 'unified'>(config.diff === 'unified' ? 'unified' : 'split')
  const usual = firstTwo(runs)
  const sides = chosen.map((name, at) => (name !== null && runs.some(run => run.name === name) ? name : usual[at]))
  const loaded = useQueries({
    queries: sides.map(name => ({
      queryKey: ['code-files', entity, project, name],
      queryFn: ({ signal }: { signal: AbortSignal }) => loadCode(entity, project, name!, signal),
      enabled: name !== undefined,
      // links to files expire
      staleTime: 5 * 60_000,
      // it is a map, which is not compared in depth
      structuralSharing: false as const,
    })),
  })
  const [left, right] = [loaded[0]!, loaded[1]!]
  const codes = useMemo(() => [left.data, right.data].map(data => data ?? NO_CODE), [left.data, right.data])
  const files = useMemo(() => compareFiles(codes[0]!, codes[1]!), [codes])
  const failed = loaded.find(each => each.isError)
  if (runs.length < 2) return <Nothing waiting={false}>Two visible runs are needed</Nothing>
  if (failed) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />
  const file = files.find(each => each.name === wanted) ?? files[0]
  const pick = (at: 0 | 1, name: string) => setChosen(at === 0 ? [name, chosen[1]] : [chosen[0], name])
  const draw = (next: 'split' | 'unified') => {
    setStyle(next)
    onChange?.({ ...config, diff: next })
  }
  return (
    <div className="code-compare" role="figure" aria-label={title}>
      <div className="row wrap code-head">
        {([0, 1] as const).map(at => <RunChoice key={at} label={at === 0 ? 'Before' : 'After'} runs={runs} value={sides[at] ?? ''} onChange={name => pick(at, name)} />)}
        {files.length > 0 && <select className="select small code-file" aria-label="File" value={file?.name} onChange={event => setWanted(event.target.value)}>{files.map(each => <option key={each.name} value={each.name}>{each.name}{SIGNS[each.fate] && ` (${SIGNS[each.fate]})`}</option>)}</select>}
        <span className="grow" />
        <Segmented label="Drawn as" value={style} options={[['split', 'Side by side'], ['unified', 'One column']]} onChange={draw} />
      </div>
      {file ? <FileDiff key={file.name} left={codes[0]!.get(file.name) ?? null} right={codes[1]!.get(file.name) ?? null} style={style} />
        : <Nothing waiting={loaded.some(each => each.isPending)}>Neither run saved code. <code>run.log_code()</code> keeps it.</Nothing>}
    </div>
  )
}

function RunChoice({ label, runs, value, onChange }: { label: string; runs: readonly DrawnRun[]; value: string; onChange: (name: string) => void }) {
  return (
    <label className="row code-run"><i className="run-dot" style={{ background: runs.find(run => run.name === value)?.color }} />
      <select className="select small" aria-label={label} value={value} onChange={event => onChange(event.target.value)}>{runs.map(run => <option key={run.name} value={run.name}>{run.label}</option>)}</select>
    </label>
  )
}
