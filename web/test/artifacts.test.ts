import { describe, expect, it } from 'vitest'
import { aliasesIn, ttlText, usageCode } from '../src/rooms/artifacts/names.ts'
import { cluster, emptyGraph, link, related, type LineageNode } from '../src/rooms/artifacts/lineage.ts'

const node = (id: string, kind: 'artifact' | 'run' = 'artifact', detail = 'model'): LineageNode => ({ id, kind, title: id, detail, to: null })

function fan(amount: number) {
  const graph = emptyGraph()
  for (let at = 0; at < amount; at++) link(graph, node('data'), node(`run-${at}`, 'run', 'train'))
  return graph
}

describe('the lineage', () => {
  it('puts five and more siblings into one box, which opens', () => {
    expect([...cluster(fan(4), new Set(), 'data').nodes.keys()]).toHaveLength(5)
    const shown = cluster(fan(7), new Set(), 'data')
    const box = [...shown.nodes.values()].find(each => each.kind === 'more')!
    expect(shown.nodes.size).toBe(2)
    expect(box.title).toBe('7 × train')
    expect([...shown.edges.values()]).toEqual([['data', box.id]])
    expect(cluster(fan(7), new Set([box.id]), 'data').nodes.size).toBe(8)
  })

  it('never hides the version that is looked at', () => {
    const shown = cluster(fan(7), new Set(), 'run-3')
    expect(shown.nodes.has('run-3')).toBe(true)
    expect([...shown.nodes.values()].find(each => each.kind === 'more')!.amount).toBe(6)
  })

  it('relates ancestors and descendants, not siblings', () => {
    const graph = fan(3)
    link(graph, node('run-1', 'run'), node('model'))
    expect([...related(graph, 'run-1')].sort()).toEqual(['data', 'model', 'run-1'])
    expect([...related(graph, 'model')].sort()).toEqual(['data', 'model', 'run-1'])
  })
})

describe('names of artifacts', () => {
  it('are those of one collection where a version stands in several', () => {
    const alias = (name: string, collection: string) => ({ id: name, alias: name, artifactCollection: { name: collection, project: { name: 'p', entityName: 'e' } } })
    expect(aliasesIn([alias('best', 'cnn'), alias('prod', 'linked')], { entity: 'e', project: 'p', collection: 'cnn' }).map(each => each.alias)).toEqual(['best'])
  })

  it('say how long a version lives', () => {
    expect(ttlText(-2, true)).toBe('kept for good')
    expect(ttlText(86_400, false)).toBe('1 day after it was made')
    expect(ttlText(864_000, true)).toBe('10 days after it was made, as the team set it')
  })

  it('stand in the code that uses the version', () => {
    expect(usageCode({ entity: 'e', project: 'p', type: 'model', collection: 'cnn' }, 'v3')[0]!.code).toContain('run.use_artifact("e/p/cnn:v3", type="model")')
  })
})
