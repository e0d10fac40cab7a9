import type { ReactNode } from 'react'
import { Dialog } from './Dialog.tsx'

interface ConfirmProps { title: string; action: string; busy?: boolean; disabled?: boolean; onConfirm: () => void; onClose: () => void; children: ReactNode }

/** Asked before something goes. */
export function Confirm({ title, action, busy = false, disabled = false, onConfirm, onClose, children }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button danger" disabled={busy || disabled} onClick={onConfirm}>{action}</button>
    </>}>{children}</Dialog>
  )
}
