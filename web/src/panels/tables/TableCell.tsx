import { lazy, Suspense, useMemo, useState } from 'react'
import { Dialog } from '../../design/Dialog.tsx'
import { valueText } from '../../design/format.ts'
import { MediaBody, pathsOf, useLayers } from '../MediaItem.tsx'
import type { Picture } from '../media.ts'
import { cellMedia } from './load.ts'

const HtmlFrame = lazy(() => import('../HtmlFrame.tsx'))

/** Links to the files of all cells in sight, by run and path. */
type Links = ReadonlyMap<string, string> | undefined

/** One cell: a value as text, media small, and large after a click. */
export function TableCell({ value, links, run }: { value: unknown; links: Links; run: string }) {
  const media = cellMedia(value)
  return media ? <MediaCell media={media} links={links} run={run} /> : <>{valueText(value)}</>
}

const NAMES: Partial<Record<Picture['kind'], string>> = { plotly: 'Figure', scene: '3D' }

function MediaCell({ media, links, run }: { media: Picture; links: Links; run: string }) {
  const [open, setOpen] = useState(false)
  const layers = useLayers()
  const own = useMemo(() => new Map(pathsOf(media).flatMap(path => { const url = links?.get(`${run} ${path}`); return url ? [[path, url] as const] : [] })), [media, links, run])
  const url = own.get(media.path)
  const title = media.caption ?? media.path.slice(media.path.lastIndexOf('/') + 1)
  // a table may name media of another version, whose files are not at hand
  if (!url) return links ? <span className="muted" title="The file is not beside this table">{title}</span> : <span className="skeleton table-media" />
  switch (media.kind) {
    case 'audio': return <audio controls preload="none" src={url} aria-label={title} />
    case 'video': return <video className="table-media" controls preload="none" src={url} aria-label={title} />
    case 'html': return <Suspense fallback={<span className="skeleton table-media" />}><HtmlFrame className="table-media" url={url} title={title} /></Suspense>
    case 'file': return <a href={url} download={title}>{title}</a>
  }
  const name = NAMES[media.kind]
  return (
    <>
      <button type="button" className={`table-open ${name ? 'named' : ''}`} aria-label={`Enlarge ${title}`} title={title} onClick={() => setOpen(true)}>
        {name ?? <MediaBody picture={media} links={own} title={title} layers={layers} />}
      </button>
      {open && <Dialog title={title} wide onClose={() => setOpen(false)}><div className="table-viewed media-shown"><MediaBody picture={media} links={own} title={title} layers={layers} /></div></Dialog>}
    </>
  )
}
