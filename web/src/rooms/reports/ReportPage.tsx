import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { guestToken, setGuestToken } from '../../api/http.ts'
import { run } from '../../api/graphql.ts'
import { NotFound } from '../../app/NotFound.tsx'
import { useSearchParam } from '../../app/navigation.tsx'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { fullTime } from '../../design/format.ts'
import { Blocks } from './Blocks.tsx'
import { readReport, reportId } from './blocks.ts'
import { useInvitation } from './invitation.ts'
import { ReportQuery, type Report } from './queries.ts'
import { ReportMenu } from './ReportMenu.tsx'
import { ShareButton } from './ShareButton.tsx'
import './reports.css'

/** A report to read. People without an account come with a link, whose token opens this report and the runs in it. */
export default function ReportPage({ slug }: { slug: string }) {
  const id = reportId(slug)
  const link = useSearchParam('accessToken')
  const query = useQuery({
    queryKey: ['report', id, link],
    queryFn: async ({ signal }) => {
      const own = await run(ReportQuery, { id }, signal)
      if (own.view || !link || guestToken() === link) return own
      // logged in, but the report is open to them by the link only
      setGuestToken(link)
      return run(ReportQuery, { id }, signal)
    },
    staleTime: 60_000,
  })
  if (query.isError) return (query.error as { status?: number }).status === 404 ? <NotFound what="report" /> : <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  return query.data.view ? <Reading report={query.data.view} /> : <NotFound what="report" />
}

function Reading({ report }: { report: Report }) {
  const spec = useMemo(() => readReport(report.spec), [report.spec])
  useInvitation(report)
  const project = report.project?.name ?? ''
  const home = useMemo(() => ({ entity: report.project?.entityName ?? report.entityName, project }), [report.project?.entityName, report.entityName, project])
  const [width, setWidth] = useState(spec.width)
  return (
    <article className={`report width-${width}`}>
      <header className="report-head">
        <h1>{report.displayName || 'Untitled report'}</h1>
        {report.description && <p className="muted">{report.description}</p>}
        <div className="row wrap muted">
          <span>{report.user?.name || report.user?.username}</span><span>·</span><span>{fullTime(report.updatedAt ?? report.createdAt)}</span>
          <span className="grow" />
          <button type="button" className="button small" onClick={() => setWidth(width === 'fluid' ? 'readable' : 'fluid')}>{width === 'fluid' ? 'Narrower' : 'Wider'}</button>
          {guestToken() === null && <ReportMenu report={report} home={home} />}
          {report.project?.readOnly === false && guestToken() === null && <ShareButton report={report} home={home} spec={spec} />}
        </div>
      </header>
      <div className="markdown report-body"><Blocks blocks={spec.blocks} home={home} /></div>
    </article>
  )
}
