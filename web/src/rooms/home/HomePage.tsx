import { useQueries, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { run, nodes } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Ago, ErrorState, Loading, Snippet, StateChip } from '../../design/parts.tsx'
import { parseTime } from '../../design/format.ts'
import { NewKey, useNewKey } from '../people/NewKey.tsx'
import { Invitations } from '../people/Invitations.tsx'
import { ViewerQuery } from '../people/queries.ts'
import { ProjectTable } from '../projects/ProjectTable.tsx'
import { ProjectsQuery, RUNNING, type ProjectRow } from '../projects/queries.ts'
import { RunsQuery } from '../runs/queries.ts'

const NewTeam = lazy(() => import('../people/NewTeam.tsx').then(module => ({ default: module.NewTeam })))

export default function HomePage() {
  const user = useSession().data!.user!
  const viewer = useQuery({ queryKey: ['viewer'], queryFn: () => run(ViewerQuery, {}) })
  const mine = (viewer.data?.viewer?.teams.edges ?? []).map(edge => edge.node)
  const teams = mine.filter(each => each.isTeam).map(each => each.name)
  const entities = [...new Set([user.entity, ...mine.map(each => each.name)])]
  const projects = useQuery({
    queryKey: ['recent', ...entities],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(entities.map(entity => run(ProjectsQuery, { entity, first: 50, after: null, running: RUNNING }, signal)))
      const active = (text: string) => parseTime(text)
      return pages.flatMap(page => nodes(page.models)).sort((left, right) => active(right.lastActive ?? right.createdAt) - active(left.lastActive ?? left.createdAt))
    },
    enabled: viewer.isSuccess,
    refetchInterval: query => (query.state.data?.length === 0 ? 3_000 : 15_000),
  })
  if (viewer.isError || projects.isError) return <ErrorState error={viewer.error ?? projects.error} retry={() => { void viewer.refetch(); void projects.refetch() }} />
  if (projects.isPending) return <Loading />
  const invitations = <Invitations invites={viewer.data?.viewer?.invites ?? []} />
  if (projects.data.length === 0) return <Start entity={user.entity} before={invitations}><Teams teams={teams} /></Start>
  return (
    <div className="page stack">
      <h1>Home</h1>
      {invitations}
      <section className="card">
        <header><h2>Recent projects</h2></header>
        <ProjectTable projects={projects.data.slice(0, 12)} withEntity />
      </section>
      <Running projects={projects.data.filter(project => project.running > 0).slice(0, 8)} />
      <Teams teams={teams} />
      <details className="card start-more"><summary>Log another run</summary><div className="card-body"><Steps /></div></details>
    </div>
  )
}

function Teams({ teams }: { teams: readonly string[] }) {
  const [making, setMaking] = useState(false)
  return (
    <>
      <section className="card">
        <header><h2 className="grow">Teams</h2><button type="button" className="button small" onClick={() => setMaking(true)}><Plus size={13} />New team</button></header>
        <div className="card-body row wrap">{teams.map(team => <Link key={team} className="button" to={href.entity(team)}>{team}</Link>)}{teams.length === 0 && <span className="muted">A team shares projects, artifacts and automations among its members.</span>}</div>
      </section>
      {making && <Suspense><NewTeam onClose={() => setMaking(false)} /></Suspense>}
    </>
  )
}

/** Runs at work right now, of all recent projects. */
function Running({ projects }: { projects: ProjectRow[] }) {
  const runs = useQueries({
    queries: projects.map(({ entityName: entity, name: project }) => ({
      queryKey: ['running', entity, project],
      queryFn: ({ signal }: { signal: AbortSignal }) => run(RunsQuery, { entity, project, filters: RUNNING, order: '-createdAt', first: 5, after: null, configKeys: [], summaryKeys: [] }, signal),
      refetchInterval: 10_000,
    })),
    combine: results => results.flatMap((result, at) => nodes(result.data?.project?.runs).map(row => ({ row, project: projects[at]! }))),
  })
  if (runs.length === 0) return null
  return (
    <section className="card">
      <header><h2>Running now</h2></header>
      <table className="list-table">
        <thead><tr><th>Run</th><th>Project</th><th className="right">Started</th></tr></thead>
        <tbody>
          {runs.map(({ row, project }) => (
            <tr key={`${project.id} ${row.name}`}>
              <td><span className="row"><StateChip state={row.state} dot /><Link to={href.run(project.entityName, project.name, row.name)}>{row.displayName || row.name}</Link></span></td>
              <td>{project.name}</td>
              <td className="right"><Ago at={row.createdAt} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a person sees before the first run: three steps that lead to one, and the page notices it by itself. */
function Start({ entity, before, children }: { entity: string; before: ReactNode; children: ReactNode }) {
  return (
    <div className="page start stack">
      {before}
      <h1>Log your first run</h1>
      <p className="muted">Nothing is logged under {entity} yet. This page shows the project as soon as a run arrives.</p>
      <Steps />
      {children}
    </div>
  )
}

function Steps() {
  const creation = useNewKey()
  const key = creation.data?.name ?? 'YOUR_API_KEY'
  return (
    <ol className="steps">
      <li><h3>Make a key</h3><div className="stack"><NewKey creation={creation} description="First steps" /></div></li>
      <li><h3>Point the client at this server</h3><Snippet label="shell commands" text={`pip install wandb\nwandb login --relogin --host ${location.origin} ${key}`} /></li>
      <li>
        <h3>Log</h3>
        <Snippet label="Python example" text={'import random, wandb\n\nwith wandb.init(project="first-steps", config={"lr": 0.01}) as run:\n    loss = 1.0\n    for step in range(200):\n        loss *= 0.98 + 0.02 * random.random()\n        run.log({"train/loss": loss, "train/accuracy": 1 - loss})'} />
      </li>
    </ol>
  )
}
