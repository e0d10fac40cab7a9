import { useMemo, type ReactNode } from 'react'
import { useSearchParam } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { StoreProvider } from '../../panels/store.tsx'
import { chooseView, useView, type OpenView, type ViewChoice } from './useView.ts'

interface ProjectFrameProps { entity: string; project: string; user: string; children: (view: OpenView, choice: ViewChoice) => ReactNode }

/** Opens the layout that the address names and gives it to the page inside. */
export function ProjectFrame({ entity, project, user, children }: ProjectFrameProps) {
  const nw = useSearchParam('nw')
  const legacy = useSearchParam('workspace')
  const choice = useMemo(() => chooseView(nw, legacy, user), [nw, legacy, user])
  const view = useView(entity, project, choice, user)
  if (view.isError) return <ErrorState error={view.error} retry={() => void view.refetch()} />
  if (view.isPending) return <Loading label="Opening the workspace" />
  if (view.data === null) return <NotFound what="project" />
  if (choice.kind === 'saved' && view.data.row === null) return <NotFound what="view" />
  return <StoreProvider value={view.data.store}>{children(view.data, choice)}</StoreProvider>
}
