import { useOptimistic, useTransition, type ReactNode } from 'react'

interface ToggleProps { checked: boolean; disabled?: boolean; name?: string; children?: ReactNode; onChange: (checked: boolean) => Promise<unknown> }

/**
 * A checkbox of something that the server keeps. What was chosen shows within the click itself, stays while the server is asked and is undone when it refuses:
 * a state that arrives a moment after the click would let the box jump back first. `onChange` tells of failures itself.
 */
export function Toggle({ checked, disabled, name, children, onChange }: ToggleProps) {
  const [shown, show] = useOptimistic(checked)
  const [pending, start] = useTransition()
  const choose = (wish: boolean) => start(async () => {
    show(wish)
    await onChange(wish).catch(() => undefined)
  })
  const box = <input type="checkbox" aria-label={name} checked={shown} disabled={disabled || pending} onChange={event => choose(event.target.checked)} />
  return children === undefined ? box : <label className="check">{box}{children}</label>
}
