import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { parseSpec } from '../../panels/spec.ts'
import { WorkspaceStore } from '../../panels/store.tsx'
import { SaveView, ViewQuery, type ViewRow } from './queries.ts'

/** What `?nw=` names: one's own workspace, somebody else's, or a saved view. */
export type ViewChoice = { kind: 'personal'; user: string; mine: boolean } | { kind: 'saved'; id: string }

export const personalName = (user: string) => `nw-${user}-w`
export const savedName = (id: string) => `nw-${id}-v`

export function chooseView(nw: string | null, legacy: string | null, user: string): ViewChoice {
  const named = nw?.startsWith('nwuser') ? nw.slice('nwuser'.length) : legacy?.startsWith('user-') ? legacy.slice('user-'.length) : null
  if (named !== null) return { kind: 'personal', user: named, mine: named === user }
  return nw ? { kind: 'saved', id: nw } : { kind: 'personal', user, mine: true }
}

export interface OpenView { row: ViewRow | null; store: WorkspaceStore }

function openView(entity: string, project: string, choice: ViewChoice, user: string, name: string, row: ViewRow | null): OpenView {
  const personal = choice.kind === 'personal'
  const writable = personal ? choice.mine : row !== null
  let id = row?.id ?? null
  const store = new WorkspaceStore({
    spec: parseSpec(row?.spec ?? null),
    autosave: personal,
    save: writable
      ? async spec => {
          const displayName = row?.displayName ?? `${user}'s workspace`
          const saved = await run(SaveView, { id, entity, project, name, displayName, spec: JSON.stringify(spec) })
          id = saved.upsertView.view.id
        }
      : null,
  })
  return { row, store }
}

/**
 * The open layout. Its store is made once with the answer and shared by workspace, table and run pages; later
 * answers are not taken over, because the person at this screen is changing the layout.
 */
export function useView(entity: string, project: string, choice: ViewChoice, user: string) {
  const name = choice.kind === 'personal' ? personalName(choice.user) : savedName(choice.id)
  const query = useQuery({
    queryKey: ['view', entity, project, name],
    queryFn: async ({ signal }): Promise<OpenView | null> => {
      const answer = await run(ViewQuery, { entity, project, name, user: choice.kind === 'personal' ? choice.user : null }, signal)
      return answer.project ? openView(entity, project, choice, user, name, nodes(answer.project.allViews)[0] ?? null) : null
    },
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const store = query.data?.store
  useEffect(() => {
    if (!store) return
    const flush = () => store.flush()
    // who drives the page from outside sees here when a reload would show the same
    const show = () => { document.documentElement.dataset.layout = store.read().saveState }
    show()
    const forget = store.subscribe(show)
    document.addEventListener('visibilitychange', flush)
    return () => {
      forget()
      document.removeEventListener('visibilitychange', flush)
      store.flush()
    }
  }, [store])
  return query
}
