import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { count } from '../../design/format.ts'
import { toast } from '../../design/Toasts.tsx'
import { ChangeSweep, type SweepDetail } from './queries.ts'

/** What a sweep tries from now on: its runs stay, and agents ask by the new configuration with their next run. */
export function EditSweep({ detail, onClose }: { detail: SweepDetail; onClose: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState(detail.config)
  const over = detail.state === 'FINISHED'
  const save = useMutation({
    mutationFn: () => run(ChangeSweep, { id: detail.id, config: text, ...(over && { state: 'RUNNING' }) }),
    onSuccess: ({ upsertSweep }) => {
      for (const warning of upsertSweep.configValidationWarnings) toast(warning, { bad: true })
      toast(over ? 'Changed, and the sweep goes on' : 'The configuration is changed')
      onClose()
      return client.invalidateQueries({ predicate: query => ['sweep', 'sweeps'].includes(String(query.queryKey[0])) })
    },
  })
  return (
    <Dialog title="Edit the configuration" wide onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={save.isPending || text.trim() === '' || text === detail.config} onClick={() => save.mutate()}>{over ? 'Save and resume' : 'Save'}</button>
    </>}>
      <p className="muted">{detail.runCount === 0 ? 'Agents try what stands here from their first run on.' : `Its ${count(detail.runCount)} runs stay and count. Agents try what stands here from their next run on.`}</p>
      <label className="field"><span>Configuration in YAML</span><textarea className="textarea" rows={18} spellCheck={false} autoFocus value={text} onChange={event => setText(event.target.value)} /></label>
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
