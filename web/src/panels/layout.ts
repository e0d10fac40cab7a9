import type { JsonObject } from '../api/json.ts'
import { naturalOrder } from '../design/format.ts'
import { expressionOfTable, tableKeyOf, tableOfExpression } from './extras.ts'
import { KINDS } from './kinds.ts'
import { parseExpression } from './plot/expression.ts'
import { isSystem } from './system.ts'
import { autoPanels, bankSettings, DEFAULT_SECTION, HIDDEN_PANELS, LINE_PLOT, MEDIA, newSection, sectionsOf, SYSTEM_SECTION, TABLE, TABLES_SECTION, VEGA, type LineConfig, type PanelSpec, type SectionSpec, type Spec } from './spec.ts'

export interface ShownPanel { id: string; title: string; viewType: string; config: LineConfig; /** Keys that the panel needs: those it draws, and those its expressions are made of. */ metrics: string[]; /** Keys that are lines of their own. */ lines: string[]; auto: boolean; system: boolean }

export interface ShownSection { name: string; open: boolean; columns: number; rows: number; height: number; settings: JsonObject; panels: ShownPanel[]; hidden: boolean; pinned: boolean }

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern)
  } catch {
    return null
  }
}

export function metricsOf(config: LineConfig, keys: readonly string[]): string[] {
  if (config.useMetricRegex && config.metricRegex) {
    const pattern = compile(config.metricRegex)
    return pattern ? keys.filter(key => pattern.test(key)) : []
  }
  return (config.metrics ?? []).filter(metric => typeof metric === 'string')
}

export function panelTitle(config: LineConfig): string {
  if (config.chartTitle) return config.chartTitle
  if (config.expressions?.length) return config.expressions.join(', ')
  if (config.useMetricRegex && config.metricRegex) return config.metricRegex
  return (config.metrics ?? []).join(', ') || 'Untitled'
}

function titleOf({ viewType, config }: PanelSpec): string {
  const own = config ?? {}
  return own.chartTitle || KINDS[viewType]?.title(own) || panelTitle(own)
}

/** Logged things that are no numbers, and the charts that scripts made. */
export interface Extras { media: string[]; tables: string[]; charts: [string, JsonObject][] }

export const NO_EXTRAS: Extras = { media: [], tables: [], charts: [] }

/** Charts have names of their own, which may be those of other keys too. */
const chartKey = (table: string | null) => `chart of ${table ?? ''}`

function autoExtras(extras: Extras): { key: string; section: string; panel: PanelSpec }[] {
  const section = (key: string, otherwise: string) => (key.includes('/') ? null : otherwise)
  const make = (key: string, home: string | null, panel: PanelSpec) => ({ key, section: home ?? '', panel })
  return [
    ...extras.media.map(key => make(key, section(key, 'Media'), autoMedia(key))),
    ...extras.tables.map(key => make(key, section(key, TABLES_SECTION), { __id__: autoPanelId(key), viewType: TABLE, config: expressionOfTable(key) })),
    ...extras.charts.map(([, config]) => make(chartKey(tableKeyOf(config)), 'Custom Charts', { __id__: autoPanelId(chartKey(tableKeyOf(config))), viewType: VEGA, config })),
  ]
}

const expressionKeys = (texts: readonly string[]) => texts.flatMap(text => parseExpression(text)?.keys ?? [])

export const autoPanelId = (key: string) => `auto:${key}`

export function autoMedia(key: string): PanelSpec {
  return { __id__: autoPanelId(key), viewType: MEDIA, config: { mediaKeys: [key] } }
}

export function autoPanel(key: string): PanelSpec {
  return { __id__: autoPanelId(key), viewType: LINE_PLOT, config: isSystem(key) ? { metrics: [key], xAxis: '_runtime' } : { metrics: [key] } }
}

export function sectionNameOf(key: string, prefix: unknown): string {
  if (isSystem(key)) return SYSTEM_SECTION
  const cut = prefix === 1 ? key.indexOf('/') : key.lastIndexOf('/')
  return cut > 0 ? key.slice(0, cut) : DEFAULT_SECTION
}

export function shownPanel(panel: PanelSpec, keys: readonly string[], auto: boolean): ShownPanel {
  const config = panel.config ?? {}
  const lines = metricsOf(config, keys)
  const metrics = [...new Set([...expressionKeys(config.expressions ?? []), ...expressionKeys(config.xExpression ? [config.xExpression] : []), ...lines])]
  return { id: panel.__id__, title: titleOf(panel), viewType: panel.viewType, config, metrics, lines, auto, system: metrics.some(isSystem) }
}

/** The single metric a stored panel shows in place of the automatic one. */
function covers(panel: PanelSpec): string | null {
  const config = panel.config ?? {}
  if (panel.viewType === TABLE) return tableOfExpression(config)
  if (panel.viewType === VEGA) return chartKey(tableKeyOf(config))
  if (panel.viewType === MEDIA) return config.mediaKeys?.length === 1 ? config.mediaKeys[0]! : null
  return panel.viewType === LINE_PLOT && !config.useMetricRegex && !config.expressions?.length && config.metrics?.length === 1 ? config.metrics[0]! : null
}

function frame(section: SectionSpec): Omit<ShownSection, 'panels'> {
  const flow = section.flowConfig
  const size = (value: unknown, otherwise: number, most: number) => (typeof value === 'number' && value >= 1 ? Math.min(Math.round(value), most) : otherwise)
  return {
    name: section.name,
    open: section.isOpen,
    columns: size(flow.columnsPerPage, 3, 10),
    rows: size(flow.rowsPerPage, 2, 10),
    height: typeof flow.boxHeight === 'number' ? Math.max(160, Math.min(flow.boxHeight, 900)) : 300,
    settings: section.localPanelSettings,
    hidden: section.name === HIDDEN_PANELS,
    pinned: section.pinned === true,
  }
}

/** Stored sections in their order, each followed by the automatic panels of its prefix; then sections nobody stored. */
export function layoutSections(spec: Spec, keys: readonly string[], extras: Extras = NO_EXTRAS): ShownSection[] {
  const stored = sectionsOf(spec)
  const prefix = bankSettings(spec).autoOrganizePrefix
  const covered = new Set(stored.flatMap(section => section.panels.map(covers)))
  const automatic = new Map<string, ShownPanel[]>()
  if (autoPanels(spec)) {
    const others = new Map(autoExtras(extras).map(each => [each.key, each]))
    for (const key of [...new Set([...keys, ...others.keys()])].sort(naturalOrder)) {
      if (covered.has(key)) continue
      const other = others.get(key)
      const name = other && other.section !== '' ? other.section : sectionNameOf(key, prefix)
      const list = automatic.get(name) ?? []
      list.push(shownPanel(other?.panel ?? autoPanel(key), keys, true))
      automatic.set(name, list)
    }
  }
  const result: ShownSection[] = stored.map(section => {
    const home = section.defaultName ?? section.name
    const own = automatic.get(home) ?? []
    automatic.delete(home)
    return { ...frame(section), panels: [...section.panels.map(panel => shownPanel(panel, keys, false)), ...own] }
  })
  const names = [...automatic.keys()].sort(order)
  const fresh = names.map(name => ({ ...frame(newSection(name)), open: name !== SYSTEM_SECTION || names.length === 1, panels: automatic.get(name)! }))
  // a stored section keeps its place among the stored ones; the others stand where their names belong
  const all = [...result]
  const prefixed = new Set(result.filter(section => section.panels.some(panel => panel.auto)))
  for (const section of fresh) {
    const before = all.findIndex(each => prefixed.has(each) && order(each.name, section.name) > 0)
    all.splice(before < 0 ? all.length : before, 0, section)
    prefixed.add(section)
  }
  if (bankSettings(spec).sortAlphabetically === true) all.forEach(section => section.panels.sort((left, right) => naturalOrder(left.title, right.title)))
  return [...all.filter(each => each.pinned), ...all.filter(each => !each.pinned && !each.hidden), ...all.filter(each => each.hidden)]
    // empty ones that a person made wait for panels; those of keys that are gone do not
    .filter(section => section.panels.length > 0 || (!section.hidden && stored.some(each => each.name === section.name && (each.defaultName == null || (bankSettings(spec).showEmptySections !== false && !autoPanels(spec))))) || bankSettings(spec).showEmptySections === true)
}

/** Sections as they are shown become stored ones, so that one of them can be given another place. */
export function withOrder(sections: SectionSpec[], names: readonly string[]): SectionSpec[] {
  const named = names.map(name => sections.find(section => section.name === name) ?? { ...newSection(name, name !== SYSTEM_SECTION), defaultName: name })
  return [...named, ...sections.filter(section => !names.includes(section.name))]
}

const order = (left: string, right: string) => rank(left) - rank(right) || naturalOrder(left, right)

const rank = (name: string) => (name === DEFAULT_SECTION ? 0 : name === HIDDEN_PANELS ? 3 : name === SYSTEM_SECTION ? 2 : 1)

/** Sections narrowed to panels whose title or metric matches, or with `!` before it to all others; a text that is no regular expression is taken literally. */
export function searchSections(sections: ShownSection[], query: string): ShownSection[] {
  const without = query.startsWith('!')
  const wanted = without ? query.slice(1) : query
  if (wanted.trim() === '') return sections
  const pattern = compile(wanted)
  const literal = wanted.toLowerCase()
  const hit = (text: string) => text.toLowerCase().includes(literal) || (pattern?.test(text) ?? false)
  return sections
    .map(section => ({ ...section, open: without ? section.open : true, panels: section.panels.filter(panel => (hit(panel.title) || panel.metrics.some(hit)) !== without) }))
    .filter(section => section.panels.length > 0)
}

/** A section that exists only because keys were logged becomes a stored one before it is changed. */
export function withSection(sections: SectionSpec[], name: string, change: (section: SectionSpec) => SectionSpec): SectionSpec[] {
  const at = sections.findIndex(section => section.name === name)
  if (at >= 0) return sections.map((section, index) => (index === at ? change(section) : section))
  return [...sections, change({ ...newSection(name), defaultName: name })]
}

/** Changes one panel; an automatic one is stored first, and stays the user's from then on. */
export function withPanel(sections: SectionSpec[], sectionName: string, panel: ShownPanel, change: (panel: PanelSpec) => PanelSpec): SectionSpec[] {
  return withSection(sections, sectionName, section => {
    if (!panel.auto) return { ...section, panels: section.panels.map(each => (each.__id__ === panel.id ? change(each) : each)) }
    const stored: PanelSpec = { __id__: panel.id.replace('auto:', 'own:'), viewType: panel.viewType, config: panel.config, isAuto: false }
    return { ...section, panels: [...section.panels, change(stored)] }
  })
}

/** Removed panels of logged keys go to the hidden section, or automatic layout would bring them back at once. */
export function withoutPanel(sections: SectionSpec[], sectionName: string, panel: ShownPanel): SectionSpec[] {
  const kept = sections.map(section => (section.name === sectionName ? { ...section, panels: section.panels.filter(each => each.__id__ !== panel.id) } : section))
  const key = covers({ __id__: panel.id, viewType: panel.viewType, config: panel.config })
  if (sectionName === HIDDEN_PANELS || key === null) return kept
  const gone: PanelSpec = { __id__: panel.id.replace('auto:', 'own:'), viewType: panel.viewType, config: panel.config, isAuto: false }
  return withSection(kept, HIDDEN_PANELS, section => ({ ...section, isOpen: false, panels: [...section.panels, gone] }))
}

/** Brings a hidden panel back to where its key belongs. */
export function restorePanel(sections: SectionSpec[], panel: ShownPanel): SectionSpec[] {
  return sections.map(section => (section.name === HIDDEN_PANELS ? { ...section, panels: section.panels.filter(each => each.__id__ !== panel.id) } : section))
}

/** The panel as it is stored once somebody has placed it. */
const placed = (panel: ShownPanel, stored: readonly PanelSpec[]): PanelSpec =>
  stored.find(each => each.__id__ === panel.id) ?? { __id__: panel.id.replace('auto:', 'own:'), viewType: panel.viewType, config: panel.config, isAuto: false }

/**
 * Puts a panel into a section before another of its panels, or at the end. The panels of that section are stored in the
 * order in which they are seen: where one has been placed by hand, none moves by itself.
 */
export function withMoved(sections: SectionSpec[], shown: readonly ShownSection[], panel: ShownPanel, to: string, before: string | null): SectionSpec[] {
  const all = sections.flatMap(section => section.panels)
  const own = placed(panel, all)
  const target = (shown.find(section => section.name === to)?.panels ?? []).filter(each => each.id !== panel.id)
  const at = before === null ? -1 : target.findIndex(each => each.id === before)
  const order = target.map(each => placed(each, all))
  order.splice(at < 0 ? order.length : at, 0, own)
  const without = sections.map(section => ({ ...section, panels: section.panels.filter(each => each.__id__ !== panel.id) }))
  return withSection(without, to, section => ({ ...section, panels: order }))
}

/** A new section beside one that is shown. */
export function withNewSection(sections: SectionSpec[], shown: readonly ShownSection[], beside: string, below: boolean): SectionSpec[] {
  const names = shown.map(each => each.name)
  let name = 'New section'
  for (let number = 2; names.includes(name); number++) name = `New section ${number}`
  const ordered = withOrder(sections, names)
  const at = ordered.findIndex(section => section.name === beside) + (below ? 1 : 0)
  return [...ordered.slice(0, at), newSection(name), ...ordered.slice(at)]
}
