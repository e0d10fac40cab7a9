import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleStop, Copy, EllipsisVertical, OctagonX, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { NewSweep } from './NewSweep.tsx'
import { ChangeSweep, DeleteSweep, type SweepDetail } from './queries.ts'

type Asked = 'stop' | 'cancel' | 'delete'

const WORDS: Record<Exclude<Asked, 'delete'>, { title: string; text: string; button: string; state: string; done: string }> = {
  stop: { title: 'Stop this sweep?', text: 'Agents start no new runs; those at work go on to their end.', button: 'Stop', state: 'FINISHED', done: 'The sweep stops' },
  cancel: { title: 'Cancel this sweep?', text: 'Agents start no new runs, and those at work are stopped. It cannot be resumed.', button: 'Cancel the sweep', state: 'CANCELED', done: 'The sweep is cancelled' },
}

export function SweepControls({ entity, project, detail }: { entity: string; project: string; detail: SweepDetail }) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [copying, setCopying] = useState(false)
  const [withRuns, setWithRuns] = useState(false)
  const refresh = () => client.invalidateQueries({ predicate: query => ['sweep', 'sweeps'].includes(String(query.queryKey[0])) })
  const change = useMutation({
    mutationFn: ({ state }: { state: string; done: string }) => run(ChangeSweep, { id: detail.id, state }),
    onSuccess: (_, { done }) => { toast(done); setAsked(null); return refresh() },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: async () => {
      await run(DeleteSweep, { id: detail.id, deleteRuns: withRuns })
      toast('Sweep deleted')
      navigate(href.sweeps(entity, project))
    },
    onSuccess: refresh,
    onError: toastFailure,
  })
  const { state } = detail
  const running = state === 'RUNNING' || state === 'PENDING'
  const live = running || state === 'PAUSED'
  return (
    <>
      {running && <button type="button" className="button small" disabled={change.isPending} onClick={() => change.mutate({ state: 'PAUSED', done: 'Agents wait from their next run on' })}><Pause size={13} />Pause</button>}
      {(state === 'PAUSED' || state === 'FINISHED') && <button type="button" className="button small" disabled={change.isPending} onClick={() => change.mutate({ state: 'RUNNING', done: 'The sweep goes on' })}><Play size={13} />Resume</button>}
      <MenuButton label="Sweep menu" icon={<EllipsisVertical size={16} />} align="end">
        {close => (
          <>
            <button type="button" className="menu-item" onClick={() => { close(); setCopying(true) }}><Copy size={14} />New sweep like this one</button>
            {live && <button type="button" className="menu-item" onClick={() => { close(); setAsked('stop') }}><CircleStop size={14} />Stop</button>}
            {live && <button type="button" className="menu-item" onClick={() => { close(); setAsked('cancel') }}><OctagonX size={14} />Cancel and stop its runs</button>}
            {live && <div className="menu-line" />}
            <button type="button" className="menu-item danger" onClick={() => { close(); setAsked('delete') }}><Trash2 size={14} />Delete</button>
          </>
        )}
      </MenuButton>
      {copying && <NewSweep entity={entity} project={project} config={detail.config} onClose={() => setCopying(false)} />}
      {(asked === 'stop' || asked === 'cancel') && (
        <Dialog title={WORDS[asked].title} onClose={() => setAsked(null)} footer={<>
          <button type="button" className="button" onClick={() => setAsked(null)}>Not now</button>
          <button type="button" className="button danger" disabled={change.isPending} onClick={() => change.mutate(WORDS[asked])}>{WORDS[asked].button}</button>
        </>}><p>{WORDS[asked].text}</p></Dialog>
      )}
      {asked === 'delete' && (
        <Dialog title="Delete this sweep?" onClose={() => setAsked(null)} footer={<>
          <button type="button" className="button" onClick={() => setAsked(null)}>Not now</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>Delete</button>
        </>}>
          <p>Its agents stop.</p>
          <label className="check"><input type="checkbox" checked={withRuns} onChange={event => setWithRuns(event.target.checked)} />Delete its {detail.runCount} runs too</label>
        </Dialog>
      )}
    </>
  )
}
