import type { LineageRun, LinkedArtifact } from './queries.ts'
import { homeOf, versionName } from './names.ts'

export interface LineageNode { id: string; kind: 'artifact' | 'run' | 'more'; title: string; detail: string; to: { run: [string, string, string] } | { artifact: [string, string, string, string, string] } | null; amount?: number; members?: LineageNode[] }

export interface LineageGraph { nodes: Map<string, LineageNode>; edges: Map<string, readonly [string, string]> }

export const emptyGraph = (): LineageGraph => ({ nodes: new Map(), edges: new Map() })

export function artifactNode(artifact: LinkedArtifact): LineageNode {
  const home = homeOf(artifact)
  const version = versionName(artifact.versionIndex)
  return { id: `artifact:${artifact.id}`, kind: 'artifact', title: `${artifact.artifactSequence.name}:${version}`, detail: artifact.artifactType.name, to: home && { artifact: [home.entity, home.project, home.type, home.collection, version] } }
}

export function runNode(run: LineageRun): LineageNode {
  return { id: `run:${run.id}`, kind: 'run', title: run.displayName || run.name, detail: run.jobType || 'run', to: run.project && { run: [run.project.entityName, run.project.name, run.name] } }
}

/** Things flow from left to right: an input into its run, a run into its outputs. */
export function link(graph: LineageGraph, from: LineageNode, to: LineageNode) {
  if (!graph.nodes.has(from.id)) graph.nodes.set(from.id, from)
  if (!graph.nodes.has(to.id)) graph.nodes.set(to.id, to)
  graph.edges.set(`${from.id} ${to.id}`, [from.id, to.id])
}

const CLUSTER = 5

/**
 * Five and more siblings of one kind stand as one box until they are asked for. Siblings are nodes with the very same
 * neighbours on both sides; `open` lists the boxes that were opened and `keep` never disappears in one.
 */
export function cluster(graph: LineageGraph, open: ReadonlySet<string>, keep: string): LineageGraph {
  const before = new Map<string, string[]>()
  const after = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, value: string) => map.set(key, [...(map.get(key) ?? []), value])
  for (const [from, to] of graph.edges.values()) {
    add(after, from, to)
    add(before, to, from)
  }
  const families = new Map<string, LineageNode[]>()
  for (const node of graph.nodes.values()) {
    if (node.id === keep) continue
    const name = `${node.kind} ${node.detail} | ${[...(before.get(node.id) ?? [])].sort().join()} | ${[...(after.get(node.id) ?? [])].sort().join()}`
    families.set(name, [...(families.get(name) ?? []), node])
  }
  const home = new Map<string, LineageNode>()
  for (const [name, members] of families) {
    const id = `more:${name}`
    if (members.length < CLUSTER || open.has(id)) continue
    const box: LineageNode = { id, kind: 'more', title: `${members.length} × ${members[0]!.detail}`, detail: members[0]!.kind === 'run' ? 'runs' : 'artifacts', to: null, amount: members.length, members }
    members.forEach(member => home.set(member.id, box))
  }
  const shown = emptyGraph()
  for (const node of graph.nodes.values()) {
    const box = home.get(node.id) ?? node
    shown.nodes.set(box.id, box)
  }
  for (const [from, to] of graph.edges.values()) link(shown, shown.nodes.get(home.get(from)?.id ?? from)!, shown.nodes.get(home.get(to)?.id ?? to)!)
  return shown
}

/** The node and everything that leads to it or comes from it. */
export function related(graph: LineageGraph, id: string): Set<string> {
  const found = new Set([id])
  for (const [near, far] of [[0, 1], [1, 0]] as const) {
    const seen = new Set([id])
    const queue = [id]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const edge of graph.edges.values()) {
        if (edge[near] !== at || seen.has(edge[far])) continue
        seen.add(edge[far])
        found.add(edge[far])
        queue.push(edge[far])
      }
    }
  }
  return found
}
