import { describe, expect, it } from 'vitest'
import { WHOLE, zoomed } from '../src/panels/Zoom.tsx'

describe('a picture that is zoomed', () => {
  it('keeps in place what lies under the pointer', () => {
    const at = { x: 100, y: -40 }
    const once = zoomed(WHOLE, 2, at)
    expect(once).toEqual({ scale: 2, x: -100, y: 40 })
    const twice = zoomed(once, 3, at)
    // the point of the picture that lay there before
    expect([(at.x - twice.x) / twice.scale, (at.y - twice.y) / twice.scale]).toEqual([100, -40])
  })

  it('is never smaller than its frame, never larger than forty times, and whole again at the end', () => {
    expect(zoomed({ scale: 1.2, x: 30, y: 10 }, 0.5, { x: 5, y: 5 })).toEqual(WHOLE)
    expect(zoomed(WHOLE, 1000, WHOLE).scale).toBe(40)
  })
})
