import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileText, Plus, Star } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSession } from '../../api/session.ts'
import { nodes, run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { count, plural } from '../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, SearchBox, Snippet } from '../../design/parts.tsx'
import { reportSlug } from './blocks.ts'
import { DraftsQuery, ReportsQuery } from './queries.ts'
import { StarReport } from './StarReport.tsx'
import './reports.css'

export default function ReportsPage({ entity, project }: { entity: string; project: string }) {
  const [search, setSearch] = useState('')
  const [starred, setStarred] = useState(false)
  const signedIn = !!useSession().data?.user
  const query = useInfiniteQuery({
    queryKey: ['reports', entity, project],
    queryFn: ({ pageParam, signal }) => run(ReportsQuery, { entity, project, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.allViews?.pageInfo.hasNextPage ? page.project.allViews.pageInfo.endCursor : undefined),
  })
  // what is searched for may stand on a page that has not come yet
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const wanting = (search !== '' || starred) && hasNextPage && !isFetchingNextPage
  useEffect(() => { if (wanting) void fetchNextPage() }, [wanting, fetchNextPage])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const first = query.data.pages[0]!.project
  if (!first) return <NotFound what="project" />
  const all = query.data.pages.flatMap(page => nodes(page.project?.allViews))
  const needle = search.toLowerCase()
  const shown = all.filter(report => `${report.displayName} ${report.description} ${report.user?.username} ${report.user?.name}`.toLowerCase().includes(needle) && (!starred || report.starred))
  return (
    <div className="page stack">
      <div className="row"><h1 className="grow">Reports</h1>{first.readOnly !== true && <Link className="button primary" to={href.editReport(entity, project, null)}><Plus size={14} />New report</Link>}</div>
      {first.readOnly !== true && <Drafts entity={entity} project={project} />}
      {all.length === 0 ? (
        <>
          <EmptyState icon={<FileText size={28} strokeWidth={1.4} />} title="No reports yet"><p>Words, formulas and live panels on one page, to be read and shared. Write one here, or with the <code>wandb-workspaces</code> package.</p></EmptyState>
          <Snippet label="Python example" text={`import wandb_workspaces.reports.v2 as wr\n\nreport = wr.Report(entity="${entity}", project="${project}", title="What we learned")\nreport.blocks = [wr.H1("Curves"), wr.PanelGrid(panels=[wr.LinePlot(y=["loss"])])]\nreport.save()`} />
        </>
      ) : (
        <section className="card">
          <header><h2 className="grow">{plural(first.allViews?.totalCount ?? all.length, 'report')}</h2>{signedIn && <button type="button" className="button small" aria-pressed={starred} onClick={() => setStarred(!starred)}><Star size={13} fill={starred ? 'currentColor' : 'none'} />Starred</button>}<div style={{ width: 240 }}><SearchBox value={search} onChange={setSearch} placeholder="Search reports" main /></div></header>
          <table className="list-table">
            <thead><tr><th className="report-star-column"><span className="visually-hidden">Stars</span></th><th>Report</th><th>Author</th><th className="right">Views</th><th className="right">Changed</th></tr></thead>
            <tbody>
              {shown.map(report => (
                <tr key={report.id}>
                  <td className="report-star-column"><StarReport report={report} own={signedIn} /></td>
                  <td><Link to={href.report(entity, project, reportSlug(report))}>{report.displayName || report.name}</Link>{report.description && <div className="muted ellipsis report-about">{report.description}</div>}</td>
                  <td>{report.user?.username ?? report.user?.name}</td>
                  <td className="right num">{count(report.viewCount)}</td>
                  <td className="right"><Ago at={report.updatedAt ?? report.createdAt} /></td>
                </tr>
              ))}
              {shown.length === 0 && !hasNextPage && <tr><td colSpan={5} className="muted">No report matches.</td></tr>}
            </tbody>
          </table>
          {query.hasNextPage && <div className="card-body"><button type="button" className="button" onClick={() => void query.fetchNextPage()}>More reports</button></div>}
        </section>
      )}
    </div>
  )
}

/** Reports that the viewer began and has not published. */
function Drafts({ entity, project }: { entity: string; project: string }) {
  const user = useSession().data!.user!.username
  const query = useQuery({ queryKey: ['report-draft', 'list', entity, project, user], queryFn: ({ signal }) => run(DraftsQuery, { entity, project, user }, signal) })
  const drafts = nodes(query.data?.project?.allViews).filter(draft => draft.parentId === null)
  if (drafts.length === 0) return null
  return (
    <section className="card" aria-label="Your drafts">
      <header><h2>Your drafts</h2></header>
      <table className="list-table">
        <tbody>{drafts.map(draft => <tr key={draft.id}><td><Link to={href.editReport(entity, project, reportSlug({ ...draft, name: null }))}>{draft.displayName || 'Untitled report'}</Link></td><td className="right"><Ago at={draft.updatedAt ?? draft.createdAt} /></td></tr>)}</tbody>
      </table>
    </section>
  )
}
