import { useInfiniteQuery } from '@tanstack/react-query'
import { Rocket } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { parseObject } from '../../api/json.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { count, plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { LaunchForm } from './LaunchForm.tsx'
import { JobsQuery, type JobRow } from './queries.ts'

/** Programs of the project that an agent can start. */
export default function JobsPage({ entity, project }: { entity: string; project: string }) {
  const [starting, setStarting] = useState<JobRow | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['jobs', entity, project],
    queryFn: ({ pageParam, signal }) => run(JobsQuery, { entity, project, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => {
      const info = page.project?.artifactType?.artifactCollections?.pageInfo
      return info?.hasNextPage ? info.endCursor : undefined
    },
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const first = query.data.pages[0]!.project
  if (!first) return <NotFound what="project" />
  const jobs = query.data.pages.flatMap(page => nodes(page.project?.artifactType?.artifactCollections))
  return (
    <div className="page wide stack">
      <div className="row"><h1 className="grow">Jobs</h1><Link className="button" to={href.launch()}>Queues</Link></div>
      {jobs.length === 0 ? (
        <>
          <div className="card"><EmptyState icon={<Rocket size={28} strokeWidth={1.4} />} title="No jobs yet"><p>A job is a program with what it needs, ready to be started again on another machine with other settings.</p></EmptyState></div>
          <Snippet label="shell commands" text={`wandb job create --entity ${entity} --project ${project} --name train --entry-point "python train.py" code ./src`} />
        </>
      ) : (
        <section className="card scroll-x">
          <header><h2>{plural(first.artifactType?.artifactCollections?.totalCount ?? jobs.length, 'job')}</h2></header>
          <table className="list-table">
            <thead><tr><th>Job</th><th>From</th><th className="right">Versions</th><th className="right">Changed</th><th /></tr></thead>
            <tbody>
              {jobs.map(job => (
                <tr key={job.id}>
                  <td><Link to={href.artifacts(entity, project, 'job', job.name)}>{job.name}</Link>{job.description && <div className="muted">{job.description}</div>}</td>
                  <td>{sourceOf(job)}</td>
                  <td className="right num">{count(job.artifacts?.totalCount ?? 0)}</td>
                  <td className="right"><Ago at={job.updatedAt ?? job.createdAt} /></td>
                  <td className="right"><button type="button" className="button small" aria-label={`Launch ${job.name}`} onClick={() => setStarting(job)}><Rocket size={12} />Launch</button></td>
                </tr>
              ))}
            </tbody>
          </table>
          {query.hasNextPage && <div className="card-body"><button type="button" className="button" onClick={() => void query.fetchNextPage()}>More jobs</button></div>}
        </section>
      )}
      {starting && <LaunchForm entity={entity} project={project} job={starting.name} onClose={() => setStarting(null)} />}
    </div>
  )
}

const SOURCES: Record<string, string> = { repo: 'a repository', artifact: 'saved code', image: 'an image' }

function sourceOf(job: JobRow): string {
  const kind = parseObject(job.artifacts?.edges[0]?.node.metadata).source_type
  return typeof kind === 'string' ? SOURCES[kind] ?? kind : ''
}
