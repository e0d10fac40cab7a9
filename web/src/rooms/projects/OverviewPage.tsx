import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link, navigate } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { count, fullTime } from '../../design/format.ts'
import { Ago, ErrorState, Loading } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { DeleteProject, ProjectQuery, RUNNING, UpdateProject, type ProjectFacts } from './queries.ts'

const Markdown = lazy(() => import('../../design/Markdown.tsx'))

const ACCESS: Record<string, string> = { PRIVATE: 'Private: members only', USER_READ: 'Everyone may read', USER_WRITE: 'Everyone may log', ENTITY_WRITE: 'Team may log', ENTITY_READ: 'Team may read' }

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
          <dt>Visibility</dt><dd>{ACCESS[facts.access ?? ''] ?? facts.access ?? 'Private: members only'}</dd>
          <dt>Runs</dt><dd><Link to={href.runs(entity, project)}>{count(facts.runCount)}</Link>{facts.running > 0 && `, ${count(facts.running)} running`}</dd>
          <dt>Made</dt><dd>{fullTime(facts.createdAt)}</dd>
          <dt>Last active</dt><dd><Ago at={facts.lastActive} /></dd>
          {facts.tagCounts.length > 0 && <><dt>Tags</dt><dd className="row wrap">{facts.tagCounts.map(tag => <span key={tag.name} className="chip">{tag.name} <span className="num">{count(tag.count)}</span></span>)}</dd></>}
        </dl>
      </div></section>
      <Description facts={facts} />
      {!facts.readOnly && <Danger facts={facts} />}
    </div>
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
    <div>
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
