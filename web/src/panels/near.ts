import { useEffect, useRef, useState } from 'react'

/** Margins count only around the observer's root: an element inside another scroller is cut off before they apply. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return null
}

/** Whether an element is near the viewport; it starts counting a screen before it is seen. */
export function useNear(margin = '500px') {
  const element = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const watch = new IntersectionObserver(entries => setNear(entries[entries.length - 1]!.isIntersecting), { root: scrollerOf(element.current!), rootMargin: margin })
    watch.observe(element.current!)
    return () => watch.disconnect()
  }, [margin])
  return [element, near] as const
}
