import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, CloudOff, Layers, RotateCcw, Save, Trash2, UserRound } from 'lucide-react'
import { useState } from 'react'
import { run, nodes } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { newId, newSpec } from '../../panels/spec.ts'
import { keepRuns, useStore, useWorkspace } from '../../panels/store.tsx'
import { DeleteView, SaveView, ViewsQuery } from './queries.ts'
import { personalName, savedName, type OpenView, type ViewChoice } from './useView.ts'

interface ViewBarProps { entity: string; project: string; user: string; view: OpenView; choice: ViewChoice }

export function ViewBar({ entity, project, user, view, choice }: ViewBarProps) {
  const store = useStore()
  const { saveState, spec } = useWorkspace()
  const [naming, setNaming] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const title = choice.kind === 'saved' ? view.row?.displayName ?? 'View' : choice.mine ? 'My workspace' : `${choice.user}'s workspace`
  const go = (nw: string | null) => navigate(href.workspace(entity, project) + (nw ? `?nw=${encodeURIComponent(nw)}` : ''))
  const copyToMine = useMutation({
    mutationFn: async () => run(SaveView, { id: null, entity, project, name: personalName(user), displayName: `${user}'s workspace`, spec: JSON.stringify(spec) }),
    onSuccess: () => { location.assign(href.workspace(entity, project)) },
    onError: toastFailure,
  })
  const reset = () => store.change(old => keepRuns(newSpec(), old))
  return (
    <>
      <MenuButton label={`View: ${title}`} className="view-button" icon={<><Layers size={14} /><span className="ellipsis">{title}</span><ChevronDown size={13} /></>}>
        {close => <ViewMenu entity={entity} project={project} user={user} onGo={nw => { close(); go(nw) }} onNew={() => { close(); setNaming(true) }} onReset={store.writable ? () => { close(); reset() } : null} current={view.row?.name ?? personalName(user)} />}
      </MenuButton>
      {saveState === 'failed' && <button type="button" className="button small danger" onClick={() => void store.save().catch(toastFailure)}><CloudOff size={13} />Not saved. Try again</button>}
      {choice.kind === 'saved' && (saveState === 'dirty' || saveState === 'saving') && (
        <><span className="chip">unsaved</span><button type="button" className="button small" disabled={saveState === 'saving'} onClick={() => setConfirming(true)}><Save size={13} />Save</button></>
      )}
      {!store.writable && <button type="button" className="button small" disabled={copyToMine.isPending} onClick={() => copyToMine.mutate()}>Copy to mine</button>}
      {confirming && (
        <Dialog title={`Save over “${title}”?`} onClose={() => setConfirming(false)} footer={<>
          <button type="button" className="button" onClick={() => setConfirming(false)}>Cancel</button>
          <button type="button" className="button primary" onClick={() => { setConfirming(false); void store.save().then(() => toast('View saved'), toastFailure) }}>Save</button>
        </>}>
          <p>Everyone who opens this view sees the change.</p>
        </Dialog>
      )}
      {naming && <NewView entity={entity} project={project} onClose={() => setNaming(false)} onMade={id => { setNaming(false); go(id) }} />}
    </>
  )
}

interface ViewMenuProps { entity: string; project: string; user: string; current: string; onGo: (nw: string | null) => void; onNew: () => void; onReset: (() => void) | null }

function ViewMenu({ entity, project, user, current, onGo, onNew, onReset }: ViewMenuProps) {
  const client = useQueryClient()
  const key = ['views', entity, project]
  const views = useQuery({ queryKey: key, queryFn: ({ signal }) => run(ViewsQuery, { entity, project }, signal) })
  const all = nodes(views.data?.project?.allViews)
  const saved = all.filter(each => /^nw-.+-v$/.test(each.name ?? ''))
  const personal = all.filter(each => /^nw-.+-w$/.test(each.name ?? '') && each.name !== personalName(user))
  const remove = useMutation({
    mutationFn: (id: string) => run(DeleteView, { id }),
    onSuccess: () => { toast('View deleted'); void client.invalidateQueries({ queryKey: key }) },
    onError: toastFailure,
  })
  return (
    <>
      <button type="button" className="menu-item" aria-pressed={current === personalName(user)} onClick={() => onGo(null)}><UserRound size={14} />My workspace</button>
      {saved.length > 0 && <div className="menu-label">Saved views</div>}
      {saved.map(each => (
        <div key={each.id} className="row">
          <button type="button" className="menu-item" aria-pressed={each.name === current} onClick={() => onGo(each.name!.slice(3, -2))}><Layers size={14} /><span className="ellipsis">{each.displayName || each.name}</span></button>
          <button type="button" className="icon-button" aria-label={`Delete view ${each.displayName}`} disabled={each.name === current} onClick={() => remove.mutate(each.id)}><Trash2 size={13} /></button>
        </div>
      ))}
      {personal.length > 0 && <div className="menu-label">Workspaces of others</div>}
      {personal.map(each => {
        const owner = each.name!.slice(3, -2)
        return <button key={each.id} type="button" className="menu-item" onClick={() => onGo(`nwuser${owner}`)}><UserRound size={14} />{owner}</button>
      })}
      <div className="menu-line" />
      <button type="button" className="menu-item" onClick={onNew}><Save size={14} />Save as a new view</button>
      {onReset && <button type="button" className="menu-item" onClick={onReset}><RotateCcw size={14} />Reset the layout</button>}
    </>
  )
}

function NewView({ entity, project, onClose, onMade }: { entity: string; project: string; onClose: () => void; onMade: (id: string) => void }) {
  const client = useQueryClient()
  const { spec } = useWorkspace()
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: async () => {
      const id = newId()
      await run(SaveView, { id: null, entity, project, name: savedName(id), displayName: name.trim(), spec: JSON.stringify(spec) })
      return id
    },
    onSuccess: id => { void client.invalidateQueries({ queryKey: ['views', entity, project] }); onMade(id) },
    onError: toastFailure,
  })
  return (
    <Dialog title="Save as a new view" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!name.trim() || make.isPending} onClick={() => make.mutate()}>Save</button>
    </>}>
      <form onSubmit={event => { event.preventDefault(); if (name.trim()) make.mutate() }}>
        <label className="field"><span>Name</span><input className="input" autoFocus value={name} onChange={event => setName(event.target.value)} /></label>
      </form>
    </Dialog>
  )
}
