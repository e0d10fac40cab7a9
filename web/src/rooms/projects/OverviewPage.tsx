import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link, navigate } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { bytes, count, duration, fullTime, plural } from '../../design/format.ts'
import { Ago, ErrorState, Loading } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { ContributorsQuery, DeleteProject, ProjectQuery, RenameProject, RUNNING, UpdateProject, type ProjectFacts } from './queries.ts'

const Trash = lazy(() => import('./Trash.tsx'))
const Markdown = lazy(() => import('../../design/Markdown.tsx'))

const ACCESS: readonly (readonly [string, string])[] = [['PRIVATE', 'Private: the team reads and logs'], ['ENTITY_READ', 'The team reads, its admins log'], ['RESTRICTED', 'Restricted: only people named in it'], ['USER_READ', 'Everyone reads'], ['USER_WRITE', 'Everyone who is signed in logs']]

const accessText = (access: string | null) => ACCESS.find(([each]) => each === access)?.[1] ?? access ?? ACCESS[0]![1]

export default function OverviewPage({ entity, project }: { entity: string; project: string }) {
  const query = useQuery({ queryKey: ['project', entity, project], queryFn: ({ signal }) => run(ProjectQuery, { entity, name: project, running: RUNNING }, signal) })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const facts = query.data.project
  if (!facts) return <NotFound what="project" />
  return (
    <div className="page stack">
      <h1>{facts.name}</h1>
      <section className="card"><div className="card-body">
        <dl className="facts">
          <dt>Owner</dt><dd><Link to={href.entity(facts.entityName)}>{facts.entityName}</Link></dd>
          <dt>Visibility</dt><dd><Visibility facts={facts} /></dd>
          <dt>Runs</dt><dd><Link to={href.runs(entity, project)}>{count(facts.runCount)}</Link>{facts.running > 0 && `, ${count(facts.running)} running`}</dd>
          {facts.totalSweeps > 0 && <><dt>Sweeps</dt><dd><Link to={href.sweeps(entity, project)}>{count(facts.totalSweeps)}</Link></dd></>}
          <Work entity={entity} project={project} />
          <dt>Stored</dt><dd>{bytes(facts.storageBytes)}</dd>
          <dt>Made</dt><dd>{fullTime(facts.createdAt)}</dd>
          <dt>Last active</dt><dd><Ago at={facts.lastActive} /></dd>
          {facts.tagCounts.length > 0 && <><dt>Tags</dt><dd className="row wrap">{facts.tagCounts.map(tag => <span key={tag.name} className="chip">{tag.name} <span className="num">{count(tag.count)}</span></span>)}</dd></>}
        </dl>
      </div></section>
      <Description facts={facts} />
      <Suspense><Trash entity={entity} project={project} /></Suspense>
      {facts.manageable && <Danger facts={facts} />}
    </div>
  )
}

const NAMED = 12

/** Asked apart, so that a project with very many runs shows the rest at once. */
function Work({ entity, project }: { entity: string; project: string }) {
  const [all, setAll] = useState(false)
  const query = useQuery({ queryKey: ['contributors', entity, project], queryFn: ({ signal }) => run(ContributorsQuery, { entity, name: project }, signal) })
  const people = query.data?.project?.contributors ?? []
  if (people.length === 0) return null
  return (
    <>
      <dt>Compute</dt><dd title="How long all runs took together">{duration(people.reduce((sum, each) => sum + each.computeSeconds, 0))}</dd>
      <dt>Contributors</dt>
      <dd className="row wrap">
        {people.slice(0, all ? people.length : NAMED).map(({ user, runs, computeSeconds }) => {
          const told = `${plural(runs, 'run')}, ${duration(computeSeconds)}`
          const name = user.username && !user.username.includes(':') ? user.username : user.name
          return <span key={user.username} className="chip contributor" title={`${user.name}: ${told}`}>{name === user.username ? <Link to={href.entity(user.username)}>{name}</Link> : name} <span className="num">{count(runs)}</span></span>
        })}
        {!all && people.length > NAMED && <button type="button" className="chip" onClick={() => setAll(true)}>and {count(people.length - NAMED)} more</button>}
      </dd>
    </>
  )
}

function Visibility({ facts }: { facts: ProjectFacts }) {
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (access: string) => run(UpdateProject, { entity: facts.entityName, name: facts.name, access }),
    onSuccess: () => { toast('Visibility changed'); return client.invalidateQueries({ queryKey: ['project', facts.entityName, facts.name] }) },
    onError: toastFailure,
  })
  if (!facts.manageable) return <>{accessText(facts.access)}</>
  return (
    <span className="row wrap">
      <select className="select small short" aria-label="Visibility" value={facts.access ?? 'PRIVATE'} disabled={save.isPending} onChange={event => save.mutate(event.target.value)}>
        {ACCESS.map(([each, label]) => <option key={each} value={each}>{label}</option>)}
        {!ACCESS.some(([each]) => each === facts.access) && facts.access && <option value={facts.access}>{facts.access}</option>}
      </select>
      <Link to={href.projectMembers(facts.entityName, facts.name)}>Members and roles</Link>
    </span>
  )
}

function Description({ facts }: { facts: ProjectFacts }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: (description: string) => run(UpdateProject, { entity: facts.entityName, name: facts.name, description }),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ['project', facts.entityName, facts.name] }); setDraft(null) },
    onError: toastFailure,
  })
  return (
    <section className="card">
      <header><h2 className="grow">About</h2>{draft === null && !facts.readOnly && <button type="button" className="button small" onClick={() => setDraft(facts.description ?? '')}>Edit</button>}</header>
      <div className="card-body">
        {draft === null ? (
          facts.description ? <Suspense fallback={<Loading />}><Markdown text={facts.description} /></Suspense> : <p className="muted">No description yet.</p>
        ) : (
          <form className="stack" onSubmit={event => { event.preventDefault(); save.mutate(draft) }}>
            <textarea className="textarea" rows={8} aria-label="Description in Markdown" autoFocus value={draft} onChange={event => setDraft(event.target.value)} />
            <div className="row"><button type="submit" className="button primary" disabled={save.isPending}>Save</button><button type="button" className="button" onClick={() => setDraft(null)}>Cancel</button></div>
          </form>
        )}
      </div>
    </section>
  )
}

function Danger({ facts }: { facts: ProjectFacts }) {
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => run(DeleteProject, { id: facts.id }),
    onSuccess: () => { toast(`${facts.name} deleted`); client.clear(); navigate(href.entity(facts.entityName)) },
    onError: toastFailure,
  })
  return (
    <div className="row wrap">
      <Rename facts={facts} />
      <button type="button" className="button danger" onClick={() => setAsked(true)}>Delete this project</button>
      {asked && (
        <Dialog title={`Delete ${facts.name}?`} onClose={() => setAsked(false)} footer={<>
          <button type="button" className="button" onClick={() => setAsked(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={typed !== facts.name || remove.isPending} onClick={() => remove.mutate()}>Delete the project</button>
        </>}>
          <p>Its {count(facts.runCount)} runs go with it.</p>
          <label className="field"><span>Type {facts.name} to confirm</span><input className="input" value={typed} autoFocus onChange={event => setTyped(event.target.value)} /></label>
        </Dialog>
      )}
    </div>
  )
}

function Rename({ facts }: { facts: ProjectFacts }) {
  const client = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const rename = useMutation({
    mutationFn: (to: string) => run(RenameProject, { entity: facts.entityName, from: facts.name, to }),
    onSuccess: answer => { toast('Project renamed'); client.clear(); navigate(href.overview(facts.entityName, answer.renameProject.project.name)) },
  })
  return (
    <>
      <button type="button" className="button" onClick={() => setName(facts.name)}>Rename this project</button>
      {name !== null && (
        <Dialog title={`Rename ${facts.name}`} onClose={() => setName(null)} footer={<>
          <button type="button" className="button" onClick={() => setName(null)}>Cancel</button>
          <button type="button" className="button primary" disabled={name.trim() === '' || name === facts.name || rename.isPending} onClick={() => rename.mutate(name.trim())}>Rename</button>
        </>}>
          <p>Its addresses change. Scripts that log to {facts.name} make a new project of that name.</p>
          <label className="field"><span>New name</span><input className="input" value={name} autoFocus onChange={event => setName(event.target.value)} /></label>
          {rename.isError && <p className="note bad" role="alert">{rename.error.message}</p>}
        </Dialog>
      )}
    </>
  )
}
