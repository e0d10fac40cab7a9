import { describe, expect, it } from 'vitest'
import { encodeColumns } from '../dev/columns.ts'
import { decodeColumns } from '../src/api/columns.ts'

describe('decodeColumns', () => {
  it('reads every column, and NaN and Infinity as they are', () => {
    const [series] = decodeColumns(encodeColumns([{ run: 'r', key: 'loss', rows: 9, exact: false, version: 'v1', columns: { x: Float64Array.of(0, 1, 2), last: Float32Array.of(1, NaN, Infinity), min: Float32Array.of(0.5, NaN, -Infinity), max: Float32Array.of(2, NaN, Infinity), smoothed: Float32Array.of(1, 1, 1) } }]))
    expect(series).toMatchObject({ run: 'r', key: 'loss', rows: 9, count: 3, exact: false, version: 'v1', unchanged: false })
    expect([...series!.x]).toEqual([0, 1, 2])
    expect([...series!.last]).toEqual([1, NaN, Infinity])
    expect([...series!.min]).toEqual([0.5, NaN, -Infinity])
    expect([...series!.smoothed!]).toEqual([1, 1, 1])
  })

  it('takes the last values as bounds of exact points', () => {
    const [series] = decodeColumns(encodeColumns([{ run: 'r', key: 'k', rows: 1, exact: true, version: '', columns: { x: Float64Array.of(4), last: Float64Array.of(7) } }]))
    expect(series!.min).toBe(series!.last)
    expect(series!.smoothed).toBeNull()
  })

  it('reads an unchanged series without columns', () => {
    const [series] = decodeColumns(encodeColumns([{ run: 'r', key: 'k', rows: 5, exact: true, version: 'v', unchanged: true, columns: {} }]))
    expect(series).toMatchObject({ unchanged: true, count: 0 })
  })

  it('refuses what it does not know', () => {
    expect(() => decodeColumns(new ArrayBuffer(4))).toThrow('cut short')
    expect(() => decodeColumns(new ArrayBuffer(64))).toThrow('unknown format')
    expect(() => decodeColumns(encodeColumns([{ run: 'r', key: 'k', rows: 1, exact: true, version: '', columns: {} }]).slice(0, 20))).toThrow('cut short')
  })
})
