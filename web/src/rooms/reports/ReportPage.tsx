import { useQuery } from '@tanstack/react-query'
import { MessageSquare } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { guestToken, setGuestToken } from '../../api/http.ts'
import { run } from '../../api/graphql.ts'
import { NotFound } from '../../app/NotFound.tsx'
import { useSearchParam } from '../../app/navigation.tsx'
import { useSession } from '../../api/session.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { fullTime, plural } from '../../design/format.ts'
import { Blocks } from './Blocks.tsx'
import { readReport, reportId } from './blocks.ts'
import { useInvitation } from './invitation.ts'
import { ReportQuery, VisitReport, type Report } from './queries.ts'
import { ReportMenu } from './ReportMenu.tsx'
import { ShareButton } from './ShareButton.tsx'
import { StarReport } from './StarReport.tsx'
import { BlockMark, QuoteButton, useHighlights } from '../discussions/Marks.tsx'
import type { DrawerPlace } from '../discussions/Drawer.tsx'
import { useDiscussion } from '../discussions/useDiscussion.ts'
import '../discussions/discussions.css'
import './reports.css'

const Drawer = lazy(() => import('../discussions/Drawer.tsx'))

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
  const signedIn = !!useSession().data?.user && guestToken() === null
  const isReport = report.type === 'runs'
  useEffect(() => {
    // a reading that is not counted is no trouble to the reader
    if (signedIn && isReport) void run(VisitReport, { id: report.id }).catch(() => {})
  }, [signedIn, isReport, report.id])
  const body = useRef<HTMLDivElement>(null)
  const [talking, setTalking] = useState(false)
  const [place, setPlace] = useState<DrawerPlace | null>(null)
  const discussed = isReport && guestToken() === null
  const talk = useDiscussion(report.id, spec.blocks, discussed)
  useHighlights(body, talk.threads)
  const open = (at: DrawerPlace) => { setPlace(at); setTalking(true) }
  return (
    <article className={`report width-${width} ${talking ? 'talking' : ''}`}>
      <header className="report-head">
        <h1>{report.displayName || 'Untitled report'}</h1>
        {report.description && <p className="muted">{report.description}</p>}
        <div className="row wrap muted">
          <span>{report.user?.name || report.user?.username}</span><span>·</span><span>{fullTime(report.updatedAt ?? report.createdAt)}</span>
          <span>·</span><span title="By people with an account">{plural(report.viewCount, 'view')}</span>
          <span className="grow" />
          {discussed && <button type="button" className="button small" aria-expanded={talking} onClick={() => { setTalking(!talking); setPlace(null) }}><MessageSquare size={13} />Comments{talk.threads.length > 0 && ` (${talk.threads.length})`}</button>}
          {isReport && <StarReport report={report} own={signedIn} />}
          <button type="button" className="button small" onClick={() => setWidth(width === 'fluid' ? 'readable' : 'fluid')}>{width === 'fluid' ? 'Narrower' : 'Wider'}</button>
          {guestToken() === null && <ReportMenu report={report} home={home} />}
          {report.project?.readOnly === false && guestToken() === null && <ShareButton report={report} home={home} spec={spec} />}
        </div>
      </header>
      <div className="markdown report-body" ref={body}><Blocks blocks={spec.blocks} home={home} margin={discussed ? at => <BlockMark at={at} threads={talk.threads} writable={signedIn} onOpen={open} /> : undefined} /></div>
      {discussed && signedIn && <QuoteButton body={body} onOpen={open} />}
      {discussed && talking && <Suspense><Drawer report={report} entity={home.entity} blocks={spec.blocks} talk={talk} signedIn={signedIn} place={place} onPlace={setPlace} onClose={() => setTalking(false)} /></Suspense>}
    </article>
  )
}
