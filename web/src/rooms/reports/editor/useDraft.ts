import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { nodes, run } from '../../../api/graphql.ts'
import { parseObject, type JsonObject } from '../../../api/json.ts'
import type { Block } from '../blocks.ts'
import { DeleteReport, OwnDraftsQuery, SaveReport, type Report } from '../queries.ts'

export interface Draft { title: string; description: string; width: string; blocks: Block[] }

export type Saving = 'saved' | 'dirty' | 'saving' | 'failed'

const DELAY = 900

/** Somebody's unfinished change of a report lies beside it until it is published. */
export async function findDraft(report: string, user: string, signal?: AbortSignal) {
  // an invited editor sees the report and not its project
  const answer = await run(OwnDraftsQuery, { id: report, user }, signal)
  return nodes(answer.view?.project?.allViews).find(each => each.parentId === report) ?? null
}

interface Place { entity: string; project: string; /** The published report, if there is one. */ report: Report | null; /** Where the draft is kept so far. */ draftId: string | null; spec: JsonObject }

/** Keeps a draft saved while it is written, and makes a report of it. */
export function useDraft({ entity, project, report, draftId, spec }: Place, draft: Draft) {
  const client = useQueryClient()
  const [saving, setSaving] = useState<Saving>('saved')
  const [failure, setFailure] = useState<Error | null>(null)
  const id = useRef(draftId)
  const newest = useRef(draft)
  const written = useRef(draft)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const busy = useRef<Promise<void>>(Promise.resolve())
  newest.current = draft

  const wish = useCallback((of: Draft) => ({ entity, project, displayName: of.title.trim() || 'Untitled report', description: of.description, spec: JSON.stringify({ ...spec, version: spec.version ?? 5, width: of.width, blocks: of.blocks }) }), [entity, project, spec])

  const save = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    // one after the other: the first one makes the draft that the others change
    busy.current = busy.current.then(async () => {
      const of = newest.current
      if (of === written.current) return
      setSaving('saving')
      try {
        const answer = await run(SaveReport, { id: id.current, parent: report?.id ?? null, type: 'runs/draft', ...wish(of) })
        id.current = answer.upsertView.view.id
        written.current = of
        setFailure(null)
        setSaving(newest.current === of ? 'saved' : 'dirty')
      } catch (error) {
        setFailure(error as Error)
        setSaving('failed')
      }
    })
    return busy.current
  }, [report, wish])

  useEffect(() => {
    if (draft === written.current) return
    setSaving('dirty')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), DELAY)
  }, [draft, save])

  useEffect(() => {
    const flush = () => { if (timer.current !== undefined) void save() }
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      flush()
    }
  }, [save])

  // a large document does not get away in the last moment of a page
  const unsaved = saving !== 'saved'
  useEffect(() => {
    if (!unsaved) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [unsaved])

  /** The id of the published report. */
  const publish = async (): Promise<{ id: string; displayName: string | null; name: string | null }> => {
    clearTimeout(timer.current)
    timer.current = undefined
    await busy.current
    const target = report?.id ?? id.current
    const { upsertView } = await run(SaveReport, { id: target, parent: null, type: 'runs', ...wish(newest.current) })
    written.current = newest.current
    if (report && id.current) await run(DeleteReport, { id: id.current })
    await client.invalidateQueries({ predicate: each => ['report', 'reports', 'report-draft'].includes(String(each.queryKey[0])) })
    return upsertView.view
  }

  const discard = async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    await busy.current
    written.current = newest.current
    if (id.current) await run(DeleteReport, { id: id.current })
    await client.invalidateQueries({ queryKey: ['report-draft'] })
  }

  return { saving, failure, save, publish, discard }
}

export const readDraft = (view: { displayName: string | null; description: string | null; spec: string | null }): Draft => {
  const spec = parseObject(view.spec)
  const blocks = (Array.isArray(spec.blocks) ? spec.blocks : []).filter((block): block is Block => typeof block === 'object' && block !== null && typeof (block as Block).type === 'string')
  return { title: view.displayName ?? '', description: view.description ?? '', width: typeof spec.width === 'string' ? spec.width : 'readable', blocks }
}
