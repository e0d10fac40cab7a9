import '../marks.css'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { readText } from '../../api/files.ts'
import { parseLenient } from '../../api/json.ts'
import { useDark } from '../../app/theme.ts'
import { ErrorState } from '../../design/parts.tsx'
import { layoutFor, readFigure } from './figure.ts'

/** A figure of `wandb.Plotly`. The library that draws it is large and comes with the first one; it makes no code of texts. */
export default function PlotlyView({ url, title }: { url: string; title: string }) {
  const box = useRef<HTMLDivElement>(null)
  const dark = useDark()
  const query = useQuery({
    queryKey: ['plotly', url],
    queryFn: async ({ signal }) => {
      const [text, library] = await Promise.all([readText(url, signal), import('plotly.js-strict-dist-min')])
      return { figure: readFigure(parseLenient(text)), Plotly: library.default }
    },
    staleTime: Infinity,
    structuralSharing: false,
  })
  const { figure, Plotly } = query.data ?? {}
  useEffect(() => {
    const element = box.current
    if (!element || !figure || !Plotly) return
    const copy = structuredClone(figure)
    void Plotly.newPlot(element, { data: copy.data, layout: layoutFor(copy, dark), frames: copy.frames, config: { displaylogo: false, responsive: false, displayModeBar: 'hover', plotlyServerURL: '' } })
    const sizes = new ResizeObserver(() => { if (element.clientWidth > 0 && element.clientHeight > 0) Plotly.Plots.resize(element) })
    sizes.observe(element)
    return () => {
      sizes.disconnect()
      Plotly.purge(element)
    }
  }, [figure, Plotly, dark])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.data && !figure) return <p className="plot-empty">This file is no figure</p>
  return <div className="figure" ref={box} role="figure" aria-label={title} aria-busy={!figure} />
}
