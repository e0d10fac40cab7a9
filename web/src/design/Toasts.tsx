import { useSyncExternalStore } from 'react'

interface Toast { id: number; text: string; bad: boolean; action?: { label: string; run: () => void } }

let toasts: Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function change(update: Toast[]) {
  toasts = update
  listeners.forEach(listener => listener())
}

const dismiss = (id: number) => change(toasts.filter(toast => toast.id !== id))

export function toast(text: string, options: { bad?: boolean; action?: Toast['action'] } = {}) {
  const id = next++
  change([...toasts.slice(-3), { id, text, bad: options.bad ?? false, action: options.action }])
  setTimeout(() => dismiss(id), options.action ? 8000 : options.bad ? 7000 : 3500)
}

export function toastFailure(failure: unknown) {
  const requestId = (failure as { requestId?: string | null }).requestId
  toast((failure instanceof Error ? failure.message : String(failure)) + (requestId ? ` (request ${requestId})` : ''), { bad: true })
}

export function Toasts() {
  const shown = useSyncExternalStore(listener => { listeners.add(listener); return () => void listeners.delete(listener) }, () => toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(each => (
        <div key={each.id} className={`toast ${each.bad ? 'bad' : ''}`}>
          <span>{each.text}</span>
          {each.action && <button type="button" onClick={() => { each.action!.run(); dismiss(each.id) }}>{each.action.label}</button>}
        </div>
      ))}
    </div>
  )
}
