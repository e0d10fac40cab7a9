import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { CreateSweep } from './queries.ts'

const EXAMPLE = `program: train.py
method: bayes
metric:
  name: val/loss
  goal: minimize
parameters:
  lr:
    distribution: log_uniform_values
    min: 0.0001
    max: 0.1
  batch_size:
    values: [32, 64, 128]
`

/** A sweep from its configuration, as the command line takes it. */
export function NewSweep({ entity, project, config = EXAMPLE, prior = null, about = null, onClose }: { entity: string; project: string; config?: string; /** Earlier runs that the search learns from, as a filter. */ prior?: string | null; about?: string | null; onClose: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState(config)
  const make = useMutation({
    mutationFn: () => run(CreateSweep, { entity, project, config: text, prior }),
    onSuccess: ({ upsertSweep }) => {
      for (const warning of upsertSweep.configValidationWarnings) toast(warning, { bad: true })
      void client.invalidateQueries({ queryKey: ['sweeps', entity, project] })
      onClose()
      navigate(href.sweep(entity, project, upsertSweep.sweep.name))
    },
  })
  return (
    <Dialog title="New sweep" wide onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={make.isPending || text.trim() === ''} onClick={() => make.mutate()}>Start the sweep</button>
    </>}>
      {about && <p className="muted">{about}</p>}
      <label className="field"><span>Configuration in YAML</span><textarea className="textarea" rows={18} spellCheck={false} autoFocus value={text} onChange={event => setText(event.target.value)} /></label>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
