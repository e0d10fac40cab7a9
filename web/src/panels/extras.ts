import { isObject, parseObject, type JsonObject } from '../api/json.ts'
import type { MediaKind } from './media.ts'
import type { RunKeys } from '../rooms/runs/queries.ts'

/** What a key holds besides numbers. */
export type Extra = MediaKind | 'histogram' | 'table'

const KINDS: Record<string, Extra> = {
  'image-file': 'image', 'images/separated': 'image',
  'audio-file': 'audio', audio: 'audio',
  'video-file': 'video', videos: 'video',
  'html-file': 'html', html: 'html',
  'plotly-file': 'plotly',
  'object3D-file': 'scene', object3D: 'scene',
  'molecule-file': 'file', molecule: 'file', 'bokeh-file': 'file',
  histogram: 'histogram',
  'table-file': 'table', 'partitioned-table': 'table', 'joined-table': 'table', 'incremental-table-file': 'table',
}

/** Logged keys that hold media, tables or histograms. A single file is told by its last value, lists by their type. */
export function extraKeys(run: Pick<RunKeys, 'historyKeys'>): Map<string, Extra> {
  const found = new Map<string, Extra>()
  for (const [key, about] of Object.entries(run.historyKeys?.keys ?? {})) {
    if (typeof about !== 'object' || about === null) continue
    const last = (about as { previousValue?: unknown }).previousValue
    const types = [...(about.typeCounts ?? []).map(each => each.type), isObject(last) && typeof last._type === 'string' ? last._type : '']
    const kind = types.map(type => KINDS[type]).find(each => each !== undefined)
    if (kind) found.set(key, kind)
  }
  return found
}

/** Charts that a script made with `wandb.plot`: the client leaves their settings in the config. */
export function chartSettings(config: string | null): Map<string, JsonObject> {
  const about = parseObject(config)._wandb
  const value = isObject(about) && isObject(about.value) ? about.value : {}
  const found = new Map<string, JsonObject>()
  for (const [key, chart] of Object.entries(isObject(value.visualize) ? value.visualize : {})) {
    if (isObject(chart) && chart.panel_type === 'Vega2' && isObject(chart.panel_config)) found.set(key, chart.panel_config)
  }
  return found
}

/** The key of the table that a chart is drawn from. */
export function tableKeyOf(chart: JsonObject): string | null {
  const query = isObject(chart.userQuery) && Array.isArray(chart.userQuery.queryFields) ? chart.userQuery.queryFields : []
  const fields = query.filter(isObject).flatMap(field => (Array.isArray(field.fields) ? field.fields.filter(isObject) : []))
  for (const field of fields) {
    if (field.name !== 'summaryTable' && field.name !== 'historyTable') continue
    const key = (Array.isArray(field.args) ? field.args.filter(isObject) : []).find(arg => arg.name === 'tableKey')?.value
    if (typeof key === 'string') return key
  }
  return null
}

/** Panels of logged tables are stored as the expression `runs.summary["key"]`. */
export function tableOfExpression(config: JsonObject): string | null {
  const panel = isObject(config.panel2Config) ? config.panel2Config : {}
  const from = isObject(panel.exp) && isObject(panel.exp.fromOp) ? panel.exp.fromOp : {}
  if (from.name !== 'pick' || !isObject(from.inputs)) return null
  const { obj, key } = from.inputs
  const summary = isObject(obj) && isObject(obj.fromOp) && obj.fromOp.name === 'run-summary'
  return summary && isObject(key) && typeof key.val === 'string' ? key.val : null
}

export function expressionOfTable(key: string): JsonObject {
  const runs = { nodeType: 'var', type: { type: 'list', objectType: 'run' }, varName: 'runs' }
  const summary = { nodeType: 'output', type: 'any', fromOp: { name: 'run-summary', inputs: { run: runs } } }
  return { panel2Config: { exp: { nodeType: 'output', type: 'any', fromOp: { name: 'pick', inputs: { obj: summary, key: { nodeType: 'const', type: 'string', val: key } } }, __userInput: true } } }
}
