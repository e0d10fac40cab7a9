import type { JsonObject } from '../api/json.ts'
import { parseExpression } from './plot/expression.ts'
import { groupingOf, type Grouping } from './plot/group.ts'
import type { Key, LineConfig, SmoothingType } from './spec.ts'

export interface Smoothing { kind: 'none' | 'ema' | 'timeWeightedEma' | 'gaussian' | 'runningAverage'; parameter: number }

/** What a line plot uses after workspace, section and panel had their say. */
export interface LineSettings {
  xAxis: string
  xMin: number | null
  xMax: number | null
  yMin: number | null
  yMax: number | null
  xLog: boolean
  yLog: boolean
  smoothing: Smoothing
  showOriginal: boolean
  ignoreOutliers: boolean
  maxRuns: number
  legend: boolean
  grouping: Grouping | null
  /** X values are computed from metrics at each step. */
  xExpression: string | null
  /** A sample of the points instead of buckets of all of them. */
  sampled: boolean
  tooltip: TooltipSettings
  /** Plots of one x axis are zoomed together. */
  syncZoom: boolean
  /** How lines of one point each are drawn. */
  lonePoints: 'bars' | 'dots'
}

export interface TooltipSettings { runs: 'single' | 'default' | 'all_runs'; coloured: boolean; whole: boolean }

export const PLAIN_TOOLTIP: TooltipSettings = { runs: 'default', coloured: true, whole: false }

export const SMOOTHINGS: readonly (readonly [SmoothingType, string])[] = [
  ['none', 'None'],
  ['exponentialTimeWeighted', 'Time-weighted EMA'],
  ['exponential', 'EMA'],
  ['gaussian', 'Gaussian'],
  ['average', 'Running average'],
]

const KINDS: Record<SmoothingType, Smoothing['kind']> = { none: 'none', exponentialTimeWeighted: 'timeWeightedEma', exponential: 'ema', gaussian: 'gaussian', average: 'runningAverage' }

/** Slider bounds per kind, in the units the layout document stores: percent for the exponential kinds. */
export const SMOOTHING_RANGE: Record<SmoothingType, { max: number; start: number; unit: string }> = {
  none: { max: 0, start: 0, unit: '' },
  exponentialTimeWeighted: { max: 99, start: 60, unit: '%' },
  exponential: { max: 99, start: 60, unit: '%' },
  gaussian: { max: 50, start: 2, unit: 'σ' },
  average: { max: 1000, start: 10, unit: 'points' },
}

/**
 * Workspace weights are whole percents (the client package accepts integers only), a panel's own weight is a
 * fraction; either form is taken.
 */
export function smoothingOf(type: SmoothingType | null | undefined, weight: number | null | undefined): Smoothing {
  const kind = KINDS[type ?? 'none'] ?? 'none'
  const value = weight ?? 0
  if (kind === 'none' || value <= 0) return { kind: 'none', parameter: 0 }
  if (kind === 'ema' || kind === 'timeWeightedEma') return { kind, parameter: Math.min(value >= 1 ? value / 100 : value, 0.9999) }
  return { kind, parameter: value }
}

const numberOr = (value: unknown, otherwise: number | null) => (typeof value === 'number' && Number.isFinite(value) ? value : otherwise)

const set = (settings: JsonObject, key: string) => (settings[key] == null ? {} : { [key]: settings[key] })

function tooltipOf({ tooltipNumberOfRuns: runs, colorRunNames, fullRunNames }: JsonObject): TooltipSettings {
  return { runs: runs === 'single' || runs === 'all_runs' ? runs : 'default', coloured: colorRunNames !== false, whole: fullRunNames === true }
}

export function lineSettings(workspace: JsonObject, section: JsonObject, panel: LineConfig, defined: string | null = null, table: readonly Key[] = []): LineSettings {
  // a section written with defaults only has not been set by anyone
  const sectionX = section.xAxis !== '_step' ? section.xAxis : undefined
  const sectionSmooths = typeof section.smoothingWeight === 'number' && section.smoothingWeight > 0
  const chosen = (panel.xAxis ?? sectionX ?? workspace.xAxis ?? '_step') as string
  const xExpression = panel.xExpression && parseExpression(panel.xExpression) ? panel.xExpression : null
  const xAxis = xExpression !== null ? '_step' : chosen === '_step' && panel.xAxis == null ? defined ?? '_step' : chosen
  const [type, weight] = panel.smoothingType != null
    ? [panel.smoothingType, panel.smoothingWeight]
    : sectionSmooths
      ? [section.smoothingType, section.smoothingWeight]
      : [workspace.smoothingType, workspace.smoothingWeight]
  return {
    xAxis: xAxis === '_absolute_runtime' ? '_runtime' : xAxis,
    xMin: numberOr(panel.xAxisMin, numberOr(section.xAxisMin, numberOr(workspace.xAxisMin, null))),
    xMax: numberOr(panel.xAxisMax, numberOr(section.xAxisMax, numberOr(workspace.xAxisMax, null))),
    yMin: numberOr(panel.yAxisMin, null),
    yMax: numberOr(panel.yAxisMax, null),
    xLog: panel.xLogScale === true,
    yLog: panel.yLogScale === true,
    smoothing: smoothingOf(type as SmoothingType, weight as number),
    showOriginal: panel.showOriginalAfterSmoothing !== false,
    ignoreOutliers: (panel.ignoreOutliers ?? (section.ignoreOutliers || workspace.ignoreOutliers)) === true,
    maxRuns: numberOr(panel.limit, numberOr(section.maxRuns, numberOr(workspace.maxRuns, 10)))!,
    legend: workspace.suppressLegends !== true,
    xExpression,
    sampled: (panel.pointVisualizationMethod ?? section.pointVisualizationMethod ?? workspace.pointVisualizationMethod) === 'sampling',
    tooltip: tooltipOf({ ...workspace, ...set(section, 'tooltipNumberOfRuns'), ...set(section, 'colorRunNames') }),
    syncZoom: workspace.syncZoom === true,
    lonePoints: (panel.lonePoints ?? section.lonePoints ?? workspace.lonePoints) === 'dots' ? 'dots' : 'bars',
    grouping: groupingOf(panel, table, (section.useRunsTableGroupingInPanels ?? workspace.useRunsTableGroupingInPanels) !== false),
  }
}
