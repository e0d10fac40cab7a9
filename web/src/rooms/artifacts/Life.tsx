import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { ttlText } from './names.ts'
import { SetLife, type VersionDetail } from './queries.ts'
import { useArtifactChange } from './useArtifactChange.ts'

/** Values of the protocol: kept for good, and as the team says. */
const FOREVER = -2
const INHERITED = -1
const DAY = 86_400

/** How long the version is kept. */
export function Life({ artifact, readOnly }: { artifact: VersionDetail; readOnly: boolean }) {
  const [days, setDays] = useState<string | null>(null)
  const change = useArtifactChange((ttl: number) => run(SetLife, { id: artifact.id, ttl }))
  const save = (ttl: number) => change.mutate(ttl, { onSuccess: () => setDays(null) })
  return (
    <span className="row">
      {ttlText(artifact.ttlDurationSeconds, artifact.ttlIsInherited)}
      {!readOnly && <button type="button" className="icon-button" aria-label="Change how long it is kept" title="Change" onClick={() => setDays(artifact.ttlDurationSeconds > 0 ? String(artifact.ttlDurationSeconds / DAY) : '30')}><Pencil size={12} /></button>}
      {days !== null && (
        <Dialog title="How long is it kept?" onClose={() => setDays(null)} footer={<>
          <button type="button" className="button" disabled={change.isPending} onClick={() => save(INHERITED)}>As the team says</button>
          <button type="button" className="button" disabled={change.isPending} onClick={() => save(FOREVER)}>For good</button>
          <button type="button" className="button primary" disabled={!(Number(days) > 0) || change.isPending} onClick={() => save(Math.round(Number(days) * DAY))}>Set</button>
        </>}>
          <label className="field"><span>Days after it was made</span><input className="input" inputMode="decimal" autoFocus value={days} onChange={event => setDays(event.target.value)} /></label>
          <p className="muted">Then it is deleted. Versions in a registry are kept whatever stands here.</p>
        </Dialog>
      )}
    </span>
  )
}
