import { describe, expect, it } from 'vitest'
import { newRunset } from '../src/panels/spec.ts'
import { filtersToMongo, leavesOf, orderOf, runsetFilter, toV2, type FilterLeaf } from '../src/rooms/runs/filters.ts'
import { hideAll, hideThese, isVisible, selectionFilter, showAll, showOnly, toggle, visibleCount } from '../src/rooms/runs/selection.ts'

const leaf = (section: string, name: string, op: string, value: unknown, more: object = {}) => ({ key: { section, name }, op, value, ...more }) as FilterLeaf

describe('filtersToMongo', () => {
  it('binds AND tighter than OR', () => {
    const filters = toV2([leaf('config', 'lr.value', '>', 0.1), leaf('run', 'state', '=', 'finished', { connector: 'AND' }), leaf('summary', 'loss', '<=', 1, { connector: 'OR' })])
    expect(filtersToMongo(filters)).toEqual({ $or: [{ $and: [{ 'config.lr.value': { $gt: 0.1 } }, { state: 'finished' }] }, { 'summary_metrics.loss': { $lte: 1 } }] })
  })

  it('reads nested groups as scripts write them', () => {
    const filters = { filterFormat: 'filterV2', filters: [leaf('run', 'state', '=', 'running'), { connector: 'AND', filters: [leaf('tags', '__ALL__', '=', 'a'), leaf('tags', '__ALL__', 'IN', ['b', 'c'], { connector: 'OR' })] }] }
    expect(filtersToMongo(filters)).toEqual({ $and: [{ state: 'running' }, { $or: [{ tags: 'a' }, { tags: { $in: ['b', 'c'] } }] }] })
    expect(leavesOf(filters).complex).toBe(true)
  })

  it('reads the older tree', () => {
    const tree = { op: 'OR', filters: [{ op: 'AND', filters: [leaf('run', 'username', '=', 'ada'), leaf('config', 'a.value', '!=', 1)] }] }
    expect(filtersToMongo(tree)).toEqual({ $and: [{ username: 'ada' }, { 'config.a.value': { $ne: 1 } }] })
    expect(leavesOf(tree).leaves).toHaveLength(2)
  })

  it('leaves out what is switched off or not filled in', () => {
    expect(filtersToMongo(toV2([leaf('run', 'state', '=', 'running', { disabled: true }), leaf('run', 'group', '=', '')]))).toBeNull()
  })

  it('takes text for text, not for a pattern', () => {
    expect(filtersToMongo(toV2([leaf('config', 'name.value', 'CONTAINS', 'a.b*')]))).toEqual({ 'config.name.value': { $regex: 'a\\.b\\*' } })
  })

  it('moves relative times by whole minutes', () => {
    const filters = toV2([leaf('run', 'createdAt', 'WITHINSECONDS', 3600)])
    expect(filtersToMongo(filters, Date.UTC(2026, 0, 1, 12, 0, 5))).toEqual(filtersToMongo(filters, Date.UTC(2026, 0, 1, 12, 0, 55)))
    expect(filtersToMongo(filters, Date.UTC(2026, 0, 1, 12, 0, 5))).toEqual({ createdAt: { $gte: '2026-01-01T11:00:00.000Z' } })
  })
})

describe('runset', () => {
  it('joins search and filter', () => {
    const runset = newRunset()
    expect(runsetFilter(runset)).toEqual({})
    runset.search.query = 'a+b'
    expect(runsetFilter(runset)).toEqual({ $or: [{ display_name: { $regex: '(?i)a\\+b' } }, { name: { $regex: '(?i)a\\+b' } }] })
    runset.search.isRegex = true
    expect(JSON.stringify(runsetFilter(runset))).toContain('(?i)a+b')
  })

  it('orders by the first key', () => {
    const runset = newRunset()
    expect(orderOf(runset)).toBe('-createdAt')
    runset.sort.keys = [{ key: { section: 'summary', name: 'val/loss' }, ascending: true }]
    expect(orderOf(runset)).toBe('+summary_metrics.val/loss')
  })
})

describe('selection', () => {
  it('hides a run out of all and shows one out of none', () => {
    let selections = showAll(newRunset().selections)
    selections = toggle(selections, 'a')
    expect([isVisible(selections, 'a'), isVisible(selections, 'b')]).toEqual([false, true])
    expect(selectionFilter(selections)).toEqual({ name: { $nin: ['a'] } })
    expect(visibleCount(selections, 10)).toBe(9)
    selections = toggle(hideAll(selections), 'b')
    expect([isVisible(selections, 'a'), isVisible(selections, 'b')]).toEqual([false, true])
    expect(selectionFilter(selections)).toEqual({ name: { $in: ['b'] } })
  })

  it('understands groups in a tree that a script wrote', () => {
    const selections = { root: 1, bounds: [], tree: ['a', { value: 'g', children: ['b', 'c'] }] }
    expect(['a', 'b', 'c', 'd'].map(run => isVisible(selections, run))).toEqual([false, false, false, true])
  })
})

describe('eyes of many runs', () => {
  it('are closed whichever way they are written down', () => {
    const all = hideThese(showAll(newRunset().selections), ['a', 'b'])
    expect(['a', 'b', 'c'].map(name => isVisible(all, name))).toEqual([false, false, true])
    const some = hideThese(showOnly(newRunset().selections, ['a', 'c']), ['a', 'b'])
    expect(['a', 'b', 'c'].map(name => isVisible(some, name))).toEqual([false, false, true])
  })
})
