import { byPlace } from '../src/panels/history.ts'
import { foreignName, foreignPin, runHref } from '../src/panels/foreign.ts'
import { describe, expect, it } from 'vitest'
import { baselineOf, MOST_PINS, pinsOf, readPin, withBaseline, withPin } from '../src/panels/pins.ts'
import { newRunset } from '../src/panels/spec.ts'

const home = { entity: 'ada', project: 'digits' }
const id = (run: string, project = 'digits', entity = 'ada') => btoa(`Run:v1:${run}:${project}:${entity}`)
const at = (run: string) => ({ run, ...home })

describe('pinned runs', () => {
  it('are read from the ids that the client package writes, and from bare ones', () => {
    expect(readPin(id('abc1234'), home)).toEqual(at('abc1234'))
    expect(readPin(id('a:b', 'other', 'team'), home)).toEqual({ run: 'a:b', project: 'other', entity: 'team' })
    for (const bare of ['abc1234', 'abcd', '1mbku38n', 'ünïcode']) expect(readPin(bare, home)).toEqual(at(bare))
  })

  it('stand in their order behind the baseline, each once', () => {
    const runset = { ...newRunset(), pinnedRunIds: [id('a'), id('b'), 'a'], baselineRunId: id('b') }
    expect(pinsOf(runset, home).map(pin => pin.run)).toEqual(['b', 'a'])
    expect(pinsOf({ ...runset, pinnedRunIds: Array.from({ length: 30 }, (_, each) => id(`r${each}`)) }, home)).toHaveLength(MOST_PINS)
  })

  it('are written as they were read, and what nobody here knows stays', () => {
    const runset = { ...newRunset(), pinnedRunIds: [id('a'), id('x', 'other', 'team')], somebodys: { key: 1 } }
    const more = withPin(runset, home, at('ü'), true)
    expect(more.pinnedRunIds).toEqual([id('a'), id('x', 'other', 'team'), 'UnVuOnYxOsO8OmRpZ2l0czphZGE='])
    expect(pinsOf(more, home).at(-1)).toEqual(at('ü'))
    expect(withPin(more, home, at('a'), false).pinnedRunIds).toEqual(more.pinnedRunIds!.slice(1))
    expect(more.somebodys).toEqual({ key: 1 })
  })

  it('hold the baseline, which goes when it is let go', () => {
    const runset = withBaseline(newRunset(), home, at('a'))
    expect(runset).toMatchObject({ baselineRunId: id('a'), pinnedRunIds: [id('a')] })
    expect(withBaseline(runset, home, null)).toMatchObject({ baselineRunId: null, pinnedRunIds: [id('a')] })
    expect(baselineOf(withPin(runset, home, at('a'), false), home)).toBeNull()
  })
})

describe('lines of runs of other projects', () => {
  const query = { entity: 'us', project: 'here', stream: 'history', x: '_step', buckets: 10, range: null, smoothing: { kind: 'none', parameter: 0 }, series: [{ run: 'own', key: 'loss' }, { run: 'them/there/far', key: 'loss' }, { run: 'them/there/far', key: 'acc' }] } as const

  it('are asked for in their own projects', () => {
    expect(byPlace(structuredClone(query) as never).map(({ prefix, query: { entity, project, series } }) => [prefix, entity, project, series.map(each => `${each.run} ${each.key}`)])).toEqual([
      ['', 'us', 'here', ['own loss']],
      ['them/there/', 'them', 'there', ['far loss', 'far acc']],
    ])
  })

  it('lead to their own pages', () => {
    expect(runHref({ entity: 'us', project: 'here' }, 'own')).toBe('/us/here/runs/own')
    expect(runHref({ entity: 'us', project: 'here' }, 'them/there/far')).toBe('/them/there/runs/far')
    expect(foreignPin('own')).toBeNull()
    expect(foreignPin(foreignName({ run: 'far', entity: 'them', project: 'there' }))).toEqual({ run: 'far', entity: 'them', project: 'there' })
  })
})
