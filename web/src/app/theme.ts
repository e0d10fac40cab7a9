import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'light' | 'dark' | 'system'

const KEY = 'selvedge.theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

let choice = stored()

function apply() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
  listeners.forEach(listener => listener())
}

export function isDark(): boolean {
  return choice === 'dark' || (choice === 'system' && system.matches)
}

export function setTheme(next: ThemeChoice) {
  choice = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // not remembered, still applied
  }
  apply()
}

system.addEventListener('change', apply)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useThemeChoice = () => useSyncExternalStore(subscribe, () => choice)
export const useDark = () => useSyncExternalStore(subscribe, isDark)
