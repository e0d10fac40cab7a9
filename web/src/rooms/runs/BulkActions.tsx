import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import type { RunRow } from './queries.ts'
import { StopRun, UpdateRun } from './queries.ts'

const AT_ONCE = 6

/** A few at a time: a hundred runs are a hundred requests, which the server shall not get in one moment. */
export async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  const open = [...items]
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) await act(item)
  }))
}

interface BulkProps { rows: readonly RunRow[]; onDone: () => void; onClose: () => void }

export function GroupDialog({ rows, onDone, onClose }: BulkProps) {
  const [name, setName] = useState('')
  const change = useMutation({ mutationFn: () => each(rows, row => run(UpdateRun, { id: row.id, groupName: name.trim() })), onSuccess: () => { toast(`${plural(rows.length, 'run')} put into ${name.trim()}`); onDone(); onClose() }, onError: failure => { toastFailure(failure); onDone() } })
  const known = [...new Set(rows.map(row => row.group).filter((group): group is string => !!group))].sort()
  return (
    <Dialog title={`Group of ${plural(rows.length, 'run')}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={change.isPending || name.trim() === ''} onClick={() => change.mutate()}>Apply</button>
    </>}>
      <label className="field"><span>Name of the group</span><input className="input" autoFocus list="known-groups" value={name} onChange={event => setName(event.target.value)} /></label>
      <datalist id="known-groups">{known.map(group => <option key={group} value={group} />)}</datalist>
    </Dialog>
  )
}

export function StopDialog({ rows, onDone, onClose }: BulkProps) {
  const stop = useMutation({ mutationFn: () => each(rows, row => run(StopRun, { id: row.id })), onSuccess: () => { toast('The scripts will stop at their next report'); onDone(); onClose() }, onError: failure => { toastFailure(failure); onDone() } })
  return (
    <Dialog title={`Stop ${plural(rows.length, 'run')}?`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button danger" disabled={stop.isPending} onClick={() => stop.mutate()}>Stop</button>
    </>}>
      <p>What they logged stays.</p>
    </Dialog>
  )
}
