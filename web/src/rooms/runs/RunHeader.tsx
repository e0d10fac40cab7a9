import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Copy, EllipsisVertical, OctagonX, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { runColor } from '../../design/colors.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { Ago, StateChip, writeClipboard } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { DeleteRuns, StopRun, UpdateRun, type RunDetail } from './queries.ts'
import { isLive } from './useDrawnRuns.ts'

export function useRunUpdate(entity: string, project: string, detail: RunDetail) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (changes: { displayName?: string; notes?: string; tags?: string[]; groupName?: string }) => run(UpdateRun, { id: detail.id, ...changes }),
    onSuccess: () => client.invalidateQueries({ predicate: query => (query.queryKey[0] === 'run' && query.queryKey[3] === detail.name) || ['table', 'runs', 'drawn'].includes(String(query.queryKey[0])) }),
    onError: toastFailure,
    scope: { id: `${entity}/${project}/${detail.name}` },
  })
}

export function RunHeader({ entity, project, detail }: { entity: string; project: string; detail: RunDetail }) {
  const [name, setName] = useState<string | null>(null)
  const change = useRunUpdate(entity, project, detail)
  const title = detail.displayName || detail.name
  const rename = () => {
    const next = name?.trim()
    setName(null)
    if (next && next !== title) change.mutate({ displayName: next })
  }
  return (
    <header className="run-header">
      <i className="run-dot" style={{ background: runColor(detail) }} />
      {name === null ? (
        <h1 className="ellipsis">{title}</h1>
      ) : (
        <form onSubmit={event => { event.preventDefault(); rename() }}>
          <input className="input" aria-label="Run name" autoFocus value={name} onChange={event => setName(event.target.value)} onBlur={rename} onKeyDown={event => { if (event.key === 'Escape') setName(null) }} />
        </form>
      )}
      {name === null && !detail.readOnly && <button type="button" className="icon-button" aria-label="Rename the run" onClick={() => setName(title)}><Pencil size={13} /></button>}
      <StateChip state={detail.state} />
      <span className="grow" />
      <span className="muted ellipsis">{detail.user?.username ?? detail.user?.name} · <Ago at={detail.createdAt} /></span>
      <RunMenu entity={entity} project={project} detail={detail} />
    </header>
  )
}

function RunMenu({ entity, project, detail }: { entity: string; project: string; detail: RunDetail }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const stop = useMutation({ mutationFn: () => run(StopRun, { id: detail.id }), onSuccess: () => toast('The script will stop at its next report'), onError: toastFailure })
  const remove = useMutation({
    mutationFn: () => run(DeleteRuns, { entity, project, filters: JSON.stringify({ name: detail.name }) }),
    onSuccess: () => {
      toast('Run deleted')
      void client.invalidateQueries()
      navigate(href.runs(entity, project))
    },
    onError: toastFailure,
  })
  const copy = (text: string, what: string) => void writeClipboard(text).then(() => toast(`${what} copied`))
  return (
    <>
      <MenuButton label="Run menu" icon={<EllipsisVertical size={16} />} align="end">
        {close => (
          <>
            <button type="button" className="menu-item" onClick={() => { close(); copy(detail.name, 'Run id') }}><Copy size={14} />Copy run id</button>
            <button type="button" className="menu-item" onClick={() => { close(); copy(`${entity}/${project}/${detail.name}`, 'Run path') }}><Copy size={14} />Copy run path</button>
            {!detail.readOnly && (
              <>
                <div className="menu-line" />
                <button type="button" className="menu-item" disabled={!isLive(detail.state) || detail.stopped === true} onClick={() => { close(); stop.mutate() }}><OctagonX size={14} />{detail.stopped ? 'Stopping' : 'Stop the run'}</button>
                <button type="button" className="menu-item danger" onClick={() => { close(); setAsking(true) }}><Trash2 size={14} />Delete the run</button>
              </>
            )}
          </>
        )}
      </MenuButton>
      {asking && (
        <Dialog title={`Delete ${detail.displayName || detail.name}?`} onClose={() => setAsking(false)} footer={<>
          <button type="button" className="button" onClick={() => setAsking(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>Delete</button>
        </>}>
          <p>Its charts, logs and files go too. The id cannot be used again.</p>
        </Dialog>
      )}
    </>
  )
}
