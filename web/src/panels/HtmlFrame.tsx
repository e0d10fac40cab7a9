import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { pageOf } from './html.ts'

/**
 * A logged page may run its scripts, but in an origin of its own. It is put into an empty frame instead of being opened,
 * so that nothing is asked of the address that the client writes into every page.
 */
export default function HtmlFrame({ url, title, className }: { url: string; title: string; className?: string }) {
  return <Frame key={url} url={url} title={title} className={className} />
}

function Frame({ url, title, className }: { url: string; title: string; className?: string | undefined }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [ready, setReady] = useState(false)
  const page = useQuery({
    queryKey: ['html', url],
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal, credentials: 'omit' })
      if (!response.ok) throw new Error(`The page could not be read (${response.status})`)
      return pageOf(await response.text())
    },
    enabled: ready,
    staleTime: Infinity,
  })
  useEffect(() => {
    if (ready && page.data !== undefined) frame.current?.contentWindow?.postMessage(page.data, '*')
  }, [ready, page.data])
  if (page.isError) return <p className="plot-empty">{(page.error as Error).message}</p>
  return <iframe ref={frame} className={className} sandbox="allow-scripts" src="/frame.html" title={title} loading="lazy" onLoad={() => setReady(true)} />
}
