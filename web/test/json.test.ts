import { describe, expect, it } from 'vitest'
import { parseLenient, parseObject } from '../src/api/json.ts'

describe('parseLenient', () => {
  it('reads bare NaN and infinities as numbers', () => {
    expect(parseLenient('{"a": NaN, "b": [-Infinity, Infinity, 1]}')).toEqual({ a: NaN, b: [-Infinity, Infinity, 1] })
  })

  it('leaves the same words in texts alone', () => {
    expect(parseLenient('{"a": NaN, "NaN": "say \\"NaN\\" or Infinity"}')).toEqual({ a: NaN, NaN: 'say "NaN" or Infinity' })
  })

  it('still refuses what is no JSON', () => expect(() => parseLenient('{"a": NaN')).toThrow())

  it('takes a text without an object as an empty one', () => {
    for (const text of [null, '', 'null', '[1]', '{broken']) expect(parseObject(text)).toEqual({})
  })
})
