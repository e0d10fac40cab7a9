import { lazy, Suspense, useMemo } from 'react'
import { useRunScope, type DrawnRun } from './runs.ts'
import { SAMPLES, seriesId, useHistory, type HistoryData, type HistoryQuery } from './history.ts'
import type { ShownPanel } from './layout.ts'
import { eventKey, isSystem } from './system.ts'
import type { ColumnSeries } from '../api/columns.ts'
import { ErrorState } from '../design/parts.tsx'
import type { LineSettings } from './settings.ts'
import { Plot, type Zoom } from './plot/Plot.tsx'
import type { PlotLine } from './plot/line.ts'
import { axisTitle } from './plot/axes.ts'
import { parseExpression } from './plot/expression.ts'
import { styled } from './plot/styles.ts'
import { relabelled } from './plot/template.ts'
import { groupLines, isGroup } from './plot/group.ts'

const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3], [12, 4]]

const streamKey = (metric: string) => (isSystem(metric) ? eventKey(metric) : metric)

/** The request that holds what a panel draws; panels with equal settings share one. */
export function panelQuery(scope: { entity: string; project: string; runs: DrawnRun[] }, metrics: string[], settings: LineSettings, options: { buckets: number; range: { min: number; max: number } | null }): HistoryQuery {
  const system = metrics.some(isSystem)
  const runs = drawn(scope.runs, metrics, mostRuns(settings))
  return {
    entity: scope.entity,
    project: scope.project,
    stream: system ? 'events' : 'history',
    x: axisOf(system, settings),
    ...(settings.sampled ? { buckets: SAMPLES, points: 'samples' as const } : { buckets: options.buckets }),
    range: options.range,
    smoothing: settings.smoothing,
    series: runs.flatMap(run => metrics.filter(metric => has(run, metric)).map(metric => ({ run: run.name, key: streamKey(metric) }))),
  }
}

/** System metrics have no steps of the run. */
const axisOf = (system: boolean, settings: LineSettings) => (system && settings.xAxis !== '_timestamp' ? '_runtime' : settings.xAxis)

/** What plots have in common that move their crosshair together. */
export const crosshairAxis = (panel: Pick<ShownPanel, 'system'>, settings: LineSettings) => settings.xExpression ?? axisOf(panel.system, settings)

/** What plots have in common that are zoomed together, if they are. */
export const zoomAxis = (panel: Pick<ShownPanel, 'system'>, settings: LineSettings | null) => (settings?.syncZoom ? crosshairAxis(panel, settings) : null)

/** A group is made of all of its runs that are at hand; the limit is then one of groups. */
export const mostRuns = (settings: LineSettings) => (settings.grouping ? Infinity : settings.maxRuns)

const has = (run: DrawnRun, metric: string) => (isSystem(metric) ? run.systemKeys.includes(metric) : run.keys.get(metric) === true)

/** The first runs of the list that logged the key, up to the limit of the panel. */
export function drawn(runs: DrawnRun[], metrics: string[], most: number): DrawnRun[] {
  return runs.filter(run => metrics.some(metric => has(run, metric))).slice(0, most)
}

export function plotLines(runs: DrawnRun[], metrics: string[], data: HistoryData | undefined, smoothed: boolean): PlotLine[] {
  if (!data) return []
  const lines: PlotLine[] = []
  for (const run of runs) {
    metrics.forEach((metric, index) => {
      const series = data.get(seriesId(run.name, streamKey(metric)))
      if (!series || series.count === 0) return
      const smooth = smoothed && series.smoothed !== null
      lines.push({
        id: `${run.name}\u0000${metric}`,
        run: run.name,
        label: metrics.length > 1 ? `${run.label} · ${metric}` : run.label,
        color: run.color,
        dash: DASHES[index % DASHES.length]!,
        x: series.x,
        y: smooth ? series.smoothed! : series.last,
        original: smooth ? series.last : null,
        min: smooth || !bucketed(series) ? null : series.min,
        max: smooth || !bucketed(series) ? null : series.max,
        ...(bucketed(series) ? { bin: { min: series.min, max: series.max } } : {}),
        rows: series.rows,
        exact: series.exact,
        strong: run.baseline,
      })
    })
  }
  return lines
}

/** Points that stand for several rows each; those of a sample stand for themselves. */
const bucketed = ({ exact, min, last }: ColumnSeries) => !exact && (min.buffer !== last.buffer || min.byteOffset !== last.byteOffset)

type SeriesAt = (key: string, x: number) => number

/** Values of a run's keys by x: keys are joined where they were logged at the same place. */
function valuesAt(run: string, keys: readonly string[], data: HistoryData, smoothed: boolean): { xs: Float64Array; at: SeriesAt } | null {
  const series = keys.map(key => [key, data.get(seriesId(run, streamKey(key)))] as const)
  if (series.some(([, each]) => !each || each.count === 0)) return null
  const maps = new Map(series.map(([key, each]) => {
    const y = smoothed && each!.smoothed ? each!.smoothed : each!.last
    return [key, new Map(Array.from(each!.x, (x, index) => [x, y[index]!] as const))] as const
  }))
  return { xs: series[0]![1]!.x, at: (key, x) => maps.get(key)!.get(x) ?? NaN }
}

function expressionLines(runs: readonly DrawnRun[], texts: readonly string[], data: HistoryData | undefined, smoothed: boolean): PlotLine[] {
  if (!data) return []
  return texts.flatMap((text, index) => {
    const expression = parseExpression(text)
    if (!expression || expression.keys.length === 0) return []
    return runs.flatMap((run): PlotLine[] => {
      const values = valuesAt(run.name, expression.keys, data, smoothed)
      if (!values) return []
      const y = values.xs.map(x => expression.value(key => values.at(key, x)))
      return [{ id: `${run.name}\u0000${text}`, run: run.name, label: texts.length > 1 ? `${run.label} · ${text}` : run.label, color: run.color, dash: DASHES[index % DASHES.length]!, x: values.xs, y, original: null, min: null, max: null, rows: y.length, exact: true, strong: run.baseline }]
    })
  })
}

/** Lines moved to x values that are computed from other metrics of the same step. */
function overExpression(lines: readonly PlotLine[], text: string, data: HistoryData | undefined): PlotLine[] {
  const expression = parseExpression(text)
  if (!data || !expression) return []
  return lines.flatMap(line => {
    const values = expression.keys.length === 0 ? null : valuesAt(line.run, expression.keys, data, false)
    if (!values) return []
    const points = Array.from(line.x, (x, at) => [expression.value(key => values.at(key, x)), line.y[at]!] as const).filter(([x]) => Number.isFinite(x)).sort((left, right) => left[0] - right[0])
    return points.length === 0 ? [] : [{ ...line, x: Float64Array.from(points, point => point[0]), y: Float64Array.from(points, point => point[1]), original: null, min: null, max: null, bin: undefined }]
  })
}

/** Lines of runs, or of the groups that they make. */
export function shownLines(runs: DrawnRun[], panel: Pick<ShownPanel, 'lines' | 'config'>, data: HistoryData | undefined, settings: LineSettings, all: readonly DrawnRun[] = runs, chosen?: ReadonlyMap<string, string>): PlotLine[] {
  const smoothed = settings.smoothing.kind !== 'none'
  const expressions = panel.config.expressions ?? []
  const own = expressions.length > 0 ? expressionLines(runs, expressions, data, smoothed) : plotLines(runs, panel.lines, data, smoothed)
  const lines = settings.xExpression === null ? own : overExpression(own, settings.xExpression, data)
  const named = settings.grouping ? groupLines(lines, runs, settings.grouping, settings.maxRuns, all, chosen) : relabelled(lines, panel.config.legendTemplate, runs, panel.lines.length + expressions.length > 1)
  return styled(named, panel.config)
}

interface LinePanelProps {
  panel: ShownPanel
  settings: LineSettings
  /** What the section's shared request brought. */
  shared: { data: HistoryData | undefined; error: unknown; isFetching: boolean; refetch: () => void }
  zoom: Zoom | null
  onZoom: (zoom: Zoom | null) => void
  buckets: number
}

const WAITING = <div className="plot-wait" role="status" aria-label="Loading chart"><div className="skeleton" /></div>

const PointBars = lazy(() => import('./marks/PointBars.tsx'))

/** Lines of one finite point each, which are read better as bars; a logarithmic axis has no zero for bars to stand on. */
export function lonePoints(lines: readonly PlotLine[], settings: Pick<LineSettings, 'yLog' | 'lonePoints'>): boolean {
  return settings.lonePoints === 'bars' && !settings.yLog && lines.length > 0 && lines.every(line => line.rows === 1 && line.y.length === 1 && Number.isFinite(line.y[0]))
}

/** A zoomed panel asks for its own buckets of the zoomed range; until they come it shows the coarse ones closer. */
export function LinePanel({ panel, settings, shared, zoom, onZoom, buckets }: LinePanelProps) {
  const scope = useRunScope()
  const { runs: scopeRuns, entity, project, groupColors } = scope
  const query = useMemo(
    () => (zoom && settings.xExpression === null ? panelQuery({ entity, project, runs: scopeRuns }, panel.metrics, settings, { buckets, range: zoom.x }) : null),
    [zoom, entity, project, scopeRuns, panel.metrics, settings, buckets],
  )
  const own = useHistory(query, scope.live && query !== null)
  const runs = useMemo(() => drawn(scopeRuns, panel.metrics, mostRuns(settings)), [scopeRuns, panel.metrics, settings])
  const coarse = useMemo(() => shownLines(runs, panel, shared.data, settings, scopeRuns, groupColors), [runs, panel, shared.data, settings, scopeRuns, groupColors])
  const fine = useMemo(() => shownLines(runs, panel, zoom ? own.data : undefined, settings, scopeRuns, groupColors), [runs, panel, own.data, zoom, settings, scopeRuns, groupColors])
  const lines = zoom && fine.length > 0 ? fine : coarse
  const error = shared.error ?? own.error
  if (error && lines.length === 0) return <ErrorState error={error} retry={shared.refetch} title="No data for this chart" />
  if (lines.length === 0) {
    if (shared.isFetching || (shared.data === undefined && runs.length > 0)) return WAITING
    return <p className="plot-empty">{runs.length === 0 ? 'No visible run logged this key' : `No values over ${axisTitle(settings.xAxis)}`}</p>
  }
  const yRange = bounds(settings.yMin, settings.yMax ?? (panel.config.plotType === 'pct-area' ? 100 : null))
  if (!zoom && lonePoints(lines, settings)) {
    return <Suspense fallback={WAITING}><PointBars lines={lines} range={yRange} title={panel.title} metrics={panel.config.yAxisTitle ?? panel.lines.join(', ')} /></Suspense>
  }
  return (
    <Plot
      lines={lines}
      xAxis={crosshairAxis(panel, settings)}
      xLog={settings.xLog}
      yLog={settings.yLog}
      xRange={bounds(settings.xMin, settings.xMax)}
      yRange={yRange}
      xTitle={panel.config.xAxisTitle}
      yTitle={panel.config.yAxisTitle}
      ignoreOutliers={settings.ignoreOutliers}
      showOriginal={settings.showOriginal}
      syncKey={crosshairAxis(panel, settings)}
      tooltip={settings.tooltip}
      zoom={zoom}
      onZoom={onZoom}
      onOpen={(run, newTab) => { if (!isGroup(run)) scope.openRun(run, newTab) }}
      label={panel.title}
    />
  )
}

function bounds(min: number | null, max: number | null) {
  return { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) }
}
