import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { bytes, count } from '../../../design/format.ts'
import { toast, toastFailure } from '../../../design/Toasts.tsx'
import { ZipWriter } from '../../../design/zip.ts'
import { download } from '../../../panels/export.ts'
import type { RunFile } from '../queries.ts'

/** An archive is put together in the browser, which has to hold it. */
const MOST_BYTES = 1 << 30
const MOST_FILES = 5_000

/** All files as one archive, or the command where they are too many for a browser. References stay out of it. */
export function DownloadAll({ files, size, name, command }: { files: RunFile[]; size: number; name: string; command: string }) {
  const [done, setDone] = useState<number | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  if (files.length > MOST_FILES || size > MOST_BYTES) return <span className="muted">{bytes(size)} are best fetched by <code>{command}</code></span>
  const fetchAll = async () => {
    const control = new AbortController()
    stop.current = control
    try {
      const zip = new ZipWriter()
      for (const [at, file] of files.entries()) {
        setDone(at)
        const answer = await fetch(file.directUrl, { signal: control.signal })
        if (!answer.ok) throw new Error(`${file.name} could not be read: ${answer.status}`)
        zip.add(file.name, new Uint8Array(await answer.arrayBuffer()), file.updatedAt === null ? new Date() : new Date(file.updatedAt))
      }
      download(`${name}.zip`, zip.finish())
      toast(`${name}.zip is on its way to your downloads`)
    } catch (error) {
      if (!control.signal.aborted) toastFailure(error)
    } finally {
      setDone(null)
    }
  }
  return done === null
    ? <button type="button" className="button small" onClick={() => void fetchAll()}><Download size={13} />Download all</button>
    : <button type="button" className="button small" onClick={() => stop.current?.abort()}>{count(done)} of {count(files.length)}, stop</button>
}
