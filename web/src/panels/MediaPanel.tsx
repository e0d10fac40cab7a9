import { lazy, Suspense, useMemo, useState } from 'react'
import { Nothing } from './marks/frame.tsx'
import type { JsonObject } from '../api/json.ts'
import { ErrorState } from '../design/parts.tsx'
import HistogramView from './HistogramView.tsx'
import { mediaRows, rowAt } from './media.ts'
import { Classes, layersOf, MediaItem, useLayers } from './MediaItem.tsx'
import { useRunScope } from './runs.ts'
import { StepSlider, useStep } from './steps.tsx'
import { useMediaRows } from './useMedia.ts'
import './marks.css'

const MediaViewer = lazy(() => import('./MediaViewer.tsx'))

const MOST_RUNS = 6

/** What the visible runs logged besides numbers, with a slider over the steps at which any of them logged it. */
export default function MediaPanel({ config }: { config: JsonObject }) {
  const scope = useRunScope()
  const keys = Array.isArray(config.mediaKeys) ? config.mediaKeys.filter((key): key is string => typeof key === 'string') : []
  const histograms = keys.length > 0 && scope.runs.some(run => run.extras.get(keys[0]!) === 'histogram')
  return histograms ? <HistogramView name={keys[0]!} /> : <Gallery keys={keys} columns={typeof config.columnCount === 'number' ? config.columnCount : null} />
}

function Gallery({ keys, columns }: { keys: string[]; columns: number | null }) {
  const scope = useRunScope()
  const runs = useMemo(() => scope.runs.filter(run => keys.some(key => run.extras.has(key))).slice(0, MOST_RUNS), [scope.runs, keys.join('\n')])
  const { query, byRun } = useMediaRows(runs, keys, mediaRows)
  const steps = useMemo(() => [...new Set([...byRun.values()].flatMap(each => [...each.values()].flat()).map(row => row.step))].sort((a, b) => a - b), [byRun])
  const choice = useStep(steps)
  const [open, setOpen] = useState<number | null>(null)
  const layers = useLayers()
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (steps.length === 0) return <Nothing waiting={query.isPending && runs.length > 0}>No visible run logged anything here</Nothing>
  const step = choice.step!
  const shown = runs.flatMap(run => keys.flatMap(name => {
    const row = rowAt(byRun.get(run.name)?.get(name) ?? [], step)
    return (row?.pictures ?? []).map(picture => ({ run, name, picture, step: row!.step }))
  }))
  return (
    <div className="media">
      <div className="media-grid" style={columns ? { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined}>
        {shown.map((each, place) => <MediaItem key={`${each.run.name} ${each.picture.path}`} {...each} layers={layers} onOpen={() => setOpen(place)} />)}
      </div>
      {layersOf(shown).map(layer => <Classes key={`${layer.kind} ${layer.name}`} layer={layer} layers={layers} />)}
      <StepSlider choice={choice} />
      {open !== null && <Suspense><MediaViewer shown={shown} at={open} steps={steps} index={choice.index} layers={layers} onStep={choice.move} onClose={() => setOpen(null)} /></Suspense>}
    </div>
  )
}
