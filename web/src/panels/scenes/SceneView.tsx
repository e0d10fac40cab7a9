import '../marks.css'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ErrorState } from '../../design/parts.tsx'
import { useDark } from '../../app/theme.ts'
import { FileCard } from '../FileCard.tsx'
import { loadScene } from './load.ts'
import { openStage, type Stage } from './stage.ts'

interface SceneViewProps { url: string; path: string; title: string; /** Alone on the screen: the wheel has nothing else to move. */ full?: boolean }

/** A logged point cloud or mesh, turned by dragging. */
export default function SceneView({ url, path, title, full = false }: SceneViewProps) {
  const query = useQuery({ queryKey: ['scene', url], queryFn: ({ signal }) => loadScene(url, path, signal), staleTime: Infinity, structuralSharing: false, retry: false })
  const canvas = useRef<HTMLCanvasElement>(null)
  const stage = useRef<Stage | null>(null)
  const [angle, setAngle] = useState('')
  const [fault, setFault] = useState<unknown>(null)
  const dark = useDark()
  const shown = query.data
  useEffect(() => {
    const element = canvas.current
    if (!element || !shown) return
    let sizes: ResizeObserver | undefined
    try {
      const opened = openStage(element, shown, full, setAngle)
      stage.current = opened
      sizes = new ResizeObserver(() => opened.draw(element.clientWidth, element.clientHeight))
      sizes.observe(element)
    } catch (error) {
      setFault(error)
    }
    return () => {
      sizes?.disconnect()
      stage.current?.close()
      stage.current = null
    }
  }, [shown, full, dark])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (fault) return <p className="plot-empty">This browser draws no 3D: WebGL is off. <a href={url} download>Download the file</a></p>
  if (query.data === null) return <FileCard url={url} path={path} />
  return (
    <div className="scene">
      <canvas ref={canvas} role="img" aria-label={title} data-angle={angle} title="Drag to turn, with Shift to move" onDoubleClick={() => stage.current?.reset()} />
      {shown && <span className="scene-about muted num">{shown.about}</span>}
      {shown && <button type="button" className="icon-button scene-reset" aria-label="Whole scene" title="As at first (double click)" onClick={() => stage.current?.reset()}><RotateCcw size={13} /></button>}
    </div>
  )
}
