import { describe, expect, it } from 'vitest'
import { rebin } from '../src/panels/HistogramView.tsx'
import { barsOf } from '../src/panels/marks/bars.ts'
import { compare } from '../src/panels/marks/ComparerPanel.tsx'
import { gradient } from '../src/panels/marks/gradient.ts'
import { features, importance } from '../src/panels/marks/importance.ts'
import { running, timeTicks } from '../src/panels/marks/ScatterPanel.tsx'
import { correlation, density, regression, summarize } from '../src/panels/marks/stats.ts'
import { boxesOf, classLabels, histogramRows, picturesOf } from '../src/panels/media.ts'
import { panelsOfPattern } from '../src/panels/pattern.ts'
import { accessorLabel, keyOfAccessor, type RunValue } from '../src/panels/values.ts'
import { chartSpec } from '../src/panels/charts/presets.ts'
import { expressionOfTable, extraKeys, tableKeyOf, tableOfExpression } from '../src/panels/extras.ts'
import { artifactOf, tableRefs } from '../src/panels/tables/load.ts'
import { arrange, beside, group, join, keyColumn } from '../src/panels/tables/rows.ts'
import { parseExpression } from '../src/panels/plot/expression.ts'
import { groupLines, groupingOf, groupsOf } from '../src/panels/plot/group.ts'
import type { PlotLine } from '../src/panels/plot/line.ts'
import type { DrawnRun } from '../src/panels/runs.ts'
import { headings, readGrid, readReport, reportId, reportSlug } from '../src/rooms/reports/blocks.ts'
import { safeUrl } from '../src/rooms/reports/Inline.tsx'
import { readPlan, sweepSpec } from '../src/rooms/sweeps/plan.ts'
import { sectionsOf } from '../src/panels/spec.ts'

const run = (name: string, config: Record<string, unknown>, summary: Record<string, unknown>): RunValue => ({
  name, label: name, color: '#123456',
  row: { row: { name, displayName: name, state: 'finished', createdAt: '2026-01-01T00:00:00Z', tags: [], user: null } as never, config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])), summary },
})

describe('accessors', () => {
  it('are read in every spelling of the clients', () => {
    for (const text of ['config:lr.value', 'config.lr.value', 'c::lr', 'config:lr', 'summary:c::lr']) expect(keyOfAccessor(text)).toEqual({ section: 'config', name: 'lr.value' })
    for (const text of ['summary:val/loss', 'summary_metrics.val/loss', 'val/loss']) expect(keyOfAccessor(text)).toEqual({ section: 'summary', name: 'val/loss' })
    expect(keyOfAccessor('run:createdAt')).toEqual({ section: 'run', name: 'createdAt' })
    expect(accessorLabel('config:model.value.depth')).toBe('model.depth')
  })
})

describe('groups of values', () => {
  it('have a middle and a range of doubt', () => {
    expect(summarize([1, 2, 3, 6], 'mean', 'minmax')).toMatchObject({ value: 3, low: 1, high: 6, count: 4, quartiles: [1.75, 2.5, 3.75] })
    const spread = summarize([1, 2, 3, 6], 'median', 'stderr')!
    expect(spread.value).toBe(2.5)
    expect(spread.high - spread.low).toBeCloseTo(2.1602, 3)
    expect(summarize([])).toBeNull()
  })

  it('are bars, one a run or one a group', () => {
    const runs = [run('a', { opt: 'adam' }, { loss: 1 }), run('b', { opt: 'sgd' }, { loss: 3 }), run('c', { opt: 'adam' }, { loss: 5 }), run('d', { opt: 'adam' }, {})]
    expect(barsOf(runs, { metrics: ['summary:loss'] }).map(bar => [bar.label, bar.value])).toEqual([['a', 1], ['b', 3], ['c', 5]])
    const grouped = barsOf(runs, { metrics: ['loss'], groupBy: 'opt.value', groupArea: 'minmax' })
    expect(grouped.map(bar => [bar.label, bar.value, bar.spread!.low, bar.spread!.high])).toEqual([['adam', 3, 1, 5], ['sgd', 3, 3, 3]])
  })

  it('keep the best so far', () => {
    expect(running([{ x: 2, y: 5 }, { x: 0, y: 4 }, { x: 1, y: 1 }], 'min').map(point => point.y)).toEqual([4, 1, 1])
    expect(regression([[0, 1], [1, 3], [2, 5]])).toEqual({ slope: 2, intercept: 1 })
    expect(regression([[1, 1], [1, 2]])).toBeNull()
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1)
    expect(correlation([1, 1], [2, 3])).toBe(0)
  })

  it('have moments on a time axis', () => {
    const ticks = timeTicks([Date.UTC(2026, 0, 1, 10), Date.UTC(2026, 0, 1, 12)], [0, 100], 4)
    expect(ticks.length).toBeGreaterThan(2)
    for (const { label } of ticks) expect(label).toMatch(/:|AM|PM/)
  })

  it('have colours from one end to the other', () => {
    expect(gradient()(0)).toBe('rgb(123 63 176)')
    expect(gradient([{ color: '#000000', offset: 0 }, { color: 'rgb(255, 255, 255)', offset: 100 }])(0.5)).toBe('rgb(128 128 128)')
  })
})

describe('the importance of parameters', () => {
  it('ranks what the metric was made from, and knows the sign', () => {
    let state = 3
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    const rows = Array.from({ length: 120 }, () => ({ lr: next(), noise: next(), opt: next() > 0.5 ? 'adam' : 'sgd', same: 1 }))
    const target = rows.map(row => -4 * row.lr + (row.opt === 'sgd' ? 1 : 0) + 0.02 * next())
    const found = importance(features(new Map<string, unknown[]>([['noise', rows.map(row => row.noise)], ['lr', rows.map(row => row.lr)], ['opt', rows.map(row => row.opt)], ['same', rows.map(row => row.same)]])), target)
    expect(found.map(each => each.name)).toEqual(['lr', 'opt = sgd', 'noise'])
    expect(found[0]!.importance).toBeGreaterThan(0.6)
    expect(found[0]!.correlation).toBeLessThan(-0.8)
    expect(found[1]!.correlation).toBeGreaterThan(0.2)
    expect(found.reduce((sum, each) => sum + each.importance, 0)).toBeCloseTo(1)
  })
})

describe('the run comparer', () => {
  it('lists nested keys and marks those that differ', () => {
    const rows = compare([run('a', { model: { depth: 3 }, lr: 0.1 }, { loss: 1 }), run('b', { model: { depth: 4 }, lr: 0.1 }, {})])
    expect(rows.filter(row => row.section === 'Config').map(row => [row.key, row.differs])).toEqual([['lr', false], ['model.depth', true]])
    expect(rows.find(row => row.key === 'loss')!.values).toEqual(['1', ''])
  })
})

describe('panels from a pattern', () => {
  const keys = ['layer.0/loss', 'layer.0/acc', 'layer.1/loss', 'lr']

  it('are one for every value of the brackets, and take in later keys', () => {
    const panels = panelsOfPattern('^layer\\.(\\d+)/', keys)
    expect(panels.map(panel => [panel.title, panel.keys.length])).toEqual([['0', 2], ['1', 1]])
    expect(new RegExp(panels[0]!.pattern).test('layer.0/new')).toBe(true)
    expect(new RegExp(panels[0]!.pattern).test('layer.1/loss')).toBe(false)
  })

  it('need capturing brackets and a pattern that is one', () => {
    expect(panelsOfPattern('^(?:layer)', keys)).toEqual([])
    expect(panelsOfPattern('[(]lr', keys)).toEqual([])
    expect(panelsOfPattern('(', keys)).toEqual([])
  })
})

describe('media', () => {
  it('carry masks and boxes, and come in lists', () => {
    const [image] = picturesOf({ _type: 'image-file', path: 'a.png', masks: { pred: { path: 'm.png' } }, boxes: { truth: { path: 'b.json' } } })
    expect(image).toMatchObject({ kind: 'image', masks: [{ name: 'pred', path: 'm.png' }], boxes: [{ name: 'truth', path: 'b.json' }] })
    expect(picturesOf({ _type: 'audio', audio: [{ path: 'x.wav' }, { path: 'y.wav' }], captions: ['one', 'two'] }).map(each => [each.kind, each.path, each.caption])).toEqual([['audio', 'x.wav', 'one'], ['audio', 'y.wav', 'two']])
    expect(picturesOf({ _type: 'html-file', path: 'p.html' })[0]!.kind).toBe('html')
    const labels = classLabels(JSON.stringify({ _wandb: { value: { 'mask/class_labels': { examples_wandb_delimeter_pred: { value: { 1: 'cat' } } } } } }), 'examples')
    expect(labels.get('pred')).toEqual({ 1: 'cat' })
  })

  it('have boxes in shares of the image, whatever the client measured in', () => {
    const file = { class_labels: { 1: 'cat' }, box_data: [
      { position: { minX: 0.1, maxX: 0.5, minY: 0.2, maxY: 0.6 }, class_id: 1, scores: { acc: 0.9 } },
      { position: { middle: [32, 16], width: 32, height: 16 }, domain: 'pixel', class_id: 2, box_caption: 'dog' },
      { position: { minX: 0.1 }, class_id: 1 },
    ] }
    const boxes = boxesOf(file, { width: 64, height: 32 })
    expect(boxes).toHaveLength(2)
    expect(boxes[0]).toMatchObject({ label: 'cat', score: 0.9, left: 0.1 })
    expect(boxes[0]!.width).toBeCloseTo(0.4)
    expect(boxes[1]).toMatchObject({ label: 'dog', left: 0.25, top: 0.25, width: 0.5, height: 0.5 })
  })

  it('are histograms on common bins', () => {
    const rows = histogramRows([{ _step: 0, h: { _type: 'histogram', values: [4, 0], bins: [0, 1, 2] } }, { _step: 1, h: { _type: 'histogram', values: [2, 2], packedBins: { min: 2, size: 1, count: 2 } } }], 'h')
    expect(rows[1]!.edges).toEqual([2, 3, 4])
    const map = rebin(rows, 4)
    expect([map.min, map.max]).toEqual([0, 4])
    expect(map.columns).toEqual([[4, 0, 0, 0], [0, 0, 2, 2]])
  })

  it('are told apart by type or by their last value', () => {
    const kinds = extraKeys({ historyKeys: { keys: { loss: { typeCounts: [{ type: 'number', count: 1 }] }, t: { typeCounts: [{ type: 'table-file', count: 1 }] }, page: { typeCounts: [], previousValue: { _type: 'html-file' } } as never } } })
    expect([...kinds]).toEqual([['t', 'table'], ['page', 'html']])
  })
})

describe('tables', () => {
  it('are stored as the expression that clients write', () => {
    expect(tableOfExpression(expressionOfTable('preds'))).toBe('preds')
    expect(tableOfExpression({ panel2Config: { exp: { fromOp: { name: 'count' } } } })).toBeNull()
  })

  it('lie in an artifact', () => {
    expect(artifactOf('wandb-client-artifact://abc123:latest/preds.table.json')).toEqual({ client: 'abc123', file: 'preds.table.json' })
    expect(artifactOf('wandb-artifact://41727469666163743a31/a/b.table.json')).toEqual({ id: btoa('Artifact:1'), file: 'a/b.table.json' })
    expect(artifactOf('media/table/x.json')).toBeNull()
    expect(tableRefs([{ _step: 3, t: { _type: 'table-file', path: 'p', artifact_path: 'q' } }, { _step: 4, t: 3 }], 't')).toEqual([{ step: 3, path: 'p', artifactPath: 'q', parts: [] }])
  })

  it('are joined by column, sorted, searched and grouped', () => {
    const joined = join([{ run: 'a', columns: ['x', 'k'], rows: [[10, 'cat'], [2, 'dog']] }, { run: 'b', columns: ['k', 'x', 'z'], rows: [['cat', null, 1]] }])
    expect(joined.columns).toEqual(['x', 'k', 'z'])
    expect(joined.rows[2]!.cells).toEqual([null, 'cat', 1])
    expect(arrange(joined, '', { column: 0, ascending: true }).map(row => row.cells[0])).toEqual([2, 10, null])
    expect(arrange(joined, 'DOG', null)).toHaveLength(1)
    expect(group(joined.rows, 1, 3)).toEqual([{ key: 'cat', amount: 2, means: [10, null, 1] }, { key: 'dog', amount: 1, means: [2, null, null] }])
  })
})

describe('tables side by side', () => {
  const joined = join([{ run: 'a', columns: ['id', 'score', 'kind'], rows: [[1, 0.5, 'x'], [2, 0.6, 'x'], [2, 0.7, 'y']] }, { run: 'b', columns: ['id', 'score'], rows: [[2, 0.6], [1, 0.9], [3, 0.1]] }])

  it('match rows by a column, the same value in its order', () => {
    const side = beside(joined, 0)
    expect(side.columns).toEqual(['id', 'score', 'score', 'kind', 'kind'])
    expect(side.owners).toEqual([null, 'a', 'b', 'a', 'b'])
    expect(side.rows.map(row => row.cells)).toEqual([[1, 0.5, 0.9, 'x', null], [2, 0.6, 0.6, 'x', null], [2, 0.7, null, 'y', null], [3, null, 0.1, null, null]])
    expect([...side.rows[0]!.differs!]).toEqual([1, 2, 3, 4])
    expect([...side.rows[1]!.differs!]).toEqual([3, 4])
    expect([...side.rows[3]!.differs!]).toEqual([1, 2])
  })

  it('begin with a column that tells rows apart', () => {
    expect(keyColumn(joined)).toBe(1)
    expect(keyColumn(join([{ run: 'a', columns: ['same', 'id'], rows: [[1, 'x'], [1, 'y']] }]))).toBe(1)
    expect(keyColumn({ columns: ['a'], rows: [] })).toBe(0)
  })

  it('take files with the same content for the same', () => {
    const file = (path: string, sha256: string) => ({ _type: 'image-file', path, sha256 })
    const side = beside(join([{ run: 'a', columns: ['id', 'picture'], rows: [[1, file('p1', 's')]] }, { run: 'b', columns: ['id', 'picture'], rows: [[1, file('p2', 's')]] }]), 0)
    expect(side.rows[0]!.differs!.size).toBe(0)
  })
})

describe('the curve of a violin', () => {
  it('is dense where the values are', () => {
    const curve = density([1, 1.1, 0.9, 1, 5, 5.1, 4.9, 5, 5])
    const at = (value: number) => curve.reduce((best, point) => (Math.abs(point.value - value) < Math.abs(best.value - value) ? point : best)).share
    expect(Math.max(...curve.map(point => point.share))).toBe(1)
    expect(at(5)).toBeGreaterThan(at(3))
    expect(at(1)).toBeGreaterThan(at(3))
    expect(density([2, 2, 2])).toEqual([])
    expect(density([])).toEqual([])
  })
})

describe('custom charts', () => {
  const config = { panelDefId: 'wandb/line/v0', fieldSettings: { x: 'a.b', y: 'y' }, stringSettings: { title: 'T' }, userQuery: { queryFields: [{ name: 'runSets', fields: [{ name: 'summaryTable', args: [{ name: 'tableKey', value: 'line_table' }] }] }] } }

  it('take their fields from the settings and their colours from the runs', () => {
    expect(tableKeyOf(config)).toBe('line_table')
    const spec = chartSpec(config, [{ name: 'r', label: 'one', color: '#ff0000' }]) as { encoding: Record<string, { field: string; scale: { range: string[] } }> }
    expect(spec.encoding.x!.field).toBe('a\\.b')
    expect(spec.encoding.color!.scale.range).toEqual(['#ff0000'])
  })

  it('are refused where their definition is elsewhere', () => expect(chartSpec({ panelDefId: 'team/own/v1' }, [])).toBeNull())
})

describe('a sweep', () => {
  const text = 'method: bayes\nmetric: {name: val/loss, goal: minimize}\nparameters:\n  lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}\n  fixed: {value: 3}\n  model:\n    parameters:\n      depth: {values: [1, 2]}\n'

  it('says what it varies', () => {
    expect(readPlan(text)).toEqual({ method: 'bayes', metric: 'val/loss', goal: 'minimize', parameters: [{ name: 'lr', varies: true, log: true }, { name: 'fixed', varies: false, log: false }, { name: 'model.depth', varies: true, log: false }] })
    expect(readPlan(': no yaml [')).toMatchObject({ metric: null, parameters: [] })
  })

  it('starts with three panels of its search', () => {
    const [section] = sectionsOf(sweepSpec(readPlan(text)))
    expect(section!.panels.map(panel => panel.viewType)).toEqual(['Scatter Plot', 'Parameter Importance', 'Parallel Coordinates Plot'])
    expect(section!.panels[2]!.config.columns).toEqual([{ accessor: 'config:lr.value', log: true }, { accessor: 'config:model.value.depth' }, { accessor: 'summary:val/loss' }])
    expect(sectionsOf(sweepSpec(readPlan('method: grid')))).toEqual([])
  })
})

describe('lines of groups', () => {
  const drawn = (name: string, opt: string) => ({ name, label: name, color: '#000000', values: { row: { name, group: null } as never, config: { opt: { value: opt } }, summary: {} } }) as unknown as DrawnRun
  const line = (run: string, x: number[], y: number[]): PlotLine => ({ id: `${run}\u0000loss`, run, label: run, color: '#000000', dash: [], x: Float64Array.from(x), y: Float64Array.from(y), original: null, min: null, max: null, rows: x.length, exact: true })
  const runs = [drawn('a', 'adam'), drawn('b', 'sgd'), drawn('c', 'adam')]
  const keys = [{ section: 'config', name: 'opt.value' }]

  it('follow the table unless the panel says otherwise', () => {
    expect(groupingOf({}, keys, true)).toEqual({ keys, aggregate: 'mean', area: 'minmax' })
    expect(groupingOf({}, keys, false)).toBeNull()
    expect(groupingOf({ aggregate: false }, keys, true)).toBeNull()
    expect(groupingOf({ aggregate: true }, [], true)!.keys).toEqual([])
    expect(groupingOf({ groupBy: 'group', groupAgg: 'max', groupArea: 'stderr' }, keys, true)).toEqual({ keys: [{ section: 'run', name: 'group' }], aggregate: 'max', area: 'stderr' })
  })

  it('are the mean of their runs at every step, with their range', () => {
    const found = groupLines([line('a', [0, 1], [1, 3]), line('b', [0, 1], [9, 9]), line('c', [0, 1], [3, NaN])], runs, { keys, aggregate: 'mean', area: 'minmax' }, 10)
    expect(found.map(each => each.label)).toEqual(['adam (2)', 'sgd (1)'])
    expect([...found[0]!.y]).toEqual([2, 3])
    expect([...found[0]!.min!]).toEqual([1, 3])
    expect(found[1]!.min).toBeNull()
    expect(groupLines([line('a', [0], [1])], runs, { keys, aggregate: 'mean', area: 'none' }, 1)).toHaveLength(1)
  })

  it('compare long runs in windows', () => {
    const x = Array.from({ length: 2000 }, (_, at) => at)
    const [grouped] = groupLines([line('a', x, x.map(() => 1)), line('c', x.map(each => each + 0.5), x.map(() => 3))], runs, { keys, aggregate: 'mean', area: 'minmax' }, 10)
    expect(grouped!.x.length).toBe(250)
    expect(new Set(grouped!.y)).toEqual(new Set([2]))
  })

  it('are apart where values differ only beyond what is shown', () => {
    const seeds = [1700000001, 1700000002, 1700000001].map((seed, at) => ({ ...drawn('abc'[at]!, ''), values: { row: { name: 'abc'[at], group: null } as never, config: { opt: { value: seed } }, summary: {} } }) as unknown as DrawnRun)
    expect(groupsOf(seeds, keys).map(group => group.runs.length)).toEqual([2, 1])
    expect(groupsOf(seeds, keys, seeds, new Map([['1700000002', '#123456']])).map(group => group.color)[1]).toBe('#123456')
  })

  it('keep the colour of their name', () => expect(groupsOf(runs, keys)[0]!.color).toBe(groupsOf([runs[2]!], keys)[0]!.color))
})

describe('reports', () => {
  it('have an id in their address, with or without its padding', () => {
    const report = { id: btoa('View:34'), displayName: 'What we learned!', name: null }
    expect(reportSlug(report)).toBe('What-we-learned--VmlldzozNA')
    expect(reportId('What-we-learned--VmlldzozNA')).toBe(report.id)
    expect(reportId('What--ever--VmlldzozNA==')).toBe(report.id)
  })

  it('list their headings and leave what they do not know', () => {
    const { blocks } = readReport(JSON.stringify({ blocks: [{ type: 'heading', level: 2, children: [{ text: 'A ' }, { text: 'title' }] }, { type: 'future' }, 3] }))
    expect(headings(blocks)).toEqual([{ id: 'heading-0', level: 2, text: 'A title' }])
    expect(blocks).toHaveLength(2)
  })

  it('lay panels of one place side by side, over the runs of their sets', () => {
    const panel = { viewType: 'Scalar Chart', config: {}, layout: { x: 0, y: 0, w: 12, h: 6 } }
    const grid = readGrid({ type: 'panel-grid', metadata: { runSets: [{ name: 'All', project: { entityName: 'e', name: 'p' } }, { name: 'Off', enabled: false }], panelBankSectionConfig: { panels: [panel, panel, panel] } } }, { entity: 'h', project: 'q' })
    expect(grid.panels.map(each => [each.layout.x, each.layout.y])).toEqual([[0, 0], [12, 0], [0, 6]])
    expect(grid.runsets.map(set => [set.name, set.entity, set.project])).toEqual([['All', 'e', 'p']])
    expect(readGrid({ type: 'panel-grid' }, { entity: 'h', project: 'q' }).runsets[0]).toMatchObject({ entity: 'h', project: 'q' })
  })

  it('lead to pages only', () => {
    expect(safeUrl('https://example.org/a')).toBe('https://example.org/a')
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 3]) expect(safeUrl(bad)).toBeUndefined()
  })
})

describe('expressions', () => {
  const of = (text: string, values: Record<string, number> = {}) => parseExpression(text)?.value(key => values[key] ?? NaN)

  it('follow the rules of arithmetic', () => {
    expect(of('1 + 2 * 3')).toBe(7)
    expect(of('(1 + 2) * 3 - 4 / 2')).toBe(7)
    expect(of('-2 ** 2')).toBe(-4)
    expect(of('2 ** 3 ** 2')).toBe(512)
    expect(of('7 % 4 + 1e1')).toBe(13)
  })

  it('take metrics with any name in braces, and plain ones as they are', () => {
    expect(parseExpression('${train/loss-1} / epoch')!.keys).toEqual(['train/loss-1', 'epoch'])
    expect(of('${train/loss} * 2 + a.b', { 'train/loss': 3, 'a.b': 1 })).toBe(7)
    expect(of('sqrt(x) + abs(-1)', { x: 16 })).toBe(5)
  })

  it('are refused where they are none, and never run', () => {
    for (const bad of ['', '1 +', '(1', '1 2', 'alert(1)', 'a = 3', '${}', 'x)']) expect(parseExpression(bad)).toBeNull()
  })
})
