import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import { newRunset, type PanelSpec, type Runset } from '../../panels/spec.ts'

/** One block of a report, as the `wandb-workspaces` package writes it. */
export interface Block extends JsonObject { type: string }

export interface ReportSpec { blocks: Block[]; width: string }

export function readReport(text: string | null): ReportSpec {
  const spec = parseObject(text)
  const blocks = (Array.isArray(spec.blocks) ? spec.blocks : []).filter(isObject).filter((block): block is Block => typeof block.type === 'string')
  return { blocks, width: typeof spec.width === 'string' ? spec.width : 'readable' }
}

export const childrenOf = (node: JsonObject): JsonObject[] => (Array.isArray(node.children) ? node.children.filter(isObject) : [])

export function plainText(node: JsonObject): string {
  if (typeof node.text === 'string') return node.text
  if (node.type === 'latex' && typeof node.content === 'string') return node.content
  return childrenOf(node).map(plainText).join('')
}

/** Neighbouring list items make one list. */
export interface Heading { id: string; level: number; text: string }

export function headings(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block, at) => {
    if (block.type !== 'heading') return []
    const own = { id: `heading-${at}`, level: typeof block.level === 'number' ? block.level : 1, text: plainText(block) }
    return own.text === '' ? [] : [own]
  })
}

export interface GridRunset { runset: Runset; name: string; entity: string; project: string }

export interface PanelGrid { runsets: GridRunset[]; active: number; panels: (PanelSpec & { layout: { x: number; y: number; w: number; h: number } })[]; colors: JsonObject; /** As a workspace keeps them, for its own grid. */ valueColors: unknown; hideRunsets: boolean }

/** What a panel grid draws: its panels, and the sets of runs that they may draw. A set without a project is of the report's own. */
export function readGrid(block: Block, home: { entity: string; project: string }): PanelGrid {
  const about = isObject(block.metadata) ? block.metadata : {}
  const bank = isObject(about.panelBankSectionConfig) ? about.panelBankSectionConfig : {}
  const panels = (Array.isArray(bank.panels) ? bank.panels : []).filter(isObject).map((panel, at) => {
    const layout = isObject(panel.layout) ? panel.layout : {}
    const number = (name: string, otherwise: number) => (typeof layout[name] === 'number' ? (layout[name] as number) : otherwise)
    return { ...panel, __id__: typeof panel.__id__ === 'string' && panel.__id__ !== '' ? panel.__id__ : `panel-${at}`, viewType: String(panel.viewType), config: isObject(panel.config) ? panel.config : {}, layout: { x: number('x', (at % 3) * 8), y: number('y', Math.floor(at / 3) * 6), w: number('w', 8), h: number('h', 6) } } as PanelGrid['panels'][number]
  })
  const runsets = (Array.isArray(about.runSets) ? about.runSets : []).filter(isObject).filter(set => set.enabled !== false).map((set, at): GridRunset => {
    const blank = newRunset()
    const project = isObject(set.project) ? set.project : {}
    const runset = { ...blank, ...set, runFeed: { ...blank.runFeed, ...(isObject(set.runFeed) ? set.runFeed : {}) }, search: { ...blank.search, ...(isObject(set.search) ? set.search : {}) }, selections: { ...blank.selections, ...(isObject(set.selections) ? set.selections : {}) } } as Runset
    if (!Array.isArray(runset.grouping)) runset.grouping = []
    if (!Array.isArray(runset.sort?.keys)) runset.sort = blank.sort
    return { runset, name: typeof set.name === 'string' ? set.name : `Run set ${at + 1}`, entity: typeof project.entityName === 'string' && project.entityName !== '' ? project.entityName : home.entity, project: typeof project.name === 'string' && project.name !== '' ? project.name : home.project }
  })
  return { runsets: runsets.length > 0 ? runsets : [{ runset: newRunset(), name: 'Run set', ...home }], active: typeof about.openRunSet === 'number' && about.openRunSet < runsets.length ? about.openRunSet : 0, panels: notOverlapping(panels), colors: isObject(about.customRunColors) ? about.customRunColors : {}, valueColors: about.keyBasedColors ?? null, hideRunsets: about.hideRunSets === true }
}

/** Panels that a script put into one place are laid out one after the other. */
function notOverlapping(panels: PanelGrid['panels']): PanelGrid['panels'] {
  const taken: PanelGrid['panels'][number]['layout'][] = []
  return panels.map(panel => {
    const layout = { ...panel.layout, w: Math.max(1, Math.min(24, panel.layout.w)), x: Math.max(0, Math.min(23, panel.layout.x)) }
    const hits = (place: typeof layout) => taken.some(other => place.x < other.x + other.w && other.x < place.x + place.w && place.y < other.y + other.h && other.y < place.y + place.h)
    for (let guard = 0; hits(layout) && guard < 500; guard++) {
      if (layout.x + 2 * layout.w <= 24) layout.x += layout.w
      else {
        layout.x = 0
        layout.y += 1
      }
    }
    taken.push(layout)
    return { ...panel, layout }
  })
}

/** `Title-of-it--<id>`: the id has lost the padding of its base64. */
export function reportId(slug: string): string {
  const id = slug.slice(slug.lastIndexOf('--') < 0 ? 0 : slug.lastIndexOf('--') + 2)
  return id + '='.repeat((4 - (id.length % 4)) % 4)
}

export function reportSlug(report: { id: string; displayName: string | null; name: string | null }): string {
  const title = (report.displayName || report.name || 'Untitled').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 128)
  return `${title}--${report.id.replace(/=+$/, '')}`
}
