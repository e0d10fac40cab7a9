import { useMemo, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react'
import { parseRoute, type Route } from './route.ts'

/** The address bar as the one source of what is shown. */
const listeners = new Set<() => void>()
const notify = () => listeners.forEach(listener => listener())
window.addEventListener('popstate', notify)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const current = () => location.pathname + location.search

/** `?jupyter=true` stays on while one walks about inside the frame. */
export const bare = new URLSearchParams(location.search).get('jupyter') === 'true'

function keepBare(to: string): string {
  if (!bare || to.includes('jupyter=true')) return to
  return to + (to.includes('?') ? '&' : '?') + 'jupyter=true'
}

export function navigate(to: string, options: { replace?: boolean } = {}) {
  const target = keepBare(to)
  if (target === current() && !options.replace) return
  if (options.replace) history.replaceState(null, '', target)
  else history.pushState(null, '', target)
  if (!options.replace) window.scrollTo(0, 0)
  notify()
}

export function useAddress(): string {
  return useSyncExternalStore(subscribe, current)
}

export function useRoute(): Route {
  const address = useAddress()
  const pathname = address.split('?')[0]!
  return useMemo(() => parseRoute(pathname), [pathname])
}

export function useSearchParam(name: string): string | null {
  const address = useAddress()
  return useMemo(() => new URLSearchParams(address.split('?')[1] ?? '').get(name), [address, name])
}

export function setSearchParams(changes: Record<string, string | null>, options: { replace?: boolean } = { replace: true }) {
  const params = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  const text = params.toString()
  navigate(location.pathname + (text ? `?${text}` : ''), options)
}

/** A real link: middle click, Ctrl+click and copying its address work as anywhere. */
export function Link({ to, onClick, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return <a {...rest} href={keepBare(to)} onClick={follow} />
}
