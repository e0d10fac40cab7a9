import { useEffect, useRef } from 'react'

const SEARCH_EVENT = 'selvedge:search'

export function openSearch() {
  window.dispatchEvent(new Event(SEARCH_EVENT))
}

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return !!element?.closest?.('input:not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]')
}

export function useShortcuts(actions: { onSearch: () => void; onHelp: () => void }) {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const search = () => latest.current.onSearch()
    const key = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        search()
      } else if (!isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        if (event.key === '?') latest.current.onHelp()
        if (event.key === '/') {
          const box = document.querySelector<HTMLInputElement>('[data-main-search]')
          if (box) {
            event.preventDefault()
            box.focus()
            box.select()
          }
        }
      }
    }
    window.addEventListener(SEARCH_EVENT, search)
    window.addEventListener('keydown', key)
    return () => {
      window.removeEventListener(SEARCH_EVENT, search)
      window.removeEventListener('keydown', key)
    }
  }, [])
}
