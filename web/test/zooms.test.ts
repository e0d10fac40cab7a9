import { describe, expect, it } from 'vitest'
import { Zooms } from '../src/panels/zooms.ts'

const zoom = { x: { min: 2, max: 3 }, y: { min: 0, max: 1 } }

describe('zoomed plots', () => {
  it('zoom alone, and a panel keeps its own wherever it is drawn', () => {
    const zooms = new Zooms()
    zooms.set('loss', null, zoom)
    expect(zooms.of('loss', null)).toBe(zoom)
    expect(zooms.of('acc', null)).toBeNull()
    zooms.set('loss', null, null)
    expect(zooms.of('loss', null)).toBeNull()
  })

  it('zoom together along x where that is wanted, each with a height of its own', () => {
    const zooms = new Zooms()
    zooms.set('loss', '_step', zoom)
    expect(zooms.of('loss', '_step')).toBe(zoom)
    expect(zooms.of('acc', '_step')).toEqual({ x: zoom.x, y: null })
    expect(zooms.of('acc', '_step')).toBe(zooms.of('acc', '_step'))
    expect(zooms.of('acc', '_runtime')).toBeNull()
  })

  it('are whole again together', () => {
    const zooms = new Zooms()
    zooms.set('loss', '_step', zoom)
    zooms.set('acc', '_step', null)
    expect(zooms.of('loss', '_step')).toBeNull()
  })
})
