import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'

export interface View { scale: number; x: number; y: number }

const MOST = 40
export const WHOLE: View = { scale: 1, x: 0, y: 0 }

/** Zooms so that what lies under the pointer stays there; places are counted from the middle. At its own size a picture stands where it stood. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = Math.max(1, Math.min(MOST, view.scale * factor))
  if (scale === 1) return WHOLE
  const by = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }
}

/** Pictures side by side are zoomed and moved together: they share what this answers. */
export function useView() {
  const [view, setView] = useState(WHOLE)
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (/INPUT|SELECT/.test((event.target as HTMLElement).tagName) || event.ctrlKey || event.metaKey) return
      if (event.key === '+' || event.key === '=') setView(old => zoomed(old, 1.5, WHOLE))
      else if (event.key === '-') setView(old => zoomed(old, 1 / 1.5, WHOLE))
      else if (event.key === '0') setView(WHOLE)
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [])
  return [view, setView] as const
}

/** What stands in it is zoomed by the wheel or + and −, moved by dragging, and whole again after a double click or 0. */
export function Zoom({ children, shared }: { children: ReactNode; shared: ReturnType<typeof useView> }) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = shared
  const [held, setHeld] = useState<{ x: number; y: number } | null>(null)
  useEffect(() => {
    const element = box.current!
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const { left, top, width, height } = element.getBoundingClientRect()
      setView(old => zoomed(old, Math.exp(-event.deltaY / 300), { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 }))
    }
    // a wheel listener of React's could not keep the page from scrolling
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [setView])
  return (
    <div
      ref={box} className={`zoom ${view.scale > 1 ? 'movable' : ''}`} data-scale={view.scale.toFixed(2)}
      onDoubleClick={() => setView(WHOLE)}
      onPointerDown={event => { if (view.scale > 1 && !(event.target as HTMLElement).closest('button')) { setHeld({ x: event.clientX - view.x, y: event.clientY - view.y }); event.currentTarget.setPointerCapture(event.pointerId); event.preventDefault() } }}
      onPointerMove={event => { if (held) setView(old => ({ ...old, x: event.clientX - held.x, y: event.clientY - held.y })) }}
      onPointerUp={() => setHeld(null)}
      onPointerCancel={() => setHeld(null)}
    >
      <div className="zoom-view" style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}>{children}</div>
      {view.scale > 1 && <button type="button" className="button small zoom-reset" title="The whole picture (0)" onClick={() => setView(WHOLE)}><RotateCcw size={13} />{Math.round(view.scale * 100)} %</button>}
    </div>
  )
}
