import { useQuery } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { run } from '../../../api/graphql.ts'
import { parseObject } from '../../../api/json.ts'
import { useSession } from '../../../api/session.ts'
import { navigate } from '../../../app/navigation.tsx'
import { NotFound } from '../../../app/NotFound.tsx'
import { href } from '../../../app/route.ts'
import { Confirm } from '../../../design/Confirm.tsx'
import { EmptyState, ErrorState, Loading, Segmented } from '../../../design/parts.tsx'
import { toast, toastFailure } from '../../../design/Toasts.tsx'
import { reportId, reportSlug } from '../blocks.ts'
import { useInvitation } from '../invitation.ts'
import { ReportQuery, ReportsQuery, type Report } from '../queries.ts'
import { BlockList } from './BlockList.tsx'
import { kindNamed } from './kinds.ts'
import { findDraft, readDraft, useDraft, type Draft, type Saving } from './useDraft.ts'
import { useUndo } from './useUndo.ts'
import '../reports.css'
import './editor.css'

interface Place { entity: string; project: string }

/** Writes a report: a new one, a draft that was begun, or changes of one that others read meanwhile. */
export default function ReportEditor({ entity, project, slug }: Place & { slug: string | null }) {
  const user = useSession().data!.user!.username
  const query = useQuery({
    queryKey: ['report-draft', entity, project, slug, user],
    queryFn: async ({ signal }) => {
      if (slug === null) {
        const found = (await run(ReportsQuery, { entity, project, after: null }, signal)).project
        if (!found || found.readOnly === true) return found && 'readOnly'
        return { report: null, draftId: null, draft: { title: '', description: '', width: 'readable', blocks: [kindNamed('paragraph').make('')] }, spec: {} }
      }
      const { view } = await run(ReportQuery, { id: reportId(slug) }, signal)
      if (!view) return null
      if (!view.editable) return 'readOnly'
      if (view.type === 'runs/draft') return { report: null, draftId: view.id, draft: readDraft(view), spec: parseObject(view.spec) }
      const mine = await findDraft(view.id, user, signal)
      return { report: view, draftId: mine?.id ?? null, draft: readDraft(mine ?? view), spec: parseObject((mine ?? view).spec) }
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  if (query.isError) return (query.error as { status?: number }).status === 404 ? <NotFound what="report" /> : <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (query.data === 'readOnly') return <EmptyState title="You may read reports here, but not write them"><p>Ask an admin of {entity} for a role that may.</p></EmptyState>
  return query.data ? <Editor key={slug ?? 'new'} entity={entity} project={project} opened={query.data} /> : <NotFound what="report" />
}

interface Opened { report: Report | null; draftId: string | null; draft: Draft; spec: Record<string, unknown> }

function Editor({ entity, project, opened }: Place & { opened: Opened }) {
  const { report } = opened
  useInvitation(report)
  const history = useUndo<Draft>(opened.draft)
  const draft = history.value
  const set = (changes: Partial<Draft>, typing = false) => history.set({ ...draft, ...changes }, typing)
  const { saving, failure, save, publish, discard } = useDraft({ entity, project, report, draftId: opened.draftId, spec: opened.spec }, draft)
  const [asking, setAsking] = useState<'discard' | 'overwrite' | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      void save()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [save])
  const goPublic = async (sure: boolean) => {
    setBusy(true)
    try {
      if (report && !sure) {
        const now = await run(ReportQuery, { id: report.id })
        if (now.view && now.view.updatedAt !== report.updatedAt) return setAsking('overwrite')
      }
      const view = await publish()
      toast(report ? 'Changes published' : 'Report published')
      navigate(href.report(entity, project, reportSlug(view)))
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const leave = async () => {
    try {
      await discard()
      navigate(report ? href.report(entity, project, reportSlug(report)) : href.reports(entity, project))
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <div className="report-editor">
      <div className="panel-bar editor-bar">
        <h1 className="editor-what">{report ? 'Editing' : 'New report'}</h1>{(saving !== 'saved' || opened.draftId !== null || draft !== opened.draft) && <SavingWord saving={saving} />}
        <span className="grow" />
        <button type="button" className="icon-button" aria-label="Undo" title="Undo (Ctrl Z)" disabled={!history.canUndo} onClick={history.undo}><Undo2 size={15} /></button>
        <button type="button" className="icon-button" aria-label="Redo" title="Redo (Ctrl Y)" disabled={!history.canRedo} onClick={history.redo}><Redo2 size={15} /></button>
        <Segmented label="Width" value={draft.width === 'fluid' ? 'fluid' : draft.width === 'fixed' ? 'fixed' : 'readable'} options={[['readable', 'Narrow'], ['fixed', 'Wide'], ['fluid', 'Full']]} onChange={width => set({ width })} />
        <button type="button" className="button small" onClick={() => setAsking('discard')}>Discard</button>
        <button type="button" className="button small primary" disabled={busy || draft.title.trim() === ''} title={draft.title.trim() === '' ? 'Give it a title first' : undefined} onClick={() => void goPublic(false)}>Publish</button>
      </div>
      <article className={`report width-${draft.width}`}>
        <header className="report-head">
          <input className="editor-title" aria-label="Title" placeholder="Title" autoFocus={!report} value={draft.title} onChange={event => set({ title: event.target.value }, true)} />
          <input className="editor-about" aria-label="What it is about" placeholder="What it is about" value={draft.description} onChange={event => set({ description: event.target.value }, true)} />
          {failure && <p className="note bad" role="alert">The draft is not saved: {failure.message} <button type="button" className="link-button" onClick={() => void save()}>Try again</button></p>}
        </header>
        <BlockList blocks={draft.blocks} home={{ entity, project }} onChange={(blocks, typing) => set({ blocks }, typing)} />
      </article>
      {asking === 'discard' && <Confirm title="Discard this draft?" action="Discard" onClose={() => setAsking(null)} onConfirm={() => void leave()}><p>{report ? 'The published report stays as it is.' : 'It is nowhere else.'}</p></Confirm>}
      {asking === 'overwrite' && <Confirm title="Publish over a newer version?" action="Publish mine" onClose={() => setAsking(null)} onConfirm={() => { setAsking(null); void goPublic(true) }}><p>Somebody published changes of this report since you opened it. Yours would take their place.</p></Confirm>}
    </div>
  )
}

const WORDS: Record<Saving, string> = { saved: 'Draft saved', dirty: 'Not saved yet', saving: 'Saving', failed: 'Not saved' }

function SavingWord({ saving }: { saving: Saving }) {
  return <span className="chip" role="status" data-saving={saving}>{WORDS[saving]}</span>
}
