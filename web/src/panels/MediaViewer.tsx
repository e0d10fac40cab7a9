import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, useState, type CSSProperties } from 'react'
import { number } from '../design/format.ts'
import { Segmented } from '../design/parts.tsx'
import { MOST_BESIDE, moved, namesOf, placesOf, withAmount, within, type Places } from './beside.ts'
import { Classes, layersOf, MediaItem, type Layers } from './MediaItem.tsx'
import type { Picture } from './media.ts'
import type { DrawnRun } from './runs.ts'
import { useView, Zoom } from './Zoom.tsx'

interface Shown { run: DrawnRun; name: string; picture: Picture; step: number }

interface MediaViewerProps { shown: readonly Shown[]; at: number; steps: readonly number[]; index: number; layers: Layers; onStep: (index: number) => void; onClose: () => void }

/** Up to four pictures on the whole screen, zoomed and moved as one: arrows lead to the next, with Ctrl to the next step. */
export default function MediaViewer({ shown, at, steps, index, layers, onStep, onClose }: MediaViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const names = namesOf(shown)
  const [chosen, setChosen] = useState<readonly string[]>([names[at]!])
  const setPlaces = (next: Places) => setChosen(next.map(place => names[place]!))
  const view = useView()
  const places = within(placesOf(chosen, names), shown.length)
  const current = shown[places[0]!]
  const most = Math.min(MOST_BESIDE, shown.length)
  const go = (by: number, step: boolean) => {
    if (step) onStep(Math.max(0, Math.min(steps.length - 1, index + by)))
    else setPlaces(moved(places, by, shown.length))
  }
  if (!current) return null
  const sized = shown[places[0]!]!.picture
  return (
    <dialog
      ref={dialog} className="dialog full-screen media-viewer" aria-label="Picture"
      onCancel={event => { event.preventDefault(); onClose() }}
      onKeyDown={event => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        if (/INPUT|SELECT/.test((event.target as HTMLElement).tagName)) return
        event.preventDefault()
        go(event.key === 'ArrowLeft' ? -1 : 1, event.ctrlKey || event.metaKey)
      }}
    >
      <header>
        <h2 className="ellipsis"><i className="run-dot" style={{ background: current.run.color }} /> {current.run.label} <span className="muted">{current.name}, step {number(current.step)}, {places[0]! + 1} of {shown.length}</span></h2>
        {most > 1 && <Segmented label="Side by side" value={String(places.length)} options={Array.from({ length: most }, (_, each) => [String(each + 1), String(each + 1)] as const)} onChange={wanted => setPlaces(withAmount(places, Number(wanted), shown.length))} />}
        <button type="button" className="icon-button" aria-label="Previous picture" title="← " disabled={Math.min(...places) <= 0} onClick={() => go(-1, false)}><ChevronLeft size={17} /></button>
        <button type="button" className="icon-button" aria-label="Next picture" title="→" disabled={Math.max(...places) >= shown.length - 1} onClick={() => go(1, false)}><ChevronRight size={17} /></button>
        <button type="button" className="icon-button" aria-label="Close full screen" onClick={onClose}><X size={17} /></button>
      </header>
      <div className="full-screen-body media beside" data-beside={places.length} style={{ '--ratio': sized.width && sized.height ? sized.width / sized.height : 1.5 } as CSSProperties}>
        {places.map((place, cell) => (
          <section key={cell} className="beside-cell" aria-label={`Picture ${cell + 1}`}>
            {places.length > 1 && <Chooser shown={shown} place={place} cell={cell} onChange={next => setPlaces(places.map((each, other) => (other === cell ? next : each)))} />}
            <Cell item={shown[place]!} layers={layers} view={view} />
          </section>
        ))}
      </div>
      {layersOf(places.map(place => shown[place]!)).map(layer => <Classes key={`${layer.kind} ${layer.name}`} layer={layer} layers={layers} />)}
      {steps.length > 1 && (
        <label className="media-slider"><span className="num muted">Step {number(steps[index]!)} (Ctrl ← →)</span>
          <input type="range" min={0} max={steps.length - 1} value={index} aria-label="Step" onChange={event => onStep(Number(event.target.value))} />
        </label>
      )}
    </dialog>
  )
}

function Cell({ item, layers, view }: { item: Shown; layers: Layers; view: ReturnType<typeof useView> }) {
  const drawn = <MediaItem key={`${item.run.name} ${item.picture.path}`} {...item} layers={layers} />
  return <div className="beside-body">{item.picture.kind === 'image' ? <Zoom shared={view}>{drawn}</Zoom> : drawn}</div>
}

/** Which picture stands in a cell: by run, key and place in what the run logged. */
function Chooser({ shown, place, cell, onChange }: { shown: readonly Shown[]; place: number; cell: number; onChange: (place: number) => void }) {
  return (
    <div className="row beside-head">
      <i className="run-dot" style={{ background: shown[place]!.run.color }} />
      <select className="select small" aria-label={`Picture ${cell + 1} shows`} value={place} onChange={event => onChange(Number(event.target.value))}>
        {shown.map((each, at) => <option key={at} value={at}>{each.run.label}, {each.name}{each.picture.caption ? `, ${each.picture.caption}` : ''} ({at + 1})</option>)}
      </select>
    </div>
  )
}
