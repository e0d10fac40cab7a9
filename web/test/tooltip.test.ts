import { describe, expect, it } from 'vitest'
import { plotLines } from '../src/panels/LinePanel.tsx'
import { seriesId } from '../src/panels/history.ts'
import { shownRows, type TooltipRow } from '../src/panels/plot/Tooltip.tsx'
import type { DrawnRun } from '../src/panels/runs.ts'
import { lineSettings } from '../src/panels/settings.ts'

const rows = Array.from({ length: 100 }, (_, at) => ({ id: String(at), near: at === 50 }) as TooltipRow)
const ids = (shown: readonly TooltipRow[]) => shown.map(row => Number(row.id))

describe('the tooltip of a plot', () => {
  it('shows the nearest run, those around it, or all that fit', () => {
    expect(ids(shownRows(rows, 'single'))).toEqual([50])
    expect(ids(shownRows(rows, 'default'))).toEqual(Array.from({ length: 12 }, (_, at) => 44 + at))
    expect(shownRows(rows, 'all_runs')).toHaveLength(60)
    expect(shownRows(rows.slice(0, 20), 'all_runs')).toHaveLength(20)
  })

  it('follows workspace and section', () => {
    expect(lineSettings({}, {}, {}).tooltip).toEqual({ runs: 'default', coloured: true, whole: false })
    const workspace = { tooltipNumberOfRuns: 'all_runs', colorRunNames: false, fullRunNames: true }
    expect(lineSettings(workspace, {}, {}).tooltip).toEqual({ runs: 'all_runs', coloured: false, whole: true })
    expect(lineSettings(workspace, { tooltipNumberOfRuns: 'single', colorRunNames: true }, {}).tooltip).toEqual({ runs: 'single', coloured: true, whole: true })
  })
})

describe('points of a line', () => {
  it('are a sample where panel, section or workspace says so, the nearest of them first', () => {
    const [sampling, full] = [{ pointVisualizationMethod: 'sampling' as const }, { pointVisualizationMethod: 'bucketing-gorilla' as const }]
    expect(lineSettings({}, {}, {}).sampled).toBe(false)
    expect(lineSettings(sampling, {}, {}).sampled).toBe(true)
    expect(lineSettings(sampling, full, {}).sampled).toBe(false)
    expect(lineSettings(sampling, full, sampling).sampled).toBe(true)
  })

  it('have a bin only where they stand for several rows', () => {
    const last = Float64Array.of(1, 2)
    const series = { run: 'r', key: 'k', count: 2, rows: 9, version: '', unchanged: false, x: Float64Array.of(4, 8), last, smoothed: null }
    const runs = [{ name: 'r', label: 'r', color: '#000' } as DrawnRun]
    const line = (more: { exact: boolean; min: Float64Array; max: Float64Array }) => plotLines(runs, ['k'], new Map([[seriesId('r', 'k'), { ...series, ...more }]]), false)[0]!
    expect(line({ exact: false, min: Float64Array.of(0, 0), max: Float64Array.of(3, 3) }).bin).toBeDefined()
    expect(line({ exact: false, min: last, max: last }).bin).toBeUndefined()
    expect(line({ exact: false, min: last, max: last }).min).toBeNull()
    expect(line({ exact: true, min: last, max: last }).bin).toBeUndefined()
  })
})
