import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Copy, EllipsisVertical, Link2, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link, navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { writeClipboard } from '../../design/parts.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { reportSlug } from './blocks.ts'
import { DeleteReport, SaveReport, type Report } from './queries.ts'

/** What those who write in the project may do with a report; who was invited to it edits it. */
export function ReportMenu({ report, home }: { report: Report; home: { entity: string; project: string } }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { entity, project } = home
  const refresh = () => client.invalidateQueries({ predicate: each => ['report', 'reports', 'report-draft'].includes(String(each.queryKey[0])) })
  const remove = useMutation({ mutationFn: () => run(DeleteReport, { id: report.id }), onSuccess: async () => { toast('Report deleted'); navigate(href.reports(entity, project)); await refresh() }, onError: toastFailure })
  const copy = useMutation({
    mutationFn: () => run(SaveReport, { id: null, parent: null, type: 'runs/draft', entity, project, displayName: `Copy of ${report.displayName || 'Untitled report'}`, description: report.description ?? '', spec: report.spec ?? '{}' }),
    onSuccess: async answer => { await refresh(); navigate(href.editReport(entity, project, reportSlug(answer.upsertView.view))) },
    onError: toastFailure,
  })
  return (
    <>
      {report.editable && <Link className="button small" to={href.editReport(entity, project, reportSlug(report))}><Pencil size={13} />Edit</Link>}
      {report.project?.readOnly === false && <MenuButton label="Report menu" icon={<EllipsisVertical size={16} />} align="end">
        {close => (
          <>
            <button type="button" className="menu-item" onClick={() => { close(); void writeClipboard(location.href).then(() => toast('Address copied')) }}><Link2 size={14} />Copy the address</button>
            <button type="button" className="menu-item" disabled={copy.isPending} onClick={() => { close(); copy.mutate() }}><Copy size={14} />Make a copy</button>
            <div className="menu-line" />
            <button type="button" className="menu-item danger" onClick={() => { close(); setAsking(true) }}><Trash2 size={14} />Delete</button>
          </>
        )}
      </MenuButton>}
      {asking && <Confirm title={`Delete ${report.displayName || 'this report'}?`} action="Delete" busy={remove.isPending} onClose={() => setAsking(false)} onConfirm={() => remove.mutate()}><p>Its links open nothing any more. The runs in it stay.</p></Confirm>}
    </>
  )
}
