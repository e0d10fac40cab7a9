import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { run } from '../../api/graphql.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { StarReport as StarMutation, UnstarReport, type ReportRow } from './queries.ts'

/** The viewer's own star, and how many people gave one. */
export function StarReport({ report, own = true }: { report: Pick<ReportRow, 'id' | 'displayName' | 'starred' | 'starCount'>; /** Whether the viewer has an account to star with. */ own?: boolean }) {
  const client = useQueryClient()
  const star = useMutation({
    mutationFn: async () => { await (report.starred ? run(UnstarReport, { id: report.id }) : run(StarMutation, { id: report.id })) },
    onSuccess: () => client.invalidateQueries({ predicate: each => ['report', 'reports'].includes(String(each.queryKey[0])) }),
    onError: toastFailure,
  })
  const label = `${report.starred ? 'Unstar' : 'Star'} ${report.displayName || 'this report'}`
  return (
    <button type="button" className="report-star" aria-label={label} title={label} aria-pressed={report.starred} disabled={!own || star.isPending} onClick={() => star.mutate()}>
      <Star size={14} fill={report.starred ? 'currentColor' : 'none'} /><span className="num">{report.starCount || ''}</span>
    </button>
  )
}
