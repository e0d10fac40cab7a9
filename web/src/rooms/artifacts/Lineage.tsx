import { Graph, layout } from '@dagrejs/dagre'
import { EyeOff, Maximize, Minus, Plus, Undo2 } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { EmptyState, ErrorState, Loading } from '../../design/parts.tsx'
import { LineageCard, type Placed } from './LineageCard.tsx'
import { LineagePreview } from './LineagePreview.tsx'
import { cluster, HEIGHT, NO_CHOICE, related, WIDTH, type LineageGraph } from './lineage.ts'
import { useLineage } from './useLineage.ts'

const PAD = 24

interface Plan { nodes: Placed[]; edges: { id: string; from: string; to: string }[]; width: number; height: number }

function place(graph: LineageGraph): Plan {
  const plan = new Graph()
  plan.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 64, marginx: PAD, marginy: PAD })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const node of graph.nodes.values()) plan.setNode(node.id, { width: WIDTH, height: HEIGHT })
  for (const [from, to] of graph.edges.values()) plan.setEdge(from, to)
  layout(plan)
  const at = (id: string) => plan.node(id) as { x: number; y: number }
  return {
    nodes: [...graph.nodes.values()].map(node => ({ node, x: at(node.id).x - WIDTH / 2, y: at(node.id).y - HEIGHT / 2 })),
    edges: [...graph.edges.entries()].map(([id, [from, to]]) => ({ id, from, to })),
    width: plan.graph().width ?? 400,
    height: plan.graph().height ?? 300,
  }
}

type Shift = readonly [number, number]

/** The plan with what was dragged at its new place, and room for it. */
function shifted(plan: Plan, moved: ReadonlyMap<string, Shift>): Plan {
  if (moved.size === 0) return plan
  const nodes = plan.nodes.map(each => {
    const [x, y] = moved.get(each.node.id) ?? [0, 0]
    return { ...each, x: Math.max(0, each.x + x), y: Math.max(0, each.y + y) }
  })
  return { ...plan, nodes, width: Math.max(plan.width, ...nodes.map(each => each.x + WIDTH + PAD)), height: Math.max(plan.height, ...nodes.map(each => each.y + HEIGHT + PAD)) }
}

function curve(from: Placed, to: Placed): string {
  const [x0, y0, x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2]
  const bend = Math.max(24, (x1 - x0) / 2)
  return `M${x0},${y0} C${x0 + bend},${y0} ${x1 - bend},${y1} ${x1 - 5},${y1}`
}

/**
 * Artifacts and runs from left to right. Pointing at one keeps what it came from and led to, fades the rest and tells
 * more of it; cards are dragged, put aside, and pulled out of the boxes that hold many of a kind.
 */
export default function Lineage({ id }: { id: string }) {
  const query = useLineage(id)
  const [choice, setChoice] = useState(NO_CHOICE)
  const [moved, setMoved] = useState<ReadonlyMap<string, Shift>>(new Map())
  const [hovered, setHovered] = useState<string | null>(null)
  const [scale, setScale] = useState(1)
  const scroll = useRef<HTMLDivElement>(null)
  const self = `artifact:${id}`
  const shown = useMemo(() => (query.data ? cluster(query.data.graph, choice, self) : null), [query.data, choice, self])
  const laid = useMemo(() => (shown ? place(shown) : null), [shown])
  const plan = useMemo(() => (laid ? shifted(laid, moved) : null), [laid, moved])
  const at = useMemo(() => new Map(plan?.nodes.map(each => [each.node.id, each])), [plan])
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
  const choose = (kind: keyof typeof choice, each: string) => setChoice({ ...choice, [kind]: new Set([...choice[kind], each]) })
  const changed = choice.open.size + choice.out.size + moved.size > 0
  const pointed = hovered === null ? null : shown.nodes.get(hovered) ?? null
  return (
    <div className="lineage">
      <div className="lineage-tools">
        {choice.hidden.size > 0 && <button type="button" className="button small" onClick={() => setChoice({ ...choice, hidden: new Set() })}><EyeOff size={13} aria-hidden />{choice.hidden.size} put aside: show</button>}
        {changed && <button type="button" className="icon-button" aria-label="As it was laid out" title="As it was laid out" onClick={() => { setChoice({ ...NO_CHOICE, hidden: choice.hidden }); setMoved(new Map()) }}><Undo2 size={14} /></button>}
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
              {plan.edges.map(edge => <path key={edge.id} d={curve(at.get(edge.from)!, at.get(edge.to)!)} markerEnd="url(#lineage-arrow)" className={near && !(near.has(edge.from) && near.has(edge.to)) ? 'faded' : ''} />)}
            </svg>
            {plan.nodes.map(each => (
              <LineageCard
                key={each.node.id}
                placed={each}
                self={each.node.id === self}
                faded={near !== null && !near.has(each.node.id)}
                onHover={setHovered}
                onOpen={() => choose('open', each.node.id)}
                onPull={member => choose('out', member)}
                onHide={() => { setHovered(null); setChoice({ ...choice, hidden: new Set([...choice.hidden, ...(each.node.members ?? [each.node]).map(one => one.id)]) }) }}
                onMove={(x, y) => setMoved(old => { const [left, top] = old.get(each.node.id) ?? [0, 0]; return new Map(old).set(each.node.id, [left + x / scale, top + y / scale]) })}
              />
            ))}
          </div>
        </div>
      </div>
      {pointed && pointed.to && <LineagePreview key={pointed.id} node={pointed} />}
    </div>
  )
}
