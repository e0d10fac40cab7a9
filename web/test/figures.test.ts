import { describe, expect, it } from 'vitest'
import { moved, namesOf, placesOf, withAmount, within } from '../src/panels/beside.ts'
import { extraKeys } from '../src/panels/extras.ts'
import { heightOf, outline } from '../src/panels/HistogramBars.tsx'
import { layoutFor, readFigure } from '../src/panels/figures/figure.ts'
import { picturesOf } from '../src/panels/media.ts'
import { boxEdges, readCloud, type Vec } from '../src/panels/scenes/points.ts'
import { previewKind } from '../src/rooms/runs/files/tree.ts'

const kinds = (value: unknown) => picturesOf(value).map(each => [each.kind, each.path])

describe('figures and scenes', () => {
  it('are media as the client logs them, one or many', () => {
    expect(kinds({ _type: 'plotly-file', path: 'media/plotly/a.plotly.json' })).toEqual([['plotly', 'media/plotly/a.plotly.json']])
    expect(kinds({ _type: 'object3D-file', path: 'media/object3D/a.pts.json' })).toEqual([['scene', 'media/object3D/a.pts.json']])
    expect(kinds({ _type: 'object3D', filenames: ['a.pts.json'], count: 1, objects: [{ _type: 'object3D-file', path: 'media/object3D/a.pts.json' }] })).toEqual([['scene', 'media/object3D/a.pts.json']])
    expect(kinds({ _type: 'molecule', filenames: ['media/molecule/m.pdb'], count: 1 })).toEqual([['file', 'media/molecule/m.pdb']])
    expect([...extraKeys({ historyKeys: { keys: { fig: { typeCounts: [{ type: 'plotly-file', count: 1 }] }, cloud: { typeCounts: [{ type: 'object3D', count: 1 }] } } } })]).toEqual([['fig', 'plotly'], ['cloud', 'scene']])
  })

  it('are previewed among files too', () => {
    expect(['a/fig.plotly.json', 'cloud.pts.json', 'model.GLB', 'paper.pdf', 'x.json'].map(name => previewKind({ name, mimetype: null }))).toEqual(['plotly', 'scene', 'scene', 'pdf', 'json'])
  })

  it('fill their panel and follow a dark page where the script left the colours to the template', () => {
    const figure = readFigure({ data: [{ type: 'bar', y: [1] }, 3], layout: { width: 900, height: 700, template: { layout: { paper_bgcolor: 'white', xaxis: { gridcolor: 'white', ticks: '' } } } } })!
    expect(figure.data).toHaveLength(1)
    const light = layoutFor(figure, false)
    expect(light).toMatchObject({ autosize: true, template: { layout: { paper_bgcolor: 'white' } } })
    expect('width' in light || 'height' in light).toBe(false)
    expect(layoutFor(figure, true)).toMatchObject({ template: { layout: { paper_bgcolor: 'rgba(0,0,0,0)', xaxis: { ticks: '' } } } })
    expect(readFigure({ layout: {} })).toBeNull()
  })
})

describe('point clouds', () => {
  it('hold bare points, categories or colours', () => {
    const bare = readCloud([[0, 0, 0], [1, 1, 5], ['no', 1, 2]])!
    expect(bare.count).toBe(2)
    expect([...bare.positions]).toEqual([0, 0, 0, 1, 1, 5])
    expect([...bare.colors.slice(0, 3)]).not.toEqual([...bare.colors.slice(3)])
    const groups = readCloud([[0, 0, 0, 1], [1, 0, 0, 2], [2, 0, 0, 1]])!.colors
    expect([...groups.slice(0, 3)]).toEqual([...groups.slice(6)])
    expect([...groups.slice(0, 3)]).not.toEqual([...groups.slice(3, 6)])
    expect([...readCloud([[0, 0, 0, 255, 0, 51]])!.colors].map(each => Number(each.toFixed(2)))).toEqual([1, 0, 0.2])
    expect(readCloud({ type: 'other' })).toBeNull()
  })

  const cube: Vec[] = [0, 1].flatMap(x => [0, 2].flatMap(y => [0, 3].map((z): Vec => [x, y, z])))

  it('bring boxes whose corners may stand in any order', () => {
    const edges = (corners: Vec[]) => boxEdges(corners).map(([from, to]) => [corners[from]!.join(), corners[to]!.join()].sort().join(' ')).sort()
    expect(edges(cube)).toHaveLength(12)
    expect(edges([...cube].reverse())).toEqual(edges(cube))
    expect(edges([3, 0, 6, 1, 7, 2, 5, 4].map(at => cube[at]!))).toEqual(edges(cube))
  })

  it('take colours of boxes up to 255 or up to 1, and skip what is no box', () => {
    const scene = readCloud({ type: 'lidar/beta', points: [], boxes: [{ corners: cube, color: [255, 0, 0], label: 'car', score: 0.5 }, { corners: cube, color: [0, 1, 0] }, { corners: [[0, 0, 0]] }], vectors: [{ start: [0, 0, 0], end: [1, 0, 0] }, {}] })!
    expect(scene.boxes.map(box => [box.color, box.label, box.score])).toEqual([[[1, 0, 0], 'car', 0.5], [[0, 1, 0], '', null]])
    expect(scene.arrows).toEqual([[[0, 0, 0], [1, 0, 0]]])
  })
})

describe('pictures side by side', () => {
  it('begin with the next ones, each once', () => {
    expect(withAmount([2], 3, 4)).toEqual([2, 3, 0])
    expect(withAmount([1, 2, 3], 1, 4)).toEqual([1])
    expect(withAmount([0], 4, 2)).toEqual([0, 1])
  })

  it('go on together, as far as all can, and fewer are left when fewer were logged', () => {
    expect(moved([0, 2], 1, 4)).toEqual([1, 3])
    expect(moved([1, 3], 1, 4)).toEqual([1, 3])
    expect(moved([1, 3], -5, 4)).toEqual([0, 2])
    expect(within([0, 5, 6], 2)).toEqual([0, 1])
  })

  it('stay where they are when a new run brings others', () => {
    const of = (...runs: string[]) => runs.map(name => ({ run: { name }, name: 'img' }))
    const before = namesOf(of('a', 'a', 'b'))
    const chosen = [before[1]!, before[2]!]
    expect(placesOf(chosen, namesOf(of('new', 'a', 'a', 'b')))).toEqual([2, 3])
    expect(placesOf(chosen, namesOf(of('a')))).toEqual([0, 1])
  })
})

describe('histograms at a step', () => {
  it('share the counts of uneven bins out over their widths', () => {
    expect(heightOf(10, 2, 1)).toBe(5)
    expect(heightOf(3, 0, 1)).toBe(3)
    expect(outline({ step: 0, edges: [0, 1, 3], counts: [4, 4] }, x => x * 10, y => 100 - y * 10, 1)).toBe('M0.0 100.0L0.0 60.0L10.0 60.0L10.0 80.0L30.0 80.0L30.0 100.0Z')
  })
})
