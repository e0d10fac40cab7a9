import { isObject, parseObject, type JsonObject } from '../api/json.ts'

/**
 * The layout document of a workspace, as the `wandb-workspaces` package reads and writes it. It is changed only by
 * replacing what is known here; every other key in it is someone else's and goes back as it came.
 */
export type Spec = JsonObject

export type SmoothingType = 'exponentialTimeWeighted' | 'exponential' | 'gaussian' | 'average' | 'none'

export type PlotType = 'line' | 'stacked-area' | 'pct-area'

export interface LineConfig extends JsonObject {
  chartTitle?: string | null
  metrics?: string[] | null
  metricRegex?: string | null
  useMetricRegex?: boolean | null
  xAxis?: string | null
  xAxisMin?: number | null
  xAxisMax?: number | null
  yAxisMin?: number | null
  yAxisMax?: number | null
  xLogScale?: boolean | null
  yLogScale?: boolean | null
  xAxisTitle?: string | null
  yAxisTitle?: string | null
  ignoreOutliers?: boolean | null
  smoothingType?: SmoothingType | null
  smoothingWeight?: number | null
  showOriginalAfterSmoothing?: boolean | null
  limit?: number | null
  /** Whether runs make one line together: by `groupBy`, or all of them. Unset follows the table. */
  aggregate?: boolean | null
  groupBy?: string | null
  groupAgg?: string | null
  groupArea?: string | null
  /** Arithmetic over metrics, drawn in their place. */
  expressions?: string[] | null
  xExpression?: string | null
  plotType?: PlotType | null
  /** Buckets of all points, or a sample of them. */
  pointVisualizationMethod?: 'bucketing-gorilla' | 'sampling' | null
  /** How lines of one point each are drawn; bars if it is not said. */
  lonePoints?: 'bars' | 'dots' | null
  /** Names of lines, with values of their runs: `${run:displayName}, ${config:lr}`. */
  legendTemplate?: string | null
  /** How single lines are drawn, by `<run>:<metric>`. */
  overrideSeriesTitles?: JsonObject | null
  overrideColors?: JsonObject | null
  overrideLineWidths?: JsonObject | null
  overrideMarks?: JsonObject | null
  /** Of media panels. */
  mediaKeys?: string[] | null
}

export interface PanelSpec extends JsonObject { __id__: string; viewType: string; config: LineConfig; isAuto?: boolean | null }

export interface SectionSpec extends JsonObject {
  __id__?: string
  name: string
  isOpen: boolean
  panels: PanelSpec[]
  flowConfig: JsonObject
  localPanelSettings: JsonObject
  pinned?: boolean | null
  defaultName?: string | null
}

export type Goal = 'min' | 'max'

export interface Key { section: string; name: string }

export interface Runset extends JsonObject {
  id: string
  search: { query: string; isRegex?: boolean | null } & JsonObject
  filters: JsonObject
  grouping: Key[]
  sort: { keys: { key: Key; ascending: boolean }[] } & JsonObject
  selections: { root: number; bounds: unknown[]; tree: (string | { value: string; children: string[] })[] } & JsonObject
  runFeed: { columnVisible: Record<string, boolean>; columnPinned: Record<string, boolean>; columnWidths: Record<string, number>; columnOrder: string[]; pageSize: number; /** Which way a column is better, where someone said so. */ columnGoals?: Record<string, Goal | null> } & JsonObject
  baselineRunId?: string | null
  pinnedRunIds?: string[] | null
}

export const LINE_PLOT = 'Run History Line Plot'
export const MEDIA = 'Media Browser'
export const BAR = 'Bar Chart'
export const SCATTER = 'Scatter Plot'
export const PARALLEL = 'Parallel Coordinates Plot'
export const IMPORTANCE = 'Parameter Importance'
export const COMPARER = 'Run Comparer'
export const CODE = 'Code Comparer'
export const SCALAR = 'Scalar Chart'
export const VEGA = 'Vega2'
/** Panels over an expression; those of a logged table are drawn. */
export const TABLE = 'Weave'
export const MARKDOWN = 'Markdown Panel'
export const HIDDEN_PANELS = 'Hidden Panels'
export const DEFAULT_SECTION = 'Charts'
export const SYSTEM_SECTION = 'System'

export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(11)), byte => 'abcdefghijklmnopqrstuvwxyz0123456789'[byte % 36]).join('')
}

const FLOW: JsonObject = { snapToColumns: true, columnsPerPage: 3, rowsPerPage: 2, gutterWidth: 16, boxWidth: 460, boxHeight: 300 }

const LOCAL: JsonObject = { xAxis: '_step', smoothingType: 'none', smoothingWeight: 0, smoothingActive: false, xAxisActive: false, ignoreOutliers: false, useRunsTableGroupingInPanels: true }

/** Tables have many columns: their section gives each the whole width. */
export const TABLES_SECTION = 'Tables'
const WIDE: JsonObject = { columnsPerPage: 1, rowsPerPage: 2, boxHeight: 380 }

export function newSection(name: string, isOpen = true): SectionSpec {
  return { __id__: newId(), name, isOpen, type: 'flow', flowConfig: { ...FLOW, ...(name === TABLES_SECTION ? WIDE : {}) }, sorted: 0, localPanelSettings: { ...LOCAL }, panels: [] }
}

export function newRunset(): Runset {
  return {
    id: newId(),
    name: 'Run set',
    enabled: true,
    search: { query: '' },
    filters: { filterFormat: 'filterV2', filters: [] },
    grouping: [],
    sort: { keys: [{ key: { section: 'run', name: 'createdAt' }, ascending: false }] },
    selections: { root: 1, bounds: [], tree: [] },
    expandedRowAddresses: [],
    runFeed: { version: 2, columnVisible: {}, columnPinned: {}, columnWidths: {}, columnOrder: [], pageSize: 20, onlyShowSelected: false },
  }
}

export function newSpec(): Spec {
  return {
    section: {
      panelBankConfig: {
        state: 1,
        settings: { autoOrganizePrefix: 2, showEmptySections: false, sortAlphabetically: false },
        sections: [],
      },
      panelBankSectionConfig: { name: 'Report Panels', isOpen: false, panels: [], type: 'grid', flowConfig: { ...FLOW }, sorted: 0, localPanelSettings: { ...LOCAL }, pinned: false },
      customRunColors: {},
      name: '',
      runSets: [newRunset()],
      settings: { ...LOCAL, shouldAutoGeneratePanels: true },
      openRunSet: 0,
      openViz: true,
    },
    vizExpanded: false,
    libraryExpanded: true,
  }
}

export function parseSpec(text: string | null): Spec {
  const read = parseObject(text)
  return isObject(read.section) ? read : newSpec()
}

/** A copy of `root` in which the value at `path` went through `change`; missing parents are made. */
export function update<T extends JsonObject>(root: T, path: readonly (string | number)[], change: (value: never) => unknown): T {
  if (path.length === 0) return change(root as never) as T
  const [head, ...rest] = path
  if (Array.isArray(root)) {
    const copy = [...(root as unknown[])]
    copy[head as number] = step(copy[head as number], rest, change)
    return copy as unknown as T
  }
  return { ...root, [head!]: step(root[head as string], rest, change) }
}

function step(child: unknown, rest: readonly (string | number)[], change: (value: never) => unknown): unknown {
  if (rest.length === 0) return change(child as never)
  const parent = isObject(child) || Array.isArray(child) ? child : typeof rest[0] === 'number' ? [] : {}
  return update(parent as JsonObject, rest, change)
}

export const sectionOf = (spec: Spec): JsonObject => (isObject(spec.section) ? spec.section : {})

export function sectionsOf(spec: Spec): SectionSpec[] {
  const bank = sectionOf(spec).panelBankConfig
  const sections = isObject(bank) && Array.isArray(bank.sections) ? bank.sections : []
  return sections.filter(isObject).map(section => ({
    ...section,
    name: typeof section.name === 'string' ? section.name : DEFAULT_SECTION,
    isOpen: section.isOpen !== false,
    panels: Array.isArray(section.panels) ? (section.panels.filter(isObject) as PanelSpec[]) : [],
    flowConfig: isObject(section.flowConfig) ? section.flowConfig : { ...FLOW },
    localPanelSettings: isObject(section.localPanelSettings) ? section.localPanelSettings : {},
  }))
}

export function bankSettings(spec: Spec): JsonObject {
  const bank = sectionOf(spec).panelBankConfig
  return isObject(bank) && isObject(bank.settings) ? bank.settings : {}
}

export function runsetOf(spec: Spec): Runset {
  const sets = sectionOf(spec).runSets
  const first = Array.isArray(sets) && isObject(sets[0]) ? sets[0] : {}
  const blank = newRunset()
  const merged = { ...blank, ...first } as Runset
  merged.runFeed = { ...blank.runFeed, ...(isObject(first.runFeed) ? first.runFeed : {}) } as Runset['runFeed']
  merged.selections = { ...blank.selections, ...(isObject(first.selections) ? first.selections : {}) } as Runset['selections']
  merged.search = { ...blank.search, ...(isObject(first.search) ? first.search : {}) } as Runset['search']
  if (!Array.isArray(merged.sort?.keys)) merged.sort = blank.sort
  if (!Array.isArray(merged.grouping)) merged.grouping = []
  return merged
}

export const changeRunset = (spec: Spec, change: (runset: Runset) => Runset): Spec =>
  update(spec, ['section', 'runSets', 0], () => change(runsetOf(spec)))

export const changeSections = (spec: Spec, change: (sections: SectionSpec[]) => SectionSpec[]): Spec =>
  update(spec, ['section', 'panelBankConfig', 'sections'], () => change(sectionsOf(spec)))

export function customColors(spec: Spec): Record<string, unknown> {
  const colors = sectionOf(spec).customRunColors
  return isObject(colors) ? colors : {}
}

/** Colours that follow from a value of each run: which one, in how many buckets, of which palette. */
export interface ValueColors extends JsonObject {
  /** Spelled as columns are: `summary:loss`, `config:lr.value`. */
  key: string
  value?: 'latest' | 'min' | 'max' | null
  buckets?: number | null
  palette?: string | null
  reversed?: boolean | null
  log?: boolean | null
  /** Bounds between the buckets, where they are not equally wide. */
  bounds?: number[] | null
}

export function valueColors(spec: Spec): ValueColors | null {
  const chosen = sectionOf(spec).keyBasedColors
  return isObject(chosen) && typeof chosen.key === 'string' && chosen.key !== '' ? (chosen as ValueColors) : null
}

export const changeValueColors = (spec: Spec, next: ValueColors | null): Spec => update(spec, ['section', 'keyBasedColors'], () => next)

/** The modern block counts once it holds more than its reference; until then the legacy one does. */
function modernSettings(spec: Spec): JsonObject | null {
  const modern = sectionOf(spec).workspaceSettings
  return isObject(modern) && Object.keys(modern).some(key => key !== 'ref') ? modern : null
}

export function workspaceSettings(spec: Spec): JsonObject {
  const legacy = sectionOf(spec).settings
  return { ...(isObject(legacy) ? legacy : {}), ...(modernSettings(spec) ?? {}) }
}

export function changeSettings(spec: Spec, changes: JsonObject): Spec {
  const legacy = update(spec, ['section', 'settings'], (old: JsonObject | undefined) => ({ ...old, ...changes }))
  return modernSettings(spec) ? update(legacy, ['section', 'workspaceSettings'], (old: JsonObject) => ({ ...old, ...changes })) : legacy
}

export const autoPanels = (spec: Spec): boolean => workspaceSettings(spec).shouldAutoGeneratePanels !== false
