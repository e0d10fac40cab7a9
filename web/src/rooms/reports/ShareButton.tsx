import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Share2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { Snippet } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { readGrid, reportSlug, type ReportSpec } from './blocks.ts'
import { ShareEditors } from './ShareEditors.tsx'
import { CreateLink, RevokeLink, type Report } from './queries.ts'

/** Links that show this report, and the runs in it, to everybody who has them. */
export function ShareButton({ report, home, spec }: { report: Report; home: { entity: string; project: string }; spec: ReportSpec }) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['report', report.id] })
  const shown = [...new Map(spec.blocks.filter(block => block.type === 'panel-grid').flatMap(block => readGrid(block, home).runsets).map(({ entity, project }) => [`${entity}/${project}`, { entityName: entity, projectName: project }])).values()]
  const make = useMutation({ mutationFn: () => run(CreateLink, { id: report.id, projects: shown }), onSuccess: refresh, onError: toastFailure })
  const revoke = useMutation({ mutationFn: (token: string) => run(RevokeLink, { token }), onSuccess: () => { toast('The link opens nothing any more'); return refresh() }, onError: toastFailure })
  const links = report.accessTokens.filter(each => each.revokedAt === null)
  return (
    <>
      <button type="button" className="button small" onClick={() => setOpen(true)}><Share2 size={13} />Share</button>
      {open && (
        <Dialog title="Share this report" wide onClose={() => setOpen(false)}>
          <p>People of the project read it at its address. A link shows it to everybody who has it, without an account, together with the runs of {shown.length === 0 ? 'its project' : shown.map(each => `${each.entityName}/${each.projectName}`).join(', ')}.</p>
          {links.map(({ id, token }) => (
            <div key={id} className="row">
              <div className="grow"><Snippet label="link" text={`${location.origin}${href.report(home.entity, home.project, reportSlug(report))}?accessToken=${token}`} /></div>
              <button type="button" className="button small danger" disabled={revoke.isPending} onClick={() => revoke.mutate(token)}>Revoke</button>
            </div>
          ))}
          <div><button type="button" className="button primary" disabled={make.isPending} onClick={() => make.mutate()}>{links.length === 0 ? 'Make a link' : 'Make another link'}</button></div>
          {report.invitesEditors && <ShareEditors report={report} shown={shown} onDone={refresh} />}
        </Dialog>
      )}
    </>
  )
}
