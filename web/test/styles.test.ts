import { describe, expect, it } from 'vitest'
import type { PlotLine } from '../src/panels/plot/line.ts'
import { legendKeys, legendName } from '../src/panels/plot/template.ts'
import { changeSections, newSection, newSpec } from '../src/panels/spec.ts'
import { stacked, styled, styleOf } from '../src/panels/plot/styles.ts'

const line = (run: string, x: number[], y: number[]): PlotLine => ({ id: `${run}\u0000loss`, run, label: run, color: '#000000', dash: [], x: Float64Array.from(x), y: Float64Array.from(y), original: null, min: null, max: null, rows: x.length, exact: true })

describe('styles of single lines', () => {
  const config = { overrideSeriesTitles: { 'a:loss': 'Best' }, overrideColors: { 'a:loss': { color: '#ff0000', transparentColor: 'x' }, 'b:loss': 'red;background:url(x)' }, overrideLineWidths: { 'a:loss': 4, 'b:loss': -1 }, overrideMarks: { 'a:loss': 'points', 'b:loss': 'zigzag' } }

  it('are found by run and metric, and what is none is left out', () => {
    expect(styleOf(config, 'a', 'loss')).toEqual({ title: 'Best', color: '#ff0000', width: 4, mark: 'points' })
    expect(styleOf(config, 'b', 'loss')).toEqual({ title: null, color: null, width: null, mark: null })
  })

  it('change how the line is drawn and leave the others as they were', () => {
    const [a, b] = styled([line('a', [0], [1]), line('b', [0], [1])], config)
    expect(a).toMatchObject({ label: 'Best', color: '#ff0000', width: 4, points: true })
    expect(b).toMatchObject({ label: 'b', color: '#000000' })
    const lines = [line('a', [0], [1])]
    expect(styled(lines, {})).toBe(lines)
  })
})

describe('stacked areas', () => {
  it('stand on each other at all places of their lines, with values in between', () => {
    const [low, high] = stacked([line('a', [0, 2], [1, 3]), line('b', [0, 1, 2, 3], [1, 1, 1, 5])], false)
    expect([...low!.x]).toEqual([0, 1, 2, 3])
    expect([...low!.y]).toEqual([1, 2, 3, NaN])
    expect([...low!.max!]).toEqual([1, 2, 3, 0])
    expect([...high!.y]).toEqual([2, 3, 4, 5])
    expect([...high!.min!]).toEqual([1, 2, 3, 0])
    expect([...high!.own!]).toEqual([1, 1, 1, 5])
  })

  it('are shares of a hundred where that is asked for', () => {
    const [low, high] = stacked([line('a', [0, 1], [1, 0]), line('b', [0, 1], [3, 0])], true)
    expect([...low!.max!]).toEqual([25, 0])
    expect([...high!.max!]).toEqual([100, 0])
    expect([...high!.own!]).toEqual([75, 0])
  })
})

describe('legends in words of their own', () => {
  const run = { label: 'alpha', values: { row: { name: 'a1', displayName: 'alpha', state: 'finished' }, config: { lr: { value: 0.1 }, model: { value: { depth: 3 } } }, summary: { loss: 0.5 } } } as never

  it('name values of the run, and leave out what belongs to the crosshair', () => {
    expect(legendName('${run:displayName}: lr ${config:lr}, ${config:model.depth} deep [[ ${x}: ${y} ]]', run)).toBe('alpha: lr 0.1, 3 deep')
    expect(legendName('${summary:loss} ${run:state}', run)).toBe('0.5 finished')
    expect(legendName('[[ ${y} ]]', run)).toBeNull()
    expect(legendName(null, run)).toBeNull()
  })

  it('ask for the values they name', () => {
    const spec = changeSections(newSpec(), sections => [...sections, { ...newSection('Charts'), panels: [{ __id__: 'x', viewType: 'Run History Line Plot', config: { legendTemplate: '${config:lr} ${run:displayName} ${summary:loss}' } }] }])
    expect(legendKeys(spec)).toEqual([{ section: 'config', name: 'lr.value' }, { section: 'summary', name: 'loss' }])
  })
})
