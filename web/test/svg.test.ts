import { describe, expect, it } from 'vitest'
import type { PlotLine } from '../src/panels/plot/line.ts'
import { svgOf } from '../src/panels/svg.ts'

const line = (run: string, y: number[], more: Partial<PlotLine> = {}): PlotLine => ({ id: run, run, label: `run <${run}>`, color: '#123456', dash: [], x: Float64Array.from(y.keys()), y: Float64Array.from(y), original: null, min: null, max: null, rows: y.length, exact: true, ...more })
const draw = (lines: PlotLine[], more = {}) => svgOf({ title: 'a & b', lines, xAxis: '_step', options: { xLog: false, yLog: false, xRange: {}, yRange: {}, zoom: null, ignoreOutliers: false, ...more } })
const parsed = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml')

describe('a chart as SVG', () => {
  it('is well formed, whatever the names, and holds each line with its name', () => {
    const document = parsed(draw([line('x', [0, 1, 2]), line('y', [2, 1, 0], { dash: [6, 4], width: 4 })]))
    expect(document.querySelector('parsererror')).toBeNull()
    const texts = [...document.querySelectorAll('text')].map(each => each.textContent)
    expect(texts).toEqual(expect.arrayContaining(['a & b', 'run <x>', 'run <y>']))
    expect(document.querySelector('path[stroke-dasharray]')!.getAttribute('stroke-width')).toBe('4')
  })

  it('breaks lines at gaps, and fills bounds as areas', () => {
    const document = parsed(draw([line('x', [0, NaN, 2, 3], { min: Float64Array.from([0, 0, 1, 2]), max: Float64Array.from([1, 1, 3, 4]), band: true })]))
    expect(document.querySelector('path[stroke="#123456"][d^="M"]')!.getAttribute('d')!.match(/M/g)).toHaveLength(2)
    expect(document.querySelector('path[fill="#123456"]')!.getAttribute('d')).toMatch(/Z$/)
  })

  it('follows zoom and logarithms', () => {
    const places = (text: string) => parsed(text).querySelector('g[clip-path] path')!.getAttribute('d')
    expect(places(draw([line('x', [1, 10, 100])], { yLog: true }))).not.toBe(places(draw([line('x', [1, 10, 100])])))
    expect(places(draw([line('x', [1, 10, 100])], { zoom: { x: { min: 0, max: 1 }, y: null } }))).not.toBe(places(draw([line('x', [1, 10, 100])])))
    expect(draw([line('x', [1, 10, 100])], { yLog: true })).not.toContain('NaN')
  })
})
