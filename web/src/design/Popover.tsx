import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { createPortal } from 'react-dom'

interface PopoverProps {
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  align?: 'start' | 'end'
  label: string
  className?: string
  /** The anchor is typed into while the layer is open. */
  keepFocus?: boolean
  children: ReactNode
}

/** A layer beside its anchor. Esc and a press elsewhere close it; focus returns to the anchor. */
export function Popover({ anchor, onClose, align = 'start', label, className = '', keepFocus = false, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const layer = box.current!
    const place = () => {
      const from = anchor.current?.getBoundingClientRect()
      if (!from) return
      const { width, height } = layer.getBoundingClientRect()
      const left = align === 'end' ? from.right - width : from.left
      const below = from.bottom + 4
      const top = below + height > innerHeight - 8 && from.top - height - 4 > 8 ? from.top - height - 4 : below
      layer.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`
      layer.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`
    }
    place()
    const resized = new ResizeObserver(place)
    resized.observe(layer)
    window.addEventListener('resize', place)
    return () => {
      resized.disconnect()
      window.removeEventListener('resize', place)
    }
  }, [anchor, align])

  useEffect(() => {
    const layer = box.current!
    const first = layer.querySelector<HTMLElement>('[autofocus], input, button, a, select')
    if (!keepFocus) first?.focus({ preventScroll: true })
    const press = (event: PointerEvent) => {
      const target = event.target as Node
      if (!layer.contains(target) && !anchor.current?.contains(target) && !(target as HTMLElement).closest?.('.popover, dialog')) close.current()
    }
    const key = (event: KeyboardEvent) => {
      if (keepFocus && event.key.startsWith('Arrow')) {
        const items = [...layer.querySelectorAll<HTMLElement>('.menu-item')]
        const next = items.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)
        if (next < 0) anchor.current?.focus()
        else items[next]?.focus()
        event.preventDefault()
      }
      if (event.key === 'Escape') {
        event.stopPropagation()
        close.current()
        anchor.current?.focus()
      }
    }
    document.addEventListener('pointerdown', press)
    layer.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('pointerdown', press)
      layer.removeEventListener('keydown', key)
    }
  }, [anchor, keepFocus])

  // stays inside an open dialog, which is the browser's top layer and would cover anything in the body
  const home = anchor.current?.closest('dialog') ?? document.body
  return createPortal(<div ref={box} className={`popover ${className}`} role="dialog" aria-label={label}>{children}</div>, home)
}

interface MenuButtonProps {
  label: string
  icon: ReactNode
  className?: string
  align?: 'start' | 'end'
  popoverClass?: string
  children: (close: () => void) => ReactNode
}

/** A button that opens a layer; arrow keys walk through the items of a menu. */
export function MenuButton({ label, icon, className = 'icon-button', align = 'start', popoverClass = 'menu', children }: MenuButtonProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <button ref={anchor} type="button" className={className} aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {icon}
      </button>
      {open && (
        <Popover anchor={anchor} onClose={close} align={align} label={label} className={popoverClass}>
          <div onKeyDown={walkItems}>{children(close)}</div>
        </Popover>
      )}
    </>
  )
}

function walkItems(event: React.KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if ((event.target as HTMLElement).tagName === 'SELECT') return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.menu-item:not(:disabled)')]
  if (items.length === 0) return
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = event.key === 'ArrowDown' ? at + 1 : at <= 0 ? items.length - 1 : at - 1
  items[next % items.length]!.focus()
  event.preventDefault()
}
