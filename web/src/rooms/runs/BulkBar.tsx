import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Eye, EyeOff, FolderInput, Group, OctagonX, SlidersHorizontal, Tag, Trash2, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { count, plural } from '../../design/format.ts'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { changeRunset } from '../../panels/spec.ts'
import { useStore } from '../../panels/store.tsx'
import type { RowValues } from './columns.ts'
import { EMPTY_PICK, pickFilter, type Pick } from './pick.ts'
import { GroupDialog, StopDialog } from './BulkActions.tsx'
import { DeleteRuns, ModifyRuns, UndeleteRuns } from './queries.ts'
import { hideThese, showOnly } from './selection.ts'
import { isLive } from './useDrawnRuns.ts'

const SweepFromRuns = lazy(() => import('../sweeps/SweepFromRuns.tsx'))
const MoveDialog = lazy(() => import('./MoveDialog.tsx'))

interface BulkBarProps { entity: string; project: string; pick: Pick; rows: RowValues[]; matching: number; filters: string; onPick: (pick: Pick) => void }

export default function BulkBar({ entity, project, pick, rows, matching, filters, onPick }: BulkBarProps) {
  const store = useStore()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'tag' | 'group' | 'sweep' | 'stop' | 'move' | 'delete' | null>(null)
  const amount = pick.all ? matching : pick.names.size
  const refresh = () => void client.invalidateQueries({ predicate: query => ['table', 'runs', 'groups', 'drawn', 'run'].includes(String(query.queryKey[0])) })
  const named = pick.all ? [] : rows.filter(each => pick.names.has(each.row.name)).map(each => each.row)
  const live = named.filter(row => isLive(row.state))
  const target = () => JSON.stringify(pickFilter(pick, filters))
  const restore = useMutation({ mutationFn: (which: string) => run(UndeleteRuns, { entity, project, filters: which }), onSuccess: () => { toast('Runs restored'); refresh() }, onError: toastFailure })
  const remove = useMutation({
    mutationFn: async (which: string) => {
      await run(DeleteRuns, { entity, project, filters: which })
      return which
    },
    onSuccess: which => {
      // a filter matches other runs tomorrow: only named runs can be brought back from here
      toast(`${plural(amount, 'run')} deleted`, pick.all ? {} : { action: { label: 'Undo', run: () => restore.mutate(which) } })
      onPick(EMPTY_PICK)
      setAsking(null)
      refresh()
    },
    onError: toastFailure,
  })
  return (
    <div className="bulk-bar" role="toolbar" aria-label="Selected runs">
      <b className="num">{plural(amount, 'run')} selected</b>
      {!pick.all && pick.names.size >= rows.length && matching > rows.length && <button type="button" className="link-button" onClick={() => onPick({ ...pick, all: true })}>Select all {count(matching)} that match</button>}
      <span className="grow" />
      {!pick.all && <button type="button" className="button small" onClick={() => store.adjust(spec => changeRunset(spec, each => ({ ...each, selections: showOnly(each.selections, [...pick.names]) })))}><Eye size={13} />Show only these</button>}
      {!pick.all && <button type="button" className="button small" onClick={() => store.adjust(spec => changeRunset(spec, each => ({ ...each, selections: hideThese(each.selections, [...pick.names]) })))}><EyeOff size={13} />Hide</button>}
      {named.length > 0 && <button type="button" className="button small" onClick={() => setAsking('group')}><Group size={13} />Group</button>}
      {live.length > 0 && <button type="button" className="button small" onClick={() => setAsking('stop')}><OctagonX size={13} />Stop</button>}
      <button type="button" className="button small" onClick={() => setAsking('sweep')}><SlidersHorizontal size={13} />New sweep</button>
      <button type="button" className="button small" onClick={() => setAsking('tag')}><Tag size={13} />Tags</button>
      <button type="button" className="button small" onClick={() => setAsking('move')}><FolderInput size={13} />Move</button>
      <button type="button" className="button small danger" onClick={() => setAsking('delete')}><Trash2 size={13} />Delete</button>
      <button type="button" className="icon-button" aria-label="Clear selection" onClick={() => onPick(EMPTY_PICK)}><X size={14} /></button>
      {asking === 'move' && <Suspense><MoveDialog entity={entity} project={project} amount={amount} filters={target()} onClose={() => setAsking(null)} onDone={() => { onPick(EMPTY_PICK); refresh() }} /></Suspense>}
      {asking === 'sweep' && <Suspense><SweepFromRuns entity={entity} project={project} filters={target()} amount={amount} onClose={() => setAsking(null)} /></Suspense>}
      {asking === 'group' && <GroupDialog rows={named} onDone={refresh} onClose={() => setAsking(null)} />}
      {asking === 'stop' && <StopDialog rows={live} onDone={refresh} onClose={() => setAsking(null)} />}
      {asking === 'tag' && <TagDialog amount={amount} rows={rows.filter(each => pick.all || pick.names.has(each.row.name))} save={async (add, gone) => { await run(ModifyRuns, { entity, project, filters: target(), addTags: add, removeTags: gone }); refresh() }} onClose={() => setAsking(null)} />}
      {asking === 'delete' && (
        <Dialog title={`Delete ${plural(amount, 'run')}?`} onClose={() => setAsking(null)} footer={<>
          <button type="button" className="button" onClick={() => setAsking(null)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate(target())}>Delete</button>
        </>}>
          <p>Charts, logs and files of {amount === 1 ? 'it' : 'them'} go too. The ids cannot be used again.</p>
        </Dialog>
      )}
    </div>
  )
}

function TagDialog({ amount, rows, save, onClose }: { amount: number; rows: RowValues[]; save: (add: string[], remove: string[]) => Promise<void>; onClose: () => void }) {
  const [text, setText] = useState('')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const present = [...new Set(rows.flatMap(each => each.row.tags ?? []))].sort()
  const added = text.split(',').map(each => each.trim()).filter(Boolean)
  const change = useMutation({ mutationFn: () => save(added, [...gone]), onSuccess: () => { toast('Tags changed'); onClose() }, onError: toastFailure })
  return (
    <Dialog title={`Tags of ${plural(amount, 'run')}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={change.isPending || (added.length === 0 && gone.size === 0)} onClick={() => change.mutate()}>Apply</button>
    </>}>
      <label className="field"><span>Add tags, separated by commas</span><input className="input" autoFocus value={text} onChange={event => setText(event.target.value)} /></label>
      {present.length > 0 && (
        <div className="field"><span>Remove</span>
          <div className="row wrap">{present.map(tag => (
            <button key={tag} type="button" className={`chip ${gone.has(tag) ? 'gone' : ''}`} aria-pressed={gone.has(tag)} onClick={() => { const next = new Set(gone); if (!next.delete(tag)) next.add(tag); setGone(next) }}>{tag}</button>
          ))}</div>
        </div>
      )}
    </Dialog>
  )
}
