import { Maximize2 } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { PALETTE } from '../design/colors.ts'
import { FileCard } from './FileCard.tsx'
import { boxesOf, type Overlay, type Picture } from './media.ts'
import type { DrawnRun } from './runs.ts'
import { useFileLinks } from './useMedia.ts'

const PlotlyView = lazy(() => import('./figures/PlotlyView.tsx'))
const HtmlFrame = lazy(() => import('./HtmlFrame.tsx'))
const SceneView = lazy(() => import('./scenes/SceneView.tsx'))

/** Which classes of masks and boxes are switched off, for all pictures of a panel. */
export interface Layers { off: ReadonlySet<string>; toggle: (id: string) => void; least: number; setLeast: (score: number) => void }

export function useLayers(): Layers {
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const [least, setLeast] = useState(0)
  return { off, toggle: id => setOff(old => { const next = new Set(old); if (!next.delete(id)) next.add(id); return next }), least, setLeast }
}

const classColor = (kind: string) => PALETTE[(Number(kind) * 7 + 3) % PALETTE.length || 0]!

interface MediaItemProps { run: DrawnRun; picture: Picture; name: string; step: number; layers: Layers; onOpen?: () => void }

export function MediaItem({ run, picture, name, step, layers, onOpen }: MediaItemProps) {
  const links = useFileLinks(run.name, pathsOf(picture))
  const title = `${run.label}, ${name}, step ${step}`
  const enlarges = links.has(picture.path) && onOpen && ['plotly', 'scene', 'html', 'video'].includes(picture.kind)
  return (
    <figure style={{ borderColor: run.color }} className={picture.kind}>
      <MediaBody picture={picture} links={links} title={title} layers={layers} onOpen={onOpen} />
      <figcaption className="row" title={title}><span className="ellipsis grow">{picture.caption ?? run.label}</span>{enlarges && <button type="button" className="icon-button" aria-label={`Enlarge ${title}`} title="Enlarge" onClick={onOpen}><Maximize2 size={12} /></button>}</figcaption>
    </figure>
  )
}

/** The files that one picture is made of. */
export const pathsOf = (picture: Picture) => [picture.path, ...picture.masks.map(each => each.path), ...picture.boxes.flatMap(each => each.path || [])]

/** One logged thing, once the links to its files are known. */
export function MediaBody({ picture, links, title, layers, onOpen }: Pick<MediaItemProps, 'picture' | 'layers' | 'onOpen'> & { links: ReadonlyMap<string, string>; title: string }) {
  const url = links.get(picture.path)
  if (!url) return <div className="skeleton" />
  switch (picture.kind) {
    case 'audio': return <audio controls preload="none" src={url} aria-label={title} />
    case 'video': return <video controls loop preload="metadata" src={url} aria-label={title} />
    case 'html': return <Suspense fallback={<div className="skeleton" />}><HtmlFrame url={url} title={title} /></Suspense>
    case 'plotly': return <Suspense fallback={<div className="skeleton" />}><PlotlyView url={url} title={title} /></Suspense>
    case 'scene': return <Suspense fallback={<div className="skeleton" />}><SceneView url={url} path={picture.path} title={title} full={!onOpen} /></Suspense>
    case 'file': return <FileCard url={url} path={picture.path} />
    default: {
      const image = <Image picture={picture} url={url} links={links} title={title} layers={layers} />
      return onOpen ? <button type="button" className="media-open" aria-label={`Enlarge ${title}`} onClick={onOpen}>{image}</button> : image
    }
  }
}

function Image({ picture, url, links, title, layers }: { picture: Picture; url: string; links: ReadonlyMap<string, string>; title: string; layers: Layers }) {
  const small = picture.width !== null && picture.width < 100
  return (
      <div className="media-picture">
        <img src={url} alt={picture.caption ?? title} loading="lazy" className={small ? 'small' : undefined} style={picture.width && picture.height ? { aspectRatio: `${picture.width} / ${picture.height}` } : undefined} />
        {picture.masks.map(mask => links.has(mask.path) && <Mask key={mask.name} url={links.get(mask.path)!} layer={mask} off={layers.off} />)}
        {picture.boxes.map(layer => (layer.inline || links.has(layer.path)) && <Boxes key={layer.name} url={links.get(layer.path) ?? null} layer={layer} picture={picture} layers={layers} />)}
      </div>
  )
}

export interface LayerClasses { kind: 'mask' | 'box'; name: string; labels: Record<string, string> }

/** The layers of what a panel shows and the classes in them. */
export function layersOf(shown: readonly { run: DrawnRun; name: string; picture: Picture }[]): LayerClasses[] {
  const found = new Map<string, LayerClasses>()
  for (const { run, name, picture } of shown) {
    for (const [kind, layers] of [['mask', picture.masks], ['box', picture.boxes]] as const) {
      for (const layer of layers) {
        const known = found.get(`${kind} ${layer.name}`) ?? { kind, name: layer.name, labels: {} }
        found.set(`${kind} ${layer.name}`, { ...known, labels: { ...known.labels, ...run.labels(name).get(layer.name) } })
      }
    }
  }
  return [...found.values()]
}

/** One switch a class, for all pictures of the panel. */
export function Classes({ layer, layers }: { layer: LayerClasses; layers: Layers }) {
  const { kind, name } = layer
  return (
    <div className="media-classes" role="group" aria-label={`${kind === 'mask' ? 'Mask' : 'Boxes'} ${name}`}>
      <span className="muted">{name}</span>
      {Object.entries(layer.labels).slice(0, 40).map(([id, label]) => {
        const key = `${kind} ${name} ${id}`
        return <button key={id} type="button" className="chip" aria-pressed={!layers.off.has(key)} onClick={() => layers.toggle(key)}><i className="run-dot" style={{ background: classColor(id) }} />{label}</button>
      })}
      {kind === 'box' && <label className="media-score">score ≥ {layers.least.toFixed(2)}<input type="range" min={0} max={1} step={0.05} value={layers.least} aria-label="Least score" onChange={event => layers.setLeast(Number(event.target.value))} /></label>}
    </div>
  )
}

/** A mask holds the number of a class in each pixel; it is painted over the image in the colours of the classes. */
function Mask({ url, layer, off }: { url: string; layer: Overlay; off: ReadonlySet<string> }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const bitmap = useQuery({ queryKey: ['mask', url], queryFn: async ({ signal }) => createImageBitmap(await (await fetch(url, { signal, credentials: 'omit' })).blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' }), staleTime: Infinity })
  useEffect(() => {
    const element = canvas.current
    if (!element || !bitmap.data) return
    element.width = bitmap.data.width
    element.height = bitmap.data.height
    const context = element.getContext('2d', { willReadFrequently: true })!
    context.drawImage(bitmap.data, 0, 0)
    const image = context.getImageData(0, 0, element.width, element.height)
    for (let at = 0; at < image.data.length; at += 4) {
      const id = image.data[at]!
      const color = classColor(String(id))
      const on = id !== 0 && !off.has(`mask ${layer.name} ${id}`)
      for (let channel = 0; channel < 3; channel++) image.data[at + channel] = parseInt(color.slice(1 + channel * 2, 3 + channel * 2), 16)
      image.data[at + 3] = on ? 130 : 0
    }
    context.putImageData(image, 0, 0)
  }, [bitmap.data, off, layer.name])
  return <canvas ref={canvas} className="media-layer" data-layer={layer.name} />
}

function Boxes({ url, layer, picture, layers }: { url: string | null; layer: Overlay; picture: Picture; layers: Layers }) {
  const file = useQuery({ queryKey: ['boxes', url], queryFn: async ({ signal }) => (await (await fetch(url!, { signal, credentials: 'omit' })).json()) as unknown, staleTime: Infinity, enabled: url !== null })
  const shown = boxesOf(layer.inline ?? file.data, picture).filter(box => !layers.off.has(`box ${layer.name} ${box.kind}`) && (box.score === null || box.score >= layers.least))
  return (
    <div className="media-layer" data-layer={layer.name} data-boxes={shown.length}>
      {shown.map((box, at) => (
        <span key={at} className="media-box" style={{ left: `${box.left * 100}%`, top: `${box.top * 100}%`, width: `${box.width * 100}%`, height: `${box.height * 100}%`, borderColor: classColor(box.kind) }}><b style={{ background: classColor(box.kind) }}>{box.label}</b></span>
      ))}
    </div>
  )
}
