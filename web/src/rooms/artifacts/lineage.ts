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

/** Of a card, in pixels. */
export const WIDTH = 210
export const HEIGHT = 46

const CLUSTER = 5

/** What a reader did to the graph: boxes opened as a whole, nodes pulled out of theirs, nodes put aside. */
export interface LineageChoice { open: ReadonlySet<string>; out: ReadonlySet<string>; hidden: ReadonlySet<string> }

export const NO_CHOICE: LineageChoice = { open: new Set(), out: new Set(), hidden: new Set() }

/**
 * Five and more siblings of one kind stand as one box until they are asked for. Siblings of what comes after the node
 * `keep` were made from the same nodes or boxes, those of what comes before it led to the same ones; so a box of runs
 * is followed by a box of what they made. `keep` never disappears in one.
 */
export function cluster(whole: LineageGraph, { open, out, hidden }: LineageChoice, keep: string): LineageGraph {
  const graph = without(whole, hidden)
  const [before, after] = neighbours(graph)
  const earlier = reachable(keep, before)
  const order = inOrder(graph, before, after)
  const boxes = new Map<string, LineageNode>()
  const gather = (nodes: readonly string[], near: ReadonlyMap<string, readonly string[]>) => {
    const families = new Map<string, { members: LineageNode[]; pulled: number; ofBoxes: boolean }>()
    for (const id of nodes) {
      const node = graph.nodes.get(id)!
      if (id === keep) continue
      const sides = [...new Set((near.get(id) ?? []).map(each => boxes.get(each)?.id ?? each))].sort()
      const name = `${node.kind} ${node.detail} | ${sides.join()}`
      const family = families.get(name) ?? { members: [], pulled: 0, ofBoxes: sides.length > 0 && sides.every(each => !graph.nodes.has(each)) }
      if (out.has(id)) family.pulled++
      else family.members.push(node)
      families.set(name, family)
    }
    for (const [name, { members, pulled, ofBoxes }] of families) {
      const id = `more:${name}`
      // who pulls some out wants to see those, not the rest
      const many = members.length + pulled >= CLUSTER || ofBoxes
      if (!many || members.length < 2 || open.has(id)) continue
      const box: LineageNode = { id, kind: 'more', title: `${members.length} × ${members[0]!.detail}`, detail: members[0]!.kind === 'run' ? 'runs' : 'artifacts', to: null, amount: members.length, members }
      members.forEach(member => boxes.set(member.id, box))
    }
  }
  // a level at a time: whose neighbours stand in a box is known before they are named by it
  for (const level of order) gather(level.filter(id => !earlier.has(id)), before)
  for (const level of [...order].reverse()) gather(level.filter(id => earlier.has(id)), after)
  const shown = emptyGraph()
  for (const node of graph.nodes.values()) {
    const box = boxes.get(node.id) ?? node
    shown.nodes.set(box.id, box)
  }
  for (const [from, to] of graph.edges.values()) link(shown, shown.nodes.get(boxes.get(from)?.id ?? from)!, shown.nodes.get(boxes.get(to)?.id ?? to)!)
  return shown
}

function without(graph: LineageGraph, hidden: ReadonlySet<string>): LineageGraph {
  if (hidden.size === 0) return graph
  return {
    nodes: new Map([...graph.nodes].filter(([id]) => !hidden.has(id))),
    edges: new Map([...graph.edges].filter(([, [from, to]]) => !hidden.has(from) && !hidden.has(to))),
  }
}

function neighbours(graph: LineageGraph): [before: Map<string, string[]>, after: Map<string, string[]>] {
  const before = new Map<string, string[]>()
  const after = new Map<string, string[]>()
  const add = (map: Map<string, string[]>, key: string, value: string) => map.get(key)?.push(value) ?? map.set(key, [value])
  for (const [from, to] of graph.edges.values()) {
    add(after, from, to)
    add(before, to, from)
  }
  return [before, after]
}

function reachable(id: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([id])
  for (const each of seen) next.get(each)?.forEach(one => seen.add(one))
  return seen
}

/** Nodes in levels, each after all that it comes from; a run that logs again what it uses makes a ring, which comes last. */
function inOrder(graph: LineageGraph, before: ReadonlyMap<string, readonly string[]>, after: ReadonlyMap<string, readonly string[]>): string[][] {
  const waits = new Map([...graph.nodes.keys()].map(id => [id, before.get(id)?.length ?? 0]))
  const levels: string[][] = []
  for (let level = [...waits.keys()].filter(id => waits.get(id) === 0); level.length > 0;) {
    levels.push(level)
    level.forEach(id => waits.delete(id))
    const next = new Set<string>()
    for (const id of level) {
      for (const each of after.get(id) ?? []) {
        const left = waits.get(each)
        if (left === undefined) continue
        waits.set(each, left - 1)
        if (left === 1) next.add(each)
      }
    }
    level = [...next]
  }
  return waits.size > 0 ? [...levels, [...waits.keys()]] : levels
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
