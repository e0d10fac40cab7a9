import { useQuery } from '@tanstack/react-query'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker'
import { useEffect, useRef, useState } from 'react'
import { ErrorState, Loading } from '../../../design/parts.tsx'
import { useNear } from '../../../panels/near.ts'

GlobalWorkerOptions.workerPort = new PdfWorker()

const MOST = 200

/** Pages are drawn by a library, as the viewer of browsers is shut in frames that keep scripts out. */
export default function PdfView({ url, name }: { url: string; name: string }) {
  const query = useQuery({
    queryKey: ['pdf', url],
    // nothing is fetched besides the file itself, and no code is made of what it holds
    queryFn: async () => getDocument({ data: await (await fetch(url, { credentials: 'omit' })).arrayBuffer(), useWasm: false, useSystemFonts: true, enableXfa: false }).promise,
    staleTime: Infinity, gcTime: 60_000, structuralSharing: false, retry: false,
  })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} title="This PDF could not be read" />
  if (query.isPending) return <Loading />
  const pages = query.data.numPages
  return (
    <div className="preview-scroll pdf" role="document" aria-label={name} tabIndex={0}>
      {Array.from({ length: Math.min(pages, MOST) }, (_, at) => <Page key={at} document={query.data} number={at + 1} of={pages} />)}
      {pages > MOST && <p className="muted files-count">The first {MOST} of {pages} pages. Download the file for all.</p>}
    </div>
  )
}

function Page({ document, number, of }: { document: PDFDocumentProxy; number: number; of: number }) {
  const [box, near] = useNear('600px')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [ratio, setRatio] = useState(1 / Math.SQRT2)
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!near) return
    let gone = false
    let stop = () => {}
    void document.getPage(number).then(page => {
      const element = canvas.current
      if (gone || !element) return
      const plain = page.getViewport({ scale: 1 })
      setRatio(plain.width / plain.height)
      const viewport = page.getViewport({ scale: (element.clientWidth / plain.width) * Math.min(2, devicePixelRatio) })
      element.width = viewport.width
      element.height = viewport.height
      const task = page.render({ canvas: element, viewport })
      stop = () => task.cancel()
      task.promise.then(() => setDone(true), () => undefined)
    })
    return () => {
      gone = true
      stop()
    }
  }, [document, number, near])
  return <div ref={box} className="pdf-page" style={{ aspectRatio: ratio }}><canvas ref={canvas} role="img" aria-label={`Page ${number} of ${of}`} aria-busy={!done} /></div>
}
