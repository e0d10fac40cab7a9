import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { parseObject } from '../../api/json.ts'
import { useSession } from '../../api/session.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import type { ShownPanel } from '../../panels/layout.ts'
import { customColors, newId, runsetOf, update, valueColors } from '../../panels/spec.ts'
import { useStore } from '../../panels/store.tsx'
import { reportSlug, type Block } from './blocks.ts'
import { kindNamed } from './editor/kinds.ts'
import { findDraft } from './editor/useDraft.ts'
import { DraftsQuery, ReportQuery, ReportsQuery, SaveReport } from './queries.ts'

interface AddToReportProps { entity: string; project: string; panel: ShownPanel; onClose: () => void }

/** Puts a panel, with the runs that it shows now, at the end of a report; what others read changes when it is published. */
export default function AddToReport({ entity, project, panel, onClose }: AddToReportProps) {
  const client = useQueryClient()
  const store = useStore()
  const user = useSession().data!.user!.username
  const [chosen, setChosen] = useState('new')
  const [title, setTitle] = useState(panel.title)
  const reports = useQuery({ queryKey: ['reports', entity, project, 'names'], queryFn: ({ signal }) => run(ReportsQuery, { entity, project, after: null }, signal) })
  const drafts = useQuery({ queryKey: ['report-draft', 'list', entity, project, user], queryFn: ({ signal }) => run(DraftsQuery, { entity, project, user }, signal) })
  const published = nodes(reports.data?.project?.allViews)
  const own = nodes(drafts.data?.project?.allViews).filter(draft => draft.parentId === null)
  const add = useMutation({
    mutationFn: async () => {
      const block = panelBlock(panel, { entity, project }, store.read().spec)
      if (chosen === 'new') return save({ id: null, parent: null, displayName: title.trim() || panel.title, description: '', spec: JSON.stringify({ version: 5, width: 'readable', blocks: [block] }) })
      const { view } = await run(ReportQuery, { id: chosen })
      if (!view) throw new Error('The report is gone')
      const draft = view.type === 'runs/draft' ? view : await findDraft(view.id, user)
      const of = draft ?? view
      const spec = parseObject(of.spec)
      return save({ id: draft?.id ?? null, parent: view.type === 'runs/draft' ? null : view.id, displayName: of.displayName ?? 'Untitled report', description: of.description ?? '', spec: JSON.stringify({ ...spec, blocks: [...(Array.isArray(spec.blocks) ? (spec.blocks as unknown[]) : []), block] }) })
    },
    onSuccess: view => {
      onClose()
      toast('Added to a draft', { action: { label: 'Open it', run: () => navigate(href.editReport(entity, project, view.slug)) } })
      return client.invalidateQueries({ queryKey: ['report-draft'] })
    },
  })
  const save = async (wish: { id: string | null; parent: string | null; displayName: string; description: string; spec: string }) => {
    const { upsertView } = await run(SaveReport, { ...wish, type: 'runs/draft', entity, project })
    // a draft of a published report is opened at the report
    return { slug: reportSlug(wish.parent ? { ...upsertView.view, id: wish.parent } : upsertView.view) }
  }
  return (
    <Dialog title={`Add ${panel.title} to a report`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={add.isPending} onClick={() => add.mutate()}>Add</button>
    </>}>
      <label className="field"><span>Report</span>
        <select className="select" value={chosen} onChange={event => setChosen(event.target.value)}>
          <option value="new">A new report</option>
          {own.length > 0 && <optgroup label="Your drafts">{own.map(each => <option key={each.id} value={each.id}>{each.displayName || 'Untitled report'}</option>)}</optgroup>}
          {published.length > 0 && <optgroup label="Published">{published.map(each => <option key={each.id} value={each.id}>{each.displayName || each.name}</option>)}</optgroup>}
        </select>
      </label>
      {chosen === 'new' && <label className="field"><span>Title</span><input className="input" value={title} onChange={event => setTitle(event.target.value)} /></label>}
      <p className="muted">The panel takes the filter, search, order and visible runs along as they are now.</p>
      {add.isError && <p className="note bad" role="alert">{add.error.message}</p>}
    </Dialog>
  )
}

function panelBlock(panel: ShownPanel, home: { entity: string; project: string }, spec: Parameters<typeof runsetOf>[0]): Block {
  const block = kindNamed('panel-grid').make('')
  const runset = { ...runsetOf(spec), id: newId(), name: 'Run set', enabled: true, project: { entityName: home.entity, name: home.project } }
  const withRuns = update(update(block, ['metadata', 'runSets'], () => [runset]), ['metadata', 'customRunColors'], () => customColors(spec))
  const chosen = valueColors(spec)
  const coloured = chosen ? update(withRuns, ['metadata', 'keyBasedColors'], () => chosen) : withRuns
  return update(coloured, ['metadata', 'panelBankSectionConfig', 'panels'], () => [{ __id__: newId(), viewType: panel.viewType, config: panel.config, layout: { x: 0, y: 0, w: 24, h: 8 } }]) as Block
}
