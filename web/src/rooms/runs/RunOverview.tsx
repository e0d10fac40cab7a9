import { X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { duration, bytes, count, fullTime, parseTime } from '../../design/format.ts'
import { CopyButton, StateChip } from '../../design/parts.tsx'
import { Tree } from '../../design/Tree.tsx'
import type { RunDetail } from './queries.ts'
import { useRunUpdate } from './RunHeader.tsx'

const RunAlerts = lazy(() => import('../automations/RunAlerts.tsx'))
const Markdown = lazy(() => import('../../design/Markdown.tsx'))

/** Config as people wrote it: without the client's envelope of {"value": …} and its own bookkeeping. */
export function plainConfig(text: string | null): JsonObject {
  return Object.fromEntries(
    Object.entries(parseObject(text))
      .filter(([key]) => key !== '_wandb' && key !== 'wandb_version')
      .map(([key, entry]) => [key, isObject(entry) && 'value' in entry ? entry.value : entry]),
  )
}

function environment(text: string | null): JsonObject {
  const about = parseObject(text)._wandb
  const value = isObject(about) && isObject(about.value) ? about.value : {}
  const writers = isObject(value.e) ? Object.values(value.e).filter(isObject) : []
  return { ...value, ...(writers[0] ?? {}) }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null)

export default function RunOverview({ entity, project, detail }: { entity: string; project: string; detail: RunDetail }) {
  const summary = Object.fromEntries(Object.entries(parseObject(detail.summaryMetrics)).filter(([key]) => key !== '_wandb'))
  const about = environment(detail.config ?? detail.wandbConfig)
  const info = detail.runInfo
  const git = isObject(about.git) ? about.git : {}
  const commit = detail.commit ?? info?.git?.commit ?? text(git.commit)
  const remote = info?.git?.remote ?? text(git.remote)
  const args = info?.args.length ? info.args : Array.isArray(about.args) ? about.args.map(String) : []
  const program = info?.program ?? text(about.program)
  const ended = detail.state === 'running' ? Date.now() : parseTime(detail.heartbeatAt ?? detail.updatedAt ?? detail.createdAt)
  const fact = (label: string, value: React.ReactNode) => (value === null || value === undefined || value === '' ? null : <><dt>{label}</dt><dd>{value}</dd></>)
  return (
    <div className="page wide overview">
      <div className="overview-main stack">
        <section className="card"><div className="card-body">
          <dl className="facts">
            <dt>State</dt><dd><StateChip state={detail.state} />{detail.exitcode !== null && detail.exitcode !== 0 && <span className="muted"> exit code {detail.exitcode}</span>}</dd>
            {fact('Author', detail.user?.username ?? detail.user?.name)}
            {fact('Started', fullTime(detail.createdAt))}
            {fact('Duration', duration((ended - parseTime(detail.createdAt)) / 1000))}
            {fact('Tracked time', detail.computeSeconds ? duration(detail.computeSeconds) : null)}
            {fact('Path', <span className="row"><code className="ellipsis">{entity}/{project}/{detail.name}</code><CopyButton text={`${entity}/${project}/${detail.name}`} label="Copy run path" /></span>)}
            {fact('Group', detail.group ? <Link to={href.group(entity, project, detail.group)}>{detail.group}</Link> : null)}
            {fact('Job type', detail.jobType)}
            {fact('Sweep', detail.sweepName ? <Link to={href.sweep(entity, project, detail.sweepName)}>{detail.sweepName}</Link> : null)}
            {fact('Host', detail.host ?? text(about.host))}
            {fact('System', info?.os ?? text(about.os))}
            {fact('Python', info?.python ?? text(about.python_version) ?? text(about.python))}
            {fact('Client', text(about.cli_version))}
            {fact('CPU', hardware(info?.cpuCount ?? (typeof about.cpu_count === 'number' ? about.cpu_count : null), 'core'))}
            {fact('GPU', info?.gpu ?? text(about.gpu) ? `${info?.gpu ?? text(about.gpu)}${(info?.gpuCount ?? 0) > 1 ? ` × ${info!.gpuCount}` : ''}` : null)}
            {fact('Command', program ? <code>{[program, ...args].join(' ')}</code> : null)}
            {fact('Git', remote ? <code>{remote}</code> : null)}
            {fact('Commit', commit ? <span className="row"><code className="ellipsis">{commit}</code><CopyButton text={`git checkout ${commit}`} label="Copy checkout command" /></span> : null)}
            {fact('Logged', `${count(detail.historyLineCount ?? 0)} steps, ${count(detail.logLineCount ?? 0)} console lines, ${count(detail.fileCount ?? 0)} files, ${bytes(detail.storageBytes)}`)}
          </dl>
        </div></section>
        <Suspense><RunAlerts entity={entity} project={project} run={detail.name} live={detail.state === 'running'} /></Suspense>
        <Tags entity={entity} project={project} detail={detail} />
        <Notes entity={entity} project={project} detail={detail} />
      </div>
      <div className="overview-side stack">
        <section className="card"><header><h2>Config</h2></header><Tree value={plainConfig(detail.config)} label="config" empty="No config" /></section>
        <section className="card"><header><h2>Summary</h2></header><Tree value={summary} label="summary" empty="No summary yet" /></section>
      </div>
    </div>
  )
}

const hardware = (amount: number | null | undefined, unit: string) => (amount ? `${amount} ${unit}${amount === 1 ? '' : 's'}` : null)

function Tags({ entity, project, detail }: { entity: string; project: string; detail: RunDetail }) {
  const change = useRunUpdate(entity, project, detail)
  const [draft, setDraft] = useState('')
  const tags = detail.tags ?? []
  const add = () => {
    const tag = draft.trim()
    setDraft('')
    if (tag && !tags.includes(tag)) change.mutate({ tags: [...tags, tag] })
  }
  return (
    <section className="card">
      <header><h2>Tags</h2></header>
      <div className="card-body row wrap">
        {tags.map(tag => <span key={tag} className="chip">{tag}{!detail.readOnly && <button type="button" className="chip-x" aria-label={`Remove tag ${tag}`} onClick={() => change.mutate({ tags: tags.filter(each => each !== tag) })}><X size={11} /></button>}</span>)}
        {!detail.readOnly && <form onSubmit={event => { event.preventDefault(); add() }}><input className="input small tag-input" aria-label="Add a tag" placeholder="Add a tag" value={draft} onChange={event => setDraft(event.target.value)} /></form>}
      </div>
    </section>
  )
}

function Notes({ entity, project, detail }: { entity: string; project: string; detail: RunDetail }) {
  const change = useRunUpdate(entity, project, detail)
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <section className="card">
      <header><h2 className="grow">Notes</h2>{draft === null && !detail.readOnly && <button type="button" className="button small" onClick={() => setDraft(detail.notes ?? '')}>Edit</button>}</header>
      <div className="card-body">
        {draft === null
          ? detail.notes ? <Suspense><Markdown text={detail.notes} /></Suspense> : <p className="muted">No notes yet.</p>
          : (
            <form className="stack" onSubmit={event => { event.preventDefault(); change.mutate({ notes: draft }, { onSuccess: () => setDraft(null) }) }}>
              <textarea className="textarea" rows={6} autoFocus aria-label="Notes in Markdown" value={draft} onChange={event => setDraft(event.target.value)} />
              <div className="row"><button type="submit" className="button primary" disabled={change.isPending}>Save</button><button type="button" className="button" onClick={() => setDraft(null)}>Cancel</button></div>
            </form>
          )}
      </div>
    </section>
  )
}
