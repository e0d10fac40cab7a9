import { useEffect, useState } from 'react'

/** The size of an element in whole pixels, kept up to date; the first result goes into its `ref`. */
export function useSize() {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!element) return
    const watch = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element
      setSize(old => (old.width === clientWidth && old.height === clientHeight ? old : { width: clientWidth, height: clientHeight }))
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [element])
  return [setElement, size] as const
}
