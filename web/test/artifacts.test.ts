import { describe, expect, it } from 'vitest'
import { aliasesIn, ttlText, usageCode } from '../src/rooms/artifacts/names.ts'
import { cluster, emptyGraph, link, NO_CHOICE, related, type LineageNode } from '../src/rooms/artifacts/lineage.ts'

const node = (id: string, kind: 'artifact' | 'run' = 'artifact', detail = 'model'): LineageNode => ({ id, kind, title: id, detail, to: null })

function fan(amount: number) {
  const graph = emptyGraph()
  for (let at = 0; at < amount; at++) link(graph, node('data'), node(`run-${at}`, 'run', 'train'))
  return graph
}

describe('the lineage', () => {
  it('puts five and more siblings into one box, which opens', () => {
    expect([...cluster(fan(4), NO_CHOICE, 'data').nodes.keys()]).toHaveLength(5)
    const shown = cluster(fan(7), NO_CHOICE, 'data')
    const box = [...shown.nodes.values()].find(each => each.kind === 'more')!
    expect(shown.nodes.size).toBe(2)
    expect(box.title).toBe('7 × train')
    expect([...shown.edges.values()]).toEqual([['data', box.id]])
    expect(cluster(fan(7), { ...NO_CHOICE, open: new Set([box.id]) }, 'data').nodes.size).toBe(8)
  })

  it('never hides the version that is looked at', () => {
    const shown = cluster(fan(7), NO_CHOICE, 'run-3')
    expect(shown.nodes.has('run-3')).toBe(true)
    expect([...shown.nodes.values()].find(each => each.kind === 'more')!.amount).toBe(6)
  })

  /** Data that many runs used, each of which made a model; one of the models went on. */
  function trained(amount: number) {
    const graph = fan(amount)
    for (let at = 0; at < amount; at++) link(graph, node(`run-${at}`, 'run', 'train'), node(`model-${at}`))
    link(graph, node('model-3'), node('eval', 'run', 'eval'))
    return graph
  }

  const titles = (graph: ReturnType<typeof cluster>) => [...graph.nodes.values()].map(each => each.title).sort()

  it('puts what boxed runs made into a box too', () => {
    const shown = cluster(trained(7), NO_CHOICE, 'data')
    expect(titles(shown)).toEqual(['7 × model', '7 × train', 'data', 'eval'])
    expect(shown.edges.size).toBe(3)
  })

  it('boxes many sources of one version', () => {
    const graph = emptyGraph()
    for (let at = 0; at < 6; at++) {
      link(graph, node(`make-${at}`, 'run', 'make'), node(`part-${at}`, 'artifact', 'dataset'))
      link(graph, node(`part-${at}`, 'artifact', 'dataset'), node('join', 'run', 'join'))
    }
    link(graph, node('join', 'run', 'join'), node('whole'))
    expect(titles(cluster(graph, NO_CHOICE, 'whole'))).toEqual(['6 × dataset', '6 × make', 'join', 'whole'])
  })

  it('pulls one out of its box with what it made', () => {
    const shown = cluster(trained(7), { ...NO_CHOICE, out: new Set(['run-3']) }, 'data')
    expect(titles(shown)).toEqual(['6 × model', '6 × train', 'data', 'eval', 'model-3', 'run-3'])
  })

  it('keeps the rest together when some are pulled out', () => {
    expect(titles(cluster(trained(5), { ...NO_CHOICE, out: new Set(['run-3', 'run-4']) }, 'data'))).toEqual(['3 × model', '3 × train', 'data', 'eval', 'model-3', 'model-4', 'run-3', 'run-4'])
  })

  it('puts aside what is not wanted', () => {
    const shown = cluster(trained(7), { ...NO_CHOICE, hidden: new Set(['run-0', 'run-1', 'run-2', 'eval']) }, 'data')
    expect(titles(shown)).toEqual(['data', 'model-0', 'model-1', 'model-2', 'model-3', 'model-4', 'model-5', 'model-6', 'run-3', 'run-4', 'run-5', 'run-6'])
  })

  it('holds a run that logs again what it uses', () => {
    const graph = fan(6)
    link(graph, node('run-0', 'run', 'train'), node('data'))
    expect(cluster(graph, NO_CHOICE, 'data').nodes.size).toBeGreaterThan(1)
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
