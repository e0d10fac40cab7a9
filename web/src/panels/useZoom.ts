import { useCallback, useSyncExternalStore } from 'react'
import type { Zoom } from './plot/Plot.tsx'
import { useStore } from './store.tsx'

export function useZoom(panel: string, axis: string | null) {
  const { zooms } = useStore()
  const zoom = useSyncExternalStore(zooms.subscribe, () => zooms.of(panel, axis))
  const set = useCallback((next: Zoom | null) => zooms.set(panel, axis, next), [zooms, panel, axis])
  return [zoom, set] as const
}
