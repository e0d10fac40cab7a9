import { useSyncExternalStore } from 'react'

/** The run under the mouse, in whichever chart or list that is. Charts read it without rendering again. */
let hovered: string | null = null
const listeners = new Set<() => void>()

export function setHovered(run: string | null) {
  if (run === hovered) return
  hovered = run
  listeners.forEach(listener => listener())
}

export const getHovered = () => hovered

export function onHover(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useHovered = () => useSyncExternalStore(onHover, getHovered)
