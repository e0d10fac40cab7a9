import { useQuery } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { artifactNode, emptyGraph, link, runNode, type LineageGraph } from './lineage.ts'
import { LineageQuery, type LineageRun } from './queries.ts'

const MOST_ARTIFACTS = 150
const AT_ONCE = 6

type Side = 'both' | 'before' | 'after'

export interface Lineage { graph: LineageGraph; cut: boolean }

/** What a version was made from, all the way back, and what was made from it, all the way on. */
async function walk(start: string, signal: AbortSignal): Promise<Lineage | null> {
  const graph = emptyGraph()
  const seen = new Set([start])
  let cut = false
  let front: { id: string; side: Side }[] = [{ id: start, side: 'both' }]
  while (front.length > 0) {
    const next: typeof front = []
    const reach = (id: string, side: Side) => {
      if (seen.has(id)) return
      if (seen.size >= MOST_ARTIFACTS) {
        cut = true
        return
      }
      seen.add(id)
      next.push({ id, side })
    }
    for (let at = 0; at < front.length; at += AT_ONCE) {
      const answers = await Promise.all(front.slice(at, at + AT_ONCE).map(each => run(LineageQuery, { id: each.id }, signal)))
      for (const [index, { artifact }] of answers.entries()) {
        const { id, side } = front[at + index]!
        if (!artifact) {
          if (id === start) return null
          continue
        }
        const node = artifactNode(artifact)
        graph.nodes.set(node.id, graph.nodes.get(node.id) ?? node)
        if (side !== 'after' && artifact.createdBy?.__typename === 'Run') cut = upstream(graph, node, artifact.createdBy, reach) || cut
        if (side !== 'before') {
          cut ||= artifact.usedBy.totalCount > artifact.usedBy.edges.length
          for (const user of nodes(artifact.usedBy)) cut = downstream(graph, node, user, reach) || cut
        }
      }
    }
    front = next
  }
  return { graph, cut }
}

function upstream(graph: LineageGraph, made: ReturnType<typeof artifactNode>, maker: LineageRun, reach: (id: string, side: Side) => void): boolean {
  const node = runNode(maker)
  link(graph, node, made)
  for (const input of nodes(maker.inputArtifacts)) {
    link(graph, artifactNode(input), node)
    reach(input.id, 'before')
  }
  return (maker.inputArtifacts?.totalCount ?? 0) > (maker.inputArtifacts?.edges.length ?? 0)
}

function downstream(graph: LineageGraph, used: ReturnType<typeof artifactNode>, user: LineageRun, reach: (id: string, side: Side) => void): boolean {
  const node = runNode(user)
  link(graph, used, node)
  for (const output of nodes(user.outputArtifacts)) {
    link(graph, node, artifactNode(output))
    reach(output.id, 'after')
  }
  return (user.outputArtifacts?.totalCount ?? 0) > (user.outputArtifacts?.edges.length ?? 0)
}

export function useLineage(id: string) {
  return useQuery({ queryKey: ['lineage', id], queryFn: ({ signal }) => walk(id, signal), staleTime: 30_000 })
}
