import { Graph, layout } from '@dagrejs/dagre'
import { Box, ChartSpline, Maximize, Minus, Plus } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { cluster, related, type LineageGraph, type LineageNode } from './lineage.ts'
import { useLineage } from './useLineage.ts'

const WIDTH = 210
const HEIGHT = 46
const PAD = 24

interface Placed { node: LineageNode; x: number; y: number }

function place(graph: LineageGraph): { nodes: Placed[]; edges: { id: string; from: string; to: string; path: string }[]; width: number; height: number } {
  const plan = new Graph()
  plan.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 64, marginx: PAD, marginy: PAD })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const node of graph.nodes.values()) plan.setNode(node.id, { width: WIDTH, height: HEIGHT })
  for (const [from, to] of graph.edges.values()) plan.setEdge(from, to)
  layout(plan)
  const at = (id: string) => plan.node(id) as { x: number; y: number }
  return {
    nodes: [...graph.nodes.values()].map(node => ({ node, x: at(node.id).x - WIDTH / 2, y: at(node.id).y - HEIGHT / 2 })),
    edges: [...graph.edges.entries()].map(([id, [from, to]]) => {
      const [x0, y0, x1, y1] = [at(from).x + WIDTH / 2, at(from).y, at(to).x - WIDTH / 2, at(to).y]
      const bend = Math.max(24, (x1 - x0) / 2)
      return { id, from, to, path: `M${x0},${y0} C${x0 + bend},${y0} ${x1 - bend},${y1} ${x1 - 5},${y1}` }
    }),
    width: plan.graph().width ?? 400,
    height: plan.graph().height ?? 300,
  }
}

/** Artifacts and runs from left to right. Pointing at one keeps what it came from and led to, and fades the rest. */
export default function Lineage({ id }: { id: string }) {
  const query = useLineage(id)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [hovered, setHovered] = useState<string | null>(null)
  const [scale, setScale] = useState(1)
  const scroll = useRef<HTMLDivElement>(null)
  const self = `artifact:${id}`
  const shown = useMemo(() => (query.data ? cluster(query.data.graph, open, self) : null), [query.data, open, self])
  const plan = useMemo(() => (shown ? place(shown) : null), [shown])
  const near = useMemo(() => (shown && hovered && shown.nodes.has(hovered) ? related(shown, hovered) : null), [shown, hovered])
  const fit = () => {
    if (scroll.current && plan) setScale(Math.min(1, (scroll.current.clientWidth - 10) / plan.width, Math.max(0.2, (scroll.current.clientHeight - 10) / plan.height)))
  }
  const ready = plan !== null
  // once, when the graph is there: later its reader decides
  useLayoutEffect(fit, [ready])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading label="Walking through the lineage" />
  if (!plan || !shown) return <EmptyState title="This version is gone" />
  return (
    <div className="lineage">
      <div className="lineage-tools">
        <button type="button" className="icon-button" aria-label="Smaller" onClick={() => setScale(Math.max(0.2, scale / 1.25))}><Minus size={14} /></button>
        <button type="button" className="icon-button" aria-label="Larger" onClick={() => setScale(Math.min(2, scale * 1.25))}><Plus size={14} /></button>
        <button type="button" className="icon-button" aria-label="Fit into the window" onClick={fit}><Maximize size={14} /></button>
      </div>
      {query.data?.cut && <p className="note warn">This is the near part of a larger lineage.</p>}
      <div className="lineage-scroll" ref={scroll} tabIndex={0} aria-label="Lineage graph" role="group">
        <div style={{ width: plan.width * scale, height: plan.height * scale }}>
          <div className="lineage-canvas" style={{ width: plan.width, height: plan.height, transform: `scale(${scale})` }}>
            <svg width={plan.width} height={plan.height} aria-hidden="true">
              <defs><marker id="lineage-arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" /></marker></defs>
              {plan.edges.map(edge => <path key={edge.id} d={edge.path} markerEnd="url(#lineage-arrow)" className={near && !(near.has(edge.from) && near.has(edge.to)) ? 'faded' : ''} />)}
            </svg>
            {plan.nodes.map(each => <Card key={each.node.id} placed={each} self={each.node.id === self} faded={near !== null && !near.has(each.node.id)} onHover={setHovered} onOpen={() => setOpen(new Set([...open, each.node.id]))} />)}
          </div>
        </div>
      </div>
    </div>
  )
}

function Card({ placed: { node, x, y }, self, faded, onHover, onOpen }: { placed: Placed; self: boolean; faded: boolean; onHover: (id: string | null) => void; onOpen: () => void }) {
  const body = (
    <>
      {node.kind === 'run' || node.detail === 'runs' ? <ChartSpline size={15} aria-hidden /> : <Box size={15} aria-hidden />}
      <span className="lineage-text"><b className="ellipsis">{node.title}</b><span className="muted ellipsis">{node.kind === 'more' ? `${node.detail}: show them` : node.detail}</span></span>
    </>
  )
  const common = { className: `lineage-node ${node.kind} ${node.detail} ${self ? 'self' : ''} ${faded ? 'faded' : ''}`, style: { left: x, top: y, width: WIDTH, height: HEIGHT }, onPointerEnter: () => onHover(node.id), onPointerLeave: () => onHover(null), onFocus: () => onHover(node.id), onBlur: () => onHover(null), title: node.title }
  if (node.kind === 'more') return <button type="button" {...common} onClick={onOpen}>{body}</button>
  if (!node.to) return <span {...common}>{body}</span>
  return <Link {...common} aria-current={self ? 'true' : undefined} to={'run' in node.to ? href.run(...node.to.run) : href.artifact(...node.to.artifact, 'lineage')}>{body}</Link>
}
