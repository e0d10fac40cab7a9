import { describe, expect, it } from 'vitest'
import { eventText, filterOf, newEvent, readEvent } from '../src/rooms/automations/events.ts'

const text = (eventType: string, filter: unknown) => eventText({ eventType, filter: JSON.stringify(filter) })

describe('conditions of automations', () => {
  it('are read as clients and servers write them', () => {
    expect(text('ADD_ARTIFACT_ALIAS', { filter: JSON.stringify({ alias: { $regex: '^production$' } }) })).toBe('A version gets an alias like ^production$')
    expect(text('ADD_ARTIFACT_ALIAS', { $or: [{ $and: [{ alias: { $regex: 'best' } }] }] })).toBe('A version gets an alias like best')
    expect(text('RUN_STATE', { run_filter: '{}', run_state_filter: { states: ['FAILED', 'CRASHED'] } })).toBe('A run becomes failed or crashed')
    expect(text('RUN_METRIC', { run_filter: '{}', run_metric_filter: { threshold_filter: { name: 'val/loss', agg_op: 'AVERAGE', window_size: 5, cmp_op: '$gt', threshold: 10 } } })).toBe('The mean of the last 5 values of val/loss > 10')
    expect(text('RUN_METRIC', { run_filter: '{"$and":[]}', run_metric_filter: { threshold_filter: { name: 'eval.acc', agg_op: null, window_size: 1, cmp_op: '$gt', threshold: 0.5 } } })).toBe('eval.acc > 0.5')
    expect(text('ADD_ARTIFACT_ALIAS', { filter: '{"$or":[{"$and":[{"alias":{"$in":["a1","a2"]}}]}]}' })).toBe('A version gets an alias: a1 or a2')
    expect(text('ADD_ARTIFACT_TAG', { filter: '{"$or":[{"$and":[]}]}' })).toBe('A version gets a tag')
    expect(text('RUN_METRIC_CHANGE', { run_metric_filter: { change_filter: { name: 'acc', agg_op: null, change_type: 'RELATIVE', change_dir: 'DECREASE', change_amount: 0.1 } } })).toBe('acc falls by 10 %')
  })

  it.each(['RUN_STATE', 'RUN_METRIC', 'RUN_METRIC_CHANGE', 'RUN_METRIC_ZSCORE', 'ADD_ARTIFACT_TAG'])('of %s come back as they were set', event => {
    const draft = { ...newEvent(event), ...(event.startsWith('RUN_') ? { runName: 'big' } : { pattern: '^a' }), ...(/METRIC/.test(event) ? { metric: 'loss', threshold: '3', aggregate: event === 'RUN_METRIC_ZSCORE' ? ('' as const) : ('MAX' as const), window: 7 } : {}) }
    expect(readEvent({ eventType: event, filter: filterOf(draft)! })).toEqual(draft)
  })

  it('that this form does not offer are kept', () => {
    const filter = JSON.stringify({ run_filter: '{"user.username":"ada"}', run_state_filter: { states: ['FAILED'] } })
    expect(JSON.parse(filterOf(readEvent({ eventType: 'RUN_STATE', filter }))!)).toEqual(JSON.parse(filter))
  })

  it.each([['$eq', 'gold'], ['$in', ['gold', 'silver']]])('on a tag by %s stay as exact as they were', (operator, value) => {
    const own = { $or: [{ $and: [{ tag: { [operator as string]: value } }] }] }
    const read = readEvent({ eventType: 'ADD_ARTIFACT_TAG', filter: JSON.stringify({ filter: JSON.stringify(own) }) })
    expect(JSON.parse(filterOf(read)!)).toEqual(own)
  })

  it('on a change keep both of their windows', () => {
    const filter = { run_filter: '{}', run_metric_filter: { change_filter: { name: 'acc', agg_op: 'AVERAGE', current_window_size: 3, prior_window_size: 20, change_type: 'ABSOLUTE', change_dir: 'ANY', change_amount: 1 } } }
    expect(JSON.parse(filterOf(readEvent({ eventType: 'RUN_METRIC_CHANGE', filter: JSON.stringify(filter) }))!)).toEqual(filter)
    expect([newEvent('RUN_METRIC').window, newEvent('RUN_METRIC_CHANGE').window, newEvent('RUN_METRIC_CHANGE').prior, newEvent('RUN_METRIC_ZSCORE').window]).toEqual([5, 10, 50, 30])
  })

  it('want all that they need', () => {
    expect(filterOf(newEvent('RUN_METRIC'))).toBeNull()
    expect(filterOf({ ...newEvent('RUN_STATE'), states: [] })).toBeNull()
  })
})
