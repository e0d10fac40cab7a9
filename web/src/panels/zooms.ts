import type { Zoom } from './plot/Plot.tsx'

/** The zoomed ranges of a page's plots: a panel keeps its own on the whole screen, and plots of one x axis may move together. */
export class Zooms {
  private readonly own = new Map<string, Zoom>()
  private readonly common = new Map<string, Zoom['x']>()
  private readonly mixed = new Map<string, Zoom>()
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** @param axis what plots zoom together by; null where each zooms alone */
  of(panel: string, axis: string | null): Zoom | null {
    const own = this.own.get(panel) ?? null
    if (axis === null) return own
    const x = this.common.get(axis)
    if (!x) return null
    if (own?.x === x) return own
    // the same object each time: who asks compares by identity
    const before = this.mixed.get(panel)
    if (before?.x === x) return before
    const zoom = { x, y: null }
    this.mixed.set(panel, zoom)
    return zoom
  }

  set(panel: string, axis: string | null, zoom: Zoom | null) {
    if (zoom) this.own.set(panel, zoom)
    else this.own.delete(panel)
    if (axis !== null && zoom) this.common.set(axis, zoom.x)
    else if (axis !== null) this.common.delete(axis)
    this.listeners.forEach(listener => listener())
  }
}
