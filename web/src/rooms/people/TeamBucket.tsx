import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request, requestJson } from '../../api/http.ts'
import { useSession } from '../../api/session.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { Ago } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'

interface Bucket { team: string; bucket: string | null; since: string | null; earlier: number }

const path = (entity: string) => `/admin/v1/teams/${encodeURIComponent(entity)}/bucket`

/** Where the objects of a team go; for who runs the installation, the way to give it a bucket of its own. */
export function TeamBucket({ entity }: { entity: string }) {
  const client = useQueryClient()
  const admin = useSession().data?.user?.admin === true
  const [changing, setChanging] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const query = useQuery({ queryKey: ['bucket', entity], queryFn: ({ signal }) => requestJson<Bucket>(path(entity), { signal }), enabled: admin })
  const refresh = () => client.invalidateQueries({ queryKey: ['bucket', entity] })
  const leave = useMutation({ mutationFn: () => request(path(entity), { method: 'DELETE' }), onSuccess: () => { setLeaving(false); toast('New objects go to the installation’s own place'); return refresh() }, onError: toastFailure })
  if (!admin || !query.data) return null
  const { bucket, since, earlier } = query.data
  return (
    <section className="card" aria-label="Storage">
      <header><h2 className="grow">Storage</h2>
        {bucket && <button type="button" className="button small" onClick={() => setLeaving(true)}>Stop using it</button>}
        <button type="button" className="button small" onClick={() => setChanging(true)}>{bucket ? 'Change' : 'Use a bucket of its own'}</button>
      </header>
      <div className="card-body stack">
        <p>{bucket ? <><span className="mono">{bucket}</span> <span className="muted">since <Ago at={since} /></span></> : 'Files, artifacts and history are kept with those of the other teams.'}</p>
        {earlier > 0 && <p className="muted">Older objects stay in {plural(earlier, 'earlier bucket')}.</p>}
      </div>
      {changing && <Change entity={entity} onClose={() => setChanging(false)} onDone={refresh} />}
      {leaving && (
        <Dialog title="Stop using this bucket?" onClose={() => setLeaving(false)} footer={<>
          <button type="button" className="button" onClick={() => setLeaving(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={leave.isPending} onClick={() => leave.mutate()}>Stop using it</button>
        </>}><p>What is in the bucket stays there and is read from there, so it has to stay reachable.</p></Dialog>
      )}
    </section>
  )
}

function Change({ entity, onClose, onDone }: { entity: string; onClose: () => void; onDone: () => Promise<void> }) {
  const [address, setAddress] = useState('')
  const [cors, setCors] = useState(true)
  const save = useMutation({ mutationFn: () => requestJson<Bucket>(path(entity), { method: 'PUT', body: { address: address.trim(), set_cors: cors } }), onSuccess: () => { toast('The bucket works; new objects go there'); onClose(); return onDone() } })
  return (
    <Dialog title={`A bucket for ${entity}`} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={address.trim() === '' || save.isPending} onClick={() => save.mutate()}>{save.isPending ? 'Trying it…' : 'Try and save'}</button>
    </>}>
      <label className="field"><span>Address</span><input className="input mono" autoFocus autoComplete="off" spellCheck={false} placeholder="s3://key:secret@host/bucket/path" value={address} onChange={event => setAddress(event.target.value)} /></label>
      <label className="check"><input type="checkbox" checked={cors} onChange={event => setCors(event.target.checked)} />Set the bucket’s CORS rules for these pages (S3)</label>
      <p className="muted">It is kept sealed and not shown again. The server first writes, reads and deletes an object, also by signed links.</p>
      {save.isError && <p className="note bad" role="alert">{save.error.message}</p>}
    </Dialog>
  )
}
