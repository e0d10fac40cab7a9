import { describe, expect, it } from 'vitest'
import { domain, nearest, type DomainOptions, type PlotLine } from '../src/panels/plot/line.ts'
import { axisRoom, runtimeTick, tick, ticks } from '../src/panels/plot/axes.ts'
import { drawn, lonePoints, plotLines } from '../src/panels/LinePanel.tsx'
import { pointBars } from '../src/panels/marks/PointBars.tsx'
import type { DrawnRun } from '../src/panels/runs.ts'
import { NO_DEFINITIONS, readDefinitions } from '../src/panels/definitions.ts'
import { definedAxis } from '../src/panels/runs.ts'
import { lineSettings } from '../src/panels/settings.ts'
import { loggedKeys } from '../src/panels/runs.ts'
import { groupColors, PALETTE, runColor } from '../src/design/colors.ts'
import { chosenGroupColors } from '../src/panels/plot/group.ts'
import { newRunset } from '../src/panels/spec.ts'

const line = (x: number[], y: number[], more: Partial<PlotLine> = {}): PlotLine => ({ id: 'l', run: 'r', label: 'r', color: '#000000', dash: [], x: Float64Array.from(x), y: Float64Array.from(y), original: null, min: null, max: null, rows: x.length, exact: true, ...more })
const options: DomainOptions = { xLog: false, yLog: false, xRange: {}, yRange: {}, zoom: null, ignoreOutliers: false }

describe('domain', () => {
  it('holds a spike that only the bounds of a bucket know', () => {
    const spiky = line([0, 1, 2], [1, 1, 1], { min: Float64Array.of(1, 1, 1), max: Float64Array.of(1, 900, 1) })
    expect(domain([spiky], options).y.max).toBeGreaterThan(900)
  })

  it('is not broken by NaN and Infinity', () => {
    const { x, y } = domain([line([0, 1, 2, 3], [10, NaN, Infinity, 12])], options)
    expect(x).toEqual({ min: 0, max: 3 })
    expect(y.min).toBeGreaterThan(9)
    expect(y.max).toBeLessThan(13)
  })

  it('stands on zero where the values come near it', () => {
    expect(domain([line([0, 1], [0.2, 2])], options).y.min).toBe(0)
    expect(domain([line([0, 1], [90, 95])], options).y.min).toBeGreaterThan(80)
  })

  it('leaves out what a log axis cannot show', () => {
    const { x, y } = domain([line([0, 1, 100], [-5, 0.01, 10])], { ...options, xLog: true, yLog: true })
    expect(x.min).toBe(1)
    expect(y.min).toBeGreaterThan(0)
  })

  it('follows zoom and fixed bounds', () => {
    expect(domain([line([0, 10], [0, 10])], { ...options, zoom: { x: { min: 2, max: 3 }, y: { min: 4, max: 5 } } })).toEqual({ x: { min: 2, max: 3 }, y: { min: 4, max: 5 } })
    expect(domain([line([0, 10], [0, 10])], { ...options, xRange: { max: 20 }, yRange: { min: -1 } })).toMatchObject({ x: { min: 0, max: 20 }, y: { min: -1 } })
  })

  it('takes no bound that its axis cannot show', () => {
    const log = { ...options, xLog: true, yLog: true }
    const lines = [line([1, 100], [0.01, 10])]
    const free = domain(lines, log)
    expect(domain(lines, { ...log, xRange: { min: -1 }, yRange: { min: 0, max: -3 } })).toEqual(free)
    expect(domain(lines, { ...log, zoom: { x: { min: -1, max: 5 }, y: { min: -2, max: 4 } } })).toEqual(free)
    const turned = domain(lines, { ...log, yRange: { min: 500 } }).y
    expect(turned.min).toBe(500)
    expect(turned.max).toBeGreaterThan(500)
  })

  it('scales by the middle of the values when outliers are ignored', () => {
    const values = Array.from({ length: 200 }, (_, at) => (at === 50 ? 1e6 : at % 10))
    expect(domain([line(values.map((_, at) => at), values)], { ...options, ignoreOutliers: true }).y.max).toBeLessThan(20)
  })

  it('has a size for a single value', () => {
    const { x, y } = domain([line([5], [3])], options)
    expect(x.max).toBeGreaterThan(x.min)
    expect(y.max).toBeGreaterThan(y.min)
  })
})

describe('lines of one point', () => {
  const bars = lineSettings({}, {}, {})
  const lone = [line([4], [3], { id: 'a', run: 'a' }), line([9], [-1], { id: 'b', run: 'b' })]

  it('are bars of their runs', () => {
    expect(lonePoints(lone, bars)).toBe(true)
    expect(pointBars(lone)).toMatchObject([{ run: 'a', value: 3 }, { run: 'b', value: -1 }])
  })

  it('stay points where a line is longer, bars cannot stand or nobody wants them', () => {
    expect(lonePoints([...lone, line([0, 1], [0, 1])], bars)).toBe(false)
    // one bucket of many rows is no lone point
    expect(lonePoints([line([4], [3], { rows: 500 })], bars)).toBe(false)
    expect(lonePoints([line([4], [NaN])], bars)).toBe(false)
    expect(lonePoints([], bars)).toBe(false)
    expect(lonePoints(lone, lineSettings({}, {}, { yLogScale: true }))).toBe(false)
    expect(lonePoints(lone, lineSettings({ lonePoints: 'dots' }, {}, {}))).toBe(false)
    expect(lonePoints(lone, lineSettings({ lonePoints: 'dots' }, {}, { lonePoints: 'bars' }))).toBe(true)
  })
})

describe('nearest', () => {
  it('finds the closest x', () => {
    const x = Float64Array.of(0, 10, 20)
    expect([-5, 4, 6, 16, 99].map(value => nearest(x, value))).toEqual([0, 0, 1, 2, 2])
    expect(nearest(new Float64Array(0), 1)).toBe(-1)
  })
})

describe('ticks', () => {
  it('are short', () => {
    expect([0, 0.25, 1500, 2_000_000, 0.00001].map(value => tick(value))).toEqual(['0', '0.25', '1.5k', '2M', '1e-5'])
    expect([0, 30, 90, 7200, 5400].map(value => runtimeTick(value))).toEqual(['0', '30s', '1m 30s', '2h', '1h 30m'])
  })

  it('of a narrow range have the digits that tell them apart', () => {
    expect(ticks([49.0785, 49.0786, 49.0787])).toEqual(['49.0785', '49.0786', '49.0787'])
    expect(ticks([1_000_001, null, 1_000_002])).toEqual(['1.000001M', '', '1.000002M'])
    expect(ticks([100.2, 100.4], runtimeTick)).toEqual(['1m 40.2s', '1m 40.4s'])
    expect(ticks([0.25, 0.5])).toEqual(['0.25', '0.5'])
  })

  it('get the room they need', () => {
    expect(axisRoom(['0.5'], 48)).toBe(48)
    expect(axisRoom(null, 48)).toBe(48)
    expect(axisRoom(['1.000001M'], 48)).toBe(71)
  })
})

describe('drawn runs', () => {
  const run = (name: string, keys: Record<string, boolean>): DrawnRun => ({ name, label: name, color: '#000000', running: false, pinned: false, baseline: false, keys: new Map(Object.entries(keys)), extras: new Map(), charts: new Map(), labels: () => new Map(), values: { row: { name } as never, config: {}, summary: {} }, systemKeys: ['system/cpu'], definitions: NO_DEFINITIONS })

  it('are the first that logged the key', () => {
    expect(drawn([run('a', {}), run('b', { loss: true }), run('c', { loss: true }), run('d', { loss: true })], ['loss'], 2).map(each => each.name)).toEqual(['b', 'c'])
    expect(drawn([run('a', { image: false })], ['image'], 2)).toEqual([])
    expect(drawn([run('a', {})], ['system/cpu'], 2)).toHaveLength(1)
  })

  it('keep the original under a smoothed line', () => {
    const series = { run: 'a', key: 'loss', count: 2, rows: 2, exact: true, version: '', unchanged: false, x: Float64Array.of(0, 1), last: Float64Array.of(1, 2), min: Float64Array.of(1, 2), max: Float64Array.of(1, 2), smoothed: Float64Array.of(1, 1.5) }
    const data = new Map([['a\u0000loss', series]])
    const [smooth] = plotLines([run('a', { loss: true })], ['loss'], data, true)
    expect([...smooth!.y]).toEqual([1, 1.5])
    expect(smooth!.original).toBe(series.last)
    expect(plotLines([run('a', { loss: true })], ['loss'], data, false)[0]!.original).toBeNull()
  })

  it('know which keys are numbers', () => {
    const keys = loggedKeys({ historyKeys: { keys: { loss: { typeCounts: [{ type: 'number', count: 3 }] }, image: { typeCounts: [{ type: 'image-file', count: 1 }] }, _step: { typeCounts: [{ type: 'number', count: 3 }] } } } })
    expect(Object.fromEntries(keys)).toEqual({ loss: true, image: false })
  })
})

describe('define_metric', () => {
  const config = JSON.stringify({ _wandb: { value: { m: [{ 1: 'epoch', 6: [3] }, { 2: 'val/*', 5: 1, 6: [3] }, { 1: 'secret', 6: [2, 3] }, { 1: 'val/own', 5: 5, 6: [1] }, { 1: 'a\\.b' }] } } })

  it('names the axis of a metric, its own definition before a glob', () => {
    const { stepOf, hidden } = readDefinitions(config)
    expect(['val/loss', 'val/own', 'train/loss', 'epoch'].map(stepOf)).toEqual(['epoch', 'a.b', null, null])
    expect(['secret', 'val/loss'].map(hidden)).toEqual([true, false])
    expect(readDefinitions('{broken').stepOf('x')).toBeNull()
  })

  it('is obeyed until an axis is chosen', () => {
    const run: DrawnRun = { name: 'r', label: 'r', color: '#000000', running: false, pinned: false, baseline: false, keys: new Map([['val/loss', true], ['epoch', true]]), extras: new Map(), charts: new Map(), labels: () => new Map(), values: { row: {} as never, config: {}, summary: {} }, systemKeys: [], definitions: readDefinitions(config) }
    const axis = definedAxis([run], ['val/loss'])
    expect(axis).toBe('epoch')
    expect(lineSettings({}, {}, {}, axis).xAxis).toBe('epoch')
    expect(lineSettings({ xAxis: '_runtime' }, {}, {}, axis).xAxis).toBe('_runtime')
    expect(lineSettings({}, {}, { xAxis: '_step' }, axis).xAxis).toBe('_step')
  })
})

describe('colours that scripts gave to groups', () => {
  const key = 'run-color-group:%22set%22:%5B%7B%22kind%22%3A%22group%22%2C%22key%22%3A%22config%3Aopt.value%22%2C%22value%22%3A%22adam%22%7D%5D'
  const nested = 'run-color-group:%22set%22:%5B%7B%22kind%22%3A%22group%22%2C%22key%22%3A%22config%3Aopt.value%22%2C%22value%22%3A%22adam%22%7D%2C%7B%22kind%22%3A%22group%22%2C%22key%22%3A%22config%3Alr.value%22%2C%22value%22%3A%220.1%22%7D%5D'
  const set = (id: string, ...names: string[]) => ({ ...newRunset(), id, grouping: names.map(name => ({ section: 'config', name })) })

  it('count where the table is grouped so', () => {
    const colors = { [key]: '#4e79a7', [nested]: '#123456', 'run-color-group:broken': '#000000', abc: '#ffffff' }
    expect([...chosenGroupColors(colors, set('set', 'opt.value'))]).toEqual([['adam', '#4e79a7']])
    expect([...chosenGroupColors(colors, set('set', 'opt.value', 'lr.value'))]).toEqual([['adam, 0.1', '#123456']])
    expect(chosenGroupColors(colors, set('set', 'lr.value')).size).toBe(0)
    expect(chosenGroupColors(colors, set('another', 'opt.value')).size).toBe(0)
  })
})

describe('runColor', () => {
  const run = (number: number) => ({ id: btoa(`Run:${number}`), name: `r${number}` })
  const lab = (color: string) => {
    const [r, g, b] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16) / 255).map(each => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)) as [number, number, number]
    const [l, m, s] = [0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b, 0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b].map(Math.cbrt) as [number, number, number]
    return { light: 0.2126 * r + 0.7152 * g + 0.0722 * b, place: [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s] }
  }

  it('follows from the number of the run, unless someone chose another', () => {
    expect(runColor(run(7))).toBe(runColor({ ...run(7), name: 'renamed' }))
    expect(runColor(run(7), { r7: '#123456' })).toBe('#123456')
    expect(runColor({ id: 'of another kind', name: 'abc' })).toBe(runColor({ id: '', name: 'abc' }))
  })

  it('is easy to tell from those of the runs made just before', () => {
    for (let number = 1; number <= 2 * PALETTE.length; number++) {
      for (let back = 1; back <= 5; back++) {
        const [one, other] = [lab(runColor(run(number))).place, lab(runColor(run(number + back))).place]
        expect(Math.hypot(...one.map((each, at) => each - other[at]!)), `${number} and ${number + back}`).toBeGreaterThan(0.06)
      }
    }
  })

  it('stands out from white and from near-black', () => {
    for (const color of PALETTE) {
      const { light } = lab(color)
      expect(1.05 / (light + 0.05), color).toBeGreaterThan(3)
      expect((light + 0.05) / (lab('#171a21').light + 0.05), color).toBeGreaterThan(3)
    }
  })

  it('gives the groups of a page one each, whichever of them a panel shows', () => {
    const names = Array.from({ length: PALETTE.length }, (_, at) => `group ${at}`)
    expect(new Set(groupColors(names).values()).size).toBe(PALETTE.length)
    expect(groupColors([...names].reverse()).get('group 3')).toBe(groupColors(names).get('group 3'))
  })
})
