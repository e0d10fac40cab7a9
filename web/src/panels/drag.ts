import { useState, type DragEvent } from 'react'
import type { ShownPanel } from './layout.ts'

/** Panels in the air are known by this type, so that files and texts are let through. */
export const PANEL_TYPE = 'application/x-selvedge-panel'

export interface Dragged { panel: ShownPanel; section: string }

let current: Dragged | null = null

/** What is dragged within this page: browsers hide the data of a drag until it is dropped. */
export const dragged = { set: (panel: Dragged) => { current = panel }, clear: () => { current = null }, get: () => current }

export function useDropTarget(onDrop: (moved: Dragged) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!current || !event.dataTransfer.types.includes(PANEL_TYPE)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false) },
      onDrop: (event: DragEvent) => {
        setOver(false)
        const moved = current
        if (!moved) return
        event.preventDefault()
        event.stopPropagation()
        dragged.clear()
        onDrop(moved)
      },
    },
  }
}
