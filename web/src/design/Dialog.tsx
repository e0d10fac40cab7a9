import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'

interface DialogProps { title: string; onClose: () => void; wide?: boolean; footer?: ReactNode; children: ReactNode }

/** The browser's modal dialog: it keeps focus inside and gives it back, and Esc closes it. */
export function Dialog({ title, onClose, wide = false, footer, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current!
    if (!element.open) element.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${wide ? 'wide' : ''}`}
      aria-labelledby={heading}
      onCancel={event => { event.preventDefault(); onClose() }}
      onClick={event => { if (event.target === dialog.current) onClose() }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}><X size={16} /></button>
      </header>
      <div className="dialog-body">{children}</div>
      {footer ? <footer>{footer}</footer> : <footer />}
    </dialog>
  )
}
