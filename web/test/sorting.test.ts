import { describe, expect, it } from 'vitest'
import { isMade } from '../src/rooms/artifacts/names.ts'
import { runsCode } from '../src/rooms/runs/code.ts'
import { orderOf } from '../src/rooms/runs/filters.ts'
import { found } from '../src/rooms/runs/find.ts'
import { turned, withKey, withSort } from '../src/rooms/runs/sorting.ts'
import { newRunset } from '../src/panels/spec.ts'

const key = (name: string, ascending = false, section = 'summary') => ({ key: { section, name }, ascending })

describe('sorting by several keys', () => {
  it('asks the server for all of them in their order', () => {
    expect(orderOf(withSort(newRunset(), [key('loss', true), key('lr.value', false, 'config')]))).toBe('+summary_metrics.loss,-config.lr.value')
    expect(orderOf(withSort(newRunset(), []))).toBe('-createdAt')
  })

  it('adds a key behind the others, turns one in use round, and keeps eight at most', () => {
    const two = withKey([key('a')], key('b'))
    expect(two.map(each => each.key.name)).toEqual(['a', 'b'])
    expect(withKey(two, key('a')).map(each => [each.key.name, each.ascending])).toEqual([['a', true], ['b', false]])
    expect(turned(two, 1)[1]!.ascending).toBe(true)
    expect([...'abcdefghij'].reduce((keys, name) => withKey(keys, key(name)), [] as ReturnType<typeof key>[])).toHaveLength(8)
  })
})

describe('names that are looked for', () => {
  const items = ['val/loss', 'val/accuracy', 'train/loss', 'lr'].map(label => ({ label }))
  const labels = (text: string) => found(items, text).map(each => each.label)

  it('hold the text, match it as a pattern, or have its letters in order', () => {
    expect(labels('loss')).toEqual(['val/loss', 'train/loss'])
    expect(labels('^val/.*y$')).toEqual(['val/accuracy'])
    expect(labels('vacc')).toEqual(['val/accuracy'])
    expect(labels('(')).toEqual([])
    expect(labels('')).toHaveLength(4)
  })
})

describe('the table as a script', () => {
  it('asks for the same runs', () => {
    const code = runsCode({ entity: 'us', project: 'here', filters: '{"$and":[{"config.fast":{"$eq":true}},{"group":null}]}', order: '+summary_metrics.loss' }, 'https://wandb.example.org')
    expect(code).toContain('filters={"$and": [{"config.fast": {"$eq": True}}, {"group": None}]},')
    expect(code).toContain('"us/here",')
    expect(code).toContain('order="+summary_metrics.loss"')
    expect(runsCode({ entity: 'us', project: 'here', filters: '{}', order: '-createdAt' }, '')).not.toContain('filters')
  })
})

describe('types of artifacts', () => {
  it('that the client makes by itself are known', () => {
    expect(['run_table', 'job', 'code', 'wandb-history', 'model', 'dataset'].map(isMade)).toEqual([true, true, true, true, false, false])
  })
})
