import { describe, expect, it } from 'vitest'
import { OTHERS, runColor } from '../src/design/colors.ts'
import { colorOf, evenBounds, NO_VALUE, PALETTES, paletteColors, scaleOf } from '../src/panels/colors/scale.ts'
import { changeValueColors, newSpec, valueColors } from '../src/panels/spec.ts'

const key = 'summary:loss'

describe('colours by a value', () => {
  it('divide the range of a number into buckets of equal width', () => {
    expect(evenBounds([0, 1, 0.3], 4)).toEqual([0.25, 0.5, 0.75])
    const scale = scaleOf([0, 0.1, 0.9, 1, null, NaN], { key, buckets: 4 })
    expect(scale.buckets.map(bucket => bucket.below)).toEqual([0.25, 0.5, 0.75, null])
    expect(scale.buckets.map(bucket => bucket.label)).toEqual(['below 0.25', '0.25 to 0.5', '0.5 to 0.75', '0.75 and more'])
    expect(scale.without).toBe(2)
    expect([0.24, 0.25, 1, 7, -3].map(value => scale.buckets.findIndex(bucket => bucket.color === colorOf(scale, value)))).toEqual([0, 1, 3, 3, 0])
    expect([null, undefined, NaN].map(value => colorOf(scale, value))).toEqual([NO_VALUE, NO_VALUE, NO_VALUE])
  })

  it('divide by the logarithm where that was asked for, and evenly where a value is not positive', () => {
    expect(evenBounds([0.001, 1], 3, true).map(bound => Number(bound.toPrecision(6)))).toEqual([0.01, 0.1])
    expect(evenBounds([0, 1], 2, true)).toEqual([0.5])
  })

  it('take bounds of their own as long as those rise and fit the buckets', () => {
    const values = [0, 100]
    const bounds = (own: number[]) => scaleOf(values, { key, buckets: 3, bounds: own }).buckets.map(bucket => bucket.below)
    expect(bounds([10, 20])).toEqual([10, 20, null])
    for (const wrong of [[20, 10], [10], [5, 5], [1, NaN]]) expect(bounds(wrong)[0]).toBeCloseTo(100 / 3)
  })

  it('have 2 to 8 buckets, whatever is written', () => {
    expect([1, 99, null].map(buckets => scaleOf([0, 1], { key, buckets }).buckets.length)).toEqual([2, 8, 5])
  })

  it('give names a colour each, the eight most frequent ones', () => {
    const scale = scaleOf(['sgd', 'adam', 'adam', null, true], { key: 'config:optimizer.value' })
    expect(scale.kind).toBe('names')
    expect(scale.buckets.map(bucket => bucket.label)).toEqual(['adam', 'sgd', 'true'])
    expect(new Set(['sgd', 'adam', true].map(value => colorOf(scale, value))).size).toBe(3)
    const many = scaleOf([...Array.from({ length: 20 }, (_, at) => `name ${at}`), 'name 17'], { key })
    expect(many.buckets).toHaveLength(8)
    expect(many.buckets.some(bucket => bucket.label === 'name 17')).toBe(true)
    expect(many.without).toBe(12)
  })

  it('run over the whole palette, from either end', () => {
    const ends = PALETTES.plasma!
    expect(paletteColors('plasma', 8)[0]).toBe(ends[0])
    expect(paletteColors('plasma', 8)[7]).toBe(ends.at(-1))
    expect(paletteColors('plasma', 3, true)).toEqual(paletteColors('plasma', 3).reverse())
    expect(paletteColors('of a newer version', 2)).toEqual(paletteColors('viridis', 2))
  })

  it('are kept in the view beside all that it held', () => {
    const spec = { ...newSpec(), ours: 1 }
    const next = changeValueColors(spec, { key, value: 'min' })
    expect(valueColors(next)).toEqual({ key, value: 'min' })
    expect(next.ours).toBe(1)
    expect(valueColors(changeValueColors(next, null))).toBeNull()
    expect(valueColors(newSpec())).toBeNull()
  })

  it('paint runs that were not asked for as those without a value', () => {
    expect(runColor({ id: '', name: 'a' }, { a: '#111111', [OTHERS]: NO_VALUE })).toBe('#111111')
    expect(runColor({ id: '', name: 'b' }, { a: '#111111', [OTHERS]: NO_VALUE })).toBe(NO_VALUE)
  })
})
