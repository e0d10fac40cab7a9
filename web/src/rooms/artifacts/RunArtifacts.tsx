import { useQuery } from '@tanstack/react-query'
import { nodes, run as ask } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { bytes, count, naturalOrder } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { homeOf, versionName } from './names.ts'
import { RunArtifactsQuery, type RunArtifact } from './queries.ts'
import './artifacts.css'

/** What a run logged and what it used. */
export default function RunArtifacts({ entity, project, run, live }: { entity: string; project: string; run: string; live: boolean }) {
  const query = useQuery({
    queryKey: ['run-artifacts', entity, project, run],
    queryFn: async ({ signal }) => {
      const inputs: RunArtifact[] = []
      const outputs: RunArtifact[] = []
      let inputsAfter: string | null = null
      let outputsAfter: string | null = null
      for (let more = true; more;) {
        const answer: Awaited<ReturnType<typeof page>> = await page({ entity, project, name: run, inputsAfter, outputsAfter }, signal)
        const found = answer.project?.run
        if (inputs.length === 0 || inputsAfter !== null) inputs.push(...nodes(found?.inputArtifacts))
        if (outputs.length === 0 || outputsAfter !== null) outputs.push(...nodes(found?.outputArtifacts))
        inputsAfter = found?.inputArtifacts?.pageInfo.hasNextPage ? found.inputArtifacts.pageInfo.endCursor : null
        outputsAfter = found?.outputArtifacts?.pageInfo.hasNextPage ? found.outputArtifacts.pageInfo.endCursor : null
        more = inputsAfter !== null || outputsAfter !== null
      }
      return { inputs, outputs }
    },
    refetchInterval: live ? 10_000 : false,
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const { inputs, outputs } = query.data
  if (inputs.length === 0 && outputs.length === 0) return <EmptyState title="No artifacts"><p>What the run logs with <code>run.log_artifact()</code> or takes with <code>run.use_artifact()</code> stands here.</p></EmptyState>
  return (
    <div className="page stack">
      <Table title="Output" rows={outputs} />
      <Table title="Input" rows={inputs} />
    </div>
  )
}

const page = (variables: { entity: string; project: string; name: string; inputsAfter: string | null; outputsAfter: string | null }, signal: AbortSignal) => ask(RunArtifactsQuery, variables, signal)

function Table({ title, rows }: { title: string; rows: RunArtifact[] }) {
  if (rows.length === 0) return null
  const sorted = [...rows].sort((left, right) => naturalOrder(left.artifactType.name, right.artifactType.name) || naturalOrder(left.artifactSequence.name, right.artifactSequence.name) || (left.versionIndex ?? 0) - (right.versionIndex ?? 0))
  return (
    <section className="card" aria-label={`${title} artifacts`}>
      <header><h2 className="grow">{title}</h2><span className="muted num">{count(rows.length)}</span></header>
      <table className="list-table">
        <thead><tr><th>Type</th><th>Artifact</th><th>Aliases</th><th className="right">Size</th><th className="right">Used</th><th className="right">Made</th></tr></thead>
        <tbody>
          {sorted.map(row => {
            const home = homeOf(row)
            const version = versionName(row.versionIndex)
            const name = `${row.artifactSequence.name}:${version}`
            return (
              <tr key={row.id}>
                <td className="muted">{row.artifactType.name}</td>
                <td>{home ? <Link to={href.artifact(home.entity, home.project, home.type, home.collection, version)}>{name}</Link> : name}</td>
                <td><span className="row wrap">{row.aliases.map((each, at) => <span key={at} className="chip alias">{each.alias}</span>)}</span></td>
                <td className="right num">{bytes(row.size)}</td>
                <td className="right num">{row.usedCount || ''}</td>
                <td className="right"><Ago at={row.createdAt} /></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
