import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import type { Trigger } from './queries.ts'

/** What can be watched, in the order people look for it. */
export const EVENTS: readonly (readonly [string, string])[] = [
  ['RUN_STATE', 'A run changes its state'],
  ['RUN_METRIC', 'A metric crosses a threshold'],
  ['RUN_METRIC_CHANGE', 'A metric changes by an amount'],
  ['RUN_METRIC_ZSCORE', 'A metric leaves its usual range'],
  ['CREATE_ARTIFACT', 'A new version of a collection'],
  ['ADD_ARTIFACT_ALIAS', 'A version gets an alias'],
  ['ADD_ARTIFACT_TAG', 'A version gets a tag'],
  ['REMOVE_ARTIFACT_TAG', 'A version loses a tag'],
  ['LINK_MODEL', 'A version is linked here'],
  ['UNLINK_ARTIFACT', 'A version is unlinked'],
  ['ADD_COLLECTION_TAG', 'A collection gets a tag'],
  ['REMOVE_COLLECTION_TAG', 'A collection loses a tag'],
]

export const STATES = ['FINISHED', 'FAILED', 'RUNNING', 'CRASHED', 'KILLED'] as const

export const isRunEvent = (event: string) => event.startsWith('RUN_')
/** Which text an artifact event may be narrowed by. */
export const narrowedBy = (event: string): 'alias' | 'tag' | null => (event === 'ADD_ARTIFACT_ALIAS' || event === 'LINK_MODEL' ? 'alias' : /_TAG$/.test(event) ? 'tag' : null)

export interface EventDraft {
  event: string
  /** A regular expression over alias or tag; empty for any. */
  pattern: string
  /** Conditions on alias or tag that this form does not offer are kept as they came. */
  otherPattern: string | null
  states: string[]
  metric: string
  aggregate: '' | 'AVERAGE' | 'MIN' | 'MAX'
  window: number
  /** How many values before those a change is measured against. */
  prior: number
  comparison: string
  threshold: string
  direction: 'INCREASE' | 'DECREASE' | 'ANY'
  relative: boolean
  /** Narrows run events to runs whose shown name matches. */
  runName: string
  /** Conditions on runs that this form does not offer are kept as they came. */
  otherRuns: string | null
}

const WINDOWS: Record<string, number> = { RUN_METRIC_CHANGE: 10, RUN_METRIC_ZSCORE: 30 }
const PRIOR = 50

export const newEvent = (event = 'RUN_STATE'): EventDraft => ({ event, pattern: '', otherPattern: null, states: ['FAILED'], metric: '', aggregate: '', window: WINDOWS[event] ?? 5, prior: PRIOR, comparison: '$gt', threshold: '', direction: 'ANY', relative: true, runName: '', otherRuns: null })

/** Null when something is missing. */
export function filterOf(draft: EventDraft): string | null {
  if (!isRunEvent(draft.event)) {
    const key = narrowedBy(draft.event)
    if (draft.otherPattern !== null) return draft.otherPattern
    return JSON.stringify(key && draft.pattern.trim() ? { [key]: { $regex: draft.pattern.trim() } } : {})
  }
  const runs = draft.otherRuns ?? JSON.stringify(draft.runName.trim() ? { display_name: { $contains: draft.runName.trim() } } : {})
  if (draft.event === 'RUN_STATE') return draft.states.length === 0 ? null : JSON.stringify({ run_filter: runs, run_state_filter: { states: draft.states } })
  const threshold = Number(draft.threshold)
  if (draft.metric.trim() === '' || draft.threshold.trim() === '' || !Number.isFinite(threshold)) return null
  return JSON.stringify({ run_filter: runs, run_metric_filter: metricFilter(draft, draft.metric.trim(), threshold) })
}

function metricFilter(draft: EventDraft, name: string, threshold: number): JsonObject {
  if (draft.event === 'RUN_METRIC') return { threshold_filter: { name, agg_op: draft.aggregate || null, window_size: draft.aggregate ? draft.window : 1, cmp_op: draft.comparison, threshold } }
  if (draft.event === 'RUN_METRIC_CHANGE') return { change_filter: { name, agg_op: draft.aggregate || null, current_window_size: draft.aggregate ? draft.window : 1, prior_window_size: draft.aggregate ? draft.prior : 1, change_type: draft.relative ? 'RELATIVE' : 'ABSOLUTE', change_dir: draft.direction, change_amount: threshold } }
  return { zscore_filter: { name, window_size: draft.window, change_dir: draft.direction, threshold } }
}

const text = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

export function readEvent({ eventType, filter }: Trigger['triggeringCondition']): EventDraft {
  const draft = newEvent(eventType)
  const root = parseObject(filter)
  const key = narrowedBy(eventType)
  if (key) {
    // clients wrap the filter of an artifact event once more, as JSON text
    const own = typeof root.filter === 'string' ? parseObject(root.filter) : isObject(root.filter) ? root.filter : root
    const only = unwrapped(own)
    const condition = only[key]
    if (Object.keys(only).length === 1 && isObject(condition) && Object.keys(condition).length === 1 && typeof condition.$regex === 'string') draft.pattern = condition.$regex
    else if (Object.keys(only).length > 0) draft.otherPattern = JSON.stringify(own)
  }
  const given = typeof root.run_filter === 'string' ? parseObject(root.run_filter) : isObject(root.run_filter) ? root.run_filter : {}
  const runs = unwrapped(given)
  const shown = runs.display_name
  if (Object.keys(runs).length === 1 && isObject(shown) && typeof shown.$contains === 'string') draft.runName = shown.$contains
  else if (Object.keys(runs).length > 0) draft.otherRuns = JSON.stringify(given)
  if (isObject(root.run_state_filter) && Array.isArray(root.run_state_filter.states)) draft.states = root.run_state_filter.states.map(String)
  const metric = isObject(root.run_metric_filter) ? Object.values(root.run_metric_filter).find(isObject) : undefined
  if (!metric) return draft
  const aggregate = text(metric.agg_op).toUpperCase()
  return {
    ...draft,
    metric: text(metric.name),
    aggregate: aggregate === 'AVERAGE' || aggregate === 'MIN' || aggregate === 'MAX' ? aggregate : '',
    window: Number(metric.window_size ?? metric.current_window_size) || draft.window,
    prior: Number(metric.prior_window_size) || draft.prior,
    comparison: text(metric.cmp_op, '$gt'),
    threshold: String(metric.threshold ?? metric.change_amount ?? ''),
    direction: (text(metric.change_dir, 'ANY') as EventDraft['direction']),
    relative: metric.change_type !== 'ABSOLUTE',
  }
}

/** Scripts write `{"$or": [{"$and": [x]}]}` for x, and `{"$and": []}` for anything at all. */
function unwrapped(node: JsonObject): JsonObject {
  const [operator, ...more] = Object.keys(node)
  const parts = operator === '$and' || operator === '$or' ? node[operator] : null
  if (more.length > 0 || !Array.isArray(parts)) return node
  if (parts.length === 0) return operator === '$and' ? {} : node
  return parts.length === 1 && isObject(parts[0]) ? unwrapped(parts[0]) : node
}

/** A condition on alias or tag in words. */
export function patternText(filter: string, event: string): string {
  const only = unwrapped(parseObject(filter))
  const condition = only[narrowedBy(event) ?? '']
  if (Object.keys(only).length === 1) {
    const value = isObject(condition) && Object.keys(condition).length === 1 ? (condition.$eq ?? condition.$in) : condition
    if (typeof value === 'string') return value
    if (Array.isArray(value) && value.length > 0) return value.map(String).join(' or ')
  }
  return JSON.stringify(only)
}

const SIGNS: Record<string, string> = { $gt: '>', $gte: '≥', $lt: '<', $lte: '≤', $eq: '=', $ne: '≠' }
export const COMPARISONS = Object.entries(SIGNS)
const AGGREGATES: Record<string, string> = { AVERAGE: 'the mean', MIN: 'the smallest', MAX: 'the largest' }
const DIRECTIONS: Record<string, string> = { INCREASE: 'rises', DECREASE: 'falls', ANY: 'moves' }

/** The condition in a sentence. */
export function eventText(condition: Trigger['triggeringCondition']): string {
  const text = sentence(condition)
  // names of metrics stay as they are
  return /^the /.test(text) ? `T${text.slice(1)}` : text
}

function sentence(condition: Trigger['triggeringCondition']): string {
  const draft = readEvent(condition)
  const named = draft.runName ? ` of runs named “${draft.runName}”` : draft.otherRuns ? ' of certain runs' : ''
  const against = draft.aggregate && draft.prior !== draft.window ? ` against the ${draft.prior} before them` : ''
  const values = draft.aggregate ? `${AGGREGATES[draft.aggregate]} of the last ${draft.window} values of ${draft.metric}` : draft.metric
  switch (draft.event) {
    case 'RUN_STATE': return `A run becomes ${draft.states.map(state => state.toLowerCase()).join(' or ')}${named ? `,${named.slice(3)}` : ''}`
    case 'RUN_METRIC': return `${values} ${SIGNS[draft.comparison] ?? draft.comparison} ${draft.threshold}${named}`
    case 'RUN_METRIC_CHANGE': return `${values} ${DIRECTIONS[draft.direction]} by ${draft.relative ? `${Number((Number(draft.threshold) * 100).toPrecision(6))} %` : draft.threshold}${against}${named}`
    case 'RUN_METRIC_ZSCORE': return `${draft.metric} ${DIRECTIONS[draft.direction]} ${draft.threshold} standard deviations from its last ${draft.window} values${named}`
    default: {
      const label = EVENTS.find(([event]) => event === draft.event)?.[1] ?? draft.event
      return draft.pattern ? `${label} like ${draft.pattern}` : draft.otherPattern !== null ? `${label}: ${patternText(draft.otherPattern, draft.event)}` : label
    }
  }
}
