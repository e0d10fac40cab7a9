import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, type CSSProperties } from 'react'
import { number } from '../design/format.ts'
import { MediaItem, type Layers } from './MediaItem.tsx'
import type { Picture } from './media.ts'
import type { DrawnRun } from './runs.ts'
import { Zoom } from './Zoom.tsx'

interface Shown { run: DrawnRun; name: string; picture: Picture; step: number }

interface MediaViewerProps { shown: readonly Shown[]; at: number; steps: readonly number[]; index: number; layers: Layers; onAt: (at: number) => void; onStep: (index: number) => void; onClose: () => void }

/** One picture on the whole screen: arrows lead to the next one, with Ctrl to the next step, which stays at the same zoom. */
export default function MediaViewer({ shown, at, steps, index, layers, onAt, onStep, onClose }: MediaViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const current = shown[Math.min(at, shown.length - 1)]
  const go = (by: number, step: boolean) => {
    if (step) onStep(Math.max(0, Math.min(steps.length - 1, index + by)))
    else onAt(Math.max(0, Math.min(shown.length - 1, at + by)))
  }
  if (!current) return null
  const item = <MediaItem key={`${current.run.name} ${current.picture.path}`} {...current} layers={layers} />
  return (
    <dialog
      ref={dialog} className="dialog full-screen media-viewer" aria-label="Picture"
      onCancel={event => { event.preventDefault(); onClose() }}
      onKeyDown={event => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        if ((event.target as HTMLElement).tagName === 'INPUT') return
        event.preventDefault()
        go(event.key === 'ArrowLeft' ? -1 : 1, event.ctrlKey || event.metaKey)
      }}
    >
      <header>
        <h2 className="ellipsis"><i className="run-dot" style={{ background: current.run.color }} /> {current.run.label} <span className="muted">{current.name}, step {number(current.step)}, {Math.min(at, shown.length - 1) + 1} of {shown.length}</span></h2>
        <button type="button" className="icon-button" aria-label="Previous picture" title="← " disabled={at <= 0} onClick={() => go(-1, false)}><ChevronLeft size={17} /></button>
        <button type="button" className="icon-button" aria-label="Next picture" title="→" disabled={at >= shown.length - 1} onClick={() => go(1, false)}><ChevronRight size={17} /></button>
        <button type="button" className="icon-button" aria-label="Close full screen" onClick={onClose}><X size={17} /></button>
      </header>
      <div className="full-screen-body media" style={{ '--ratio': current.picture.width && current.picture.height ? current.picture.width / current.picture.height : 1.5 } as CSSProperties}>{current.picture.kind === 'image' ? <Zoom key={`${current.run.name} ${current.name}`}>{item}</Zoom> : item}</div>
      {steps.length > 1 && (
        <label className="media-slider"><span className="num muted">Step {number(steps[index]!)} (Ctrl ← →)</span>
          <input type="range" min={0} max={steps.length - 1} value={index} aria-label="Step" onChange={event => onStep(Number(event.target.value))} />
        </label>
      )}
    </dialog>
  )
}
