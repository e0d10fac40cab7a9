import { Link2, Link2Off } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { number } from '../design/format.ts'
import { changeSettings, workspaceSettings } from './spec.ts'
import { useStore, useWorkspace } from './store.tsx'

/** The step at which panels stand that move together. */
let shared: number | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function share(step: number | null) {
  shared = step
  listeners.forEach(listener => listener())
}

export interface StepChoice { steps: readonly number[]; index: number; step: number | undefined; together: boolean; move: (index: number) => void }

/** Which of its steps a panel of media or tables shows: the newest until someone moves the slider, here or in a panel that moves along. */
export function useStep(steps: readonly number[]): StepChoice {
  const { spec } = useWorkspace()
  const together = workspaceSettings(spec).syncMediaSteps === true
  const [own, setOwn] = useState<number | null>(null)
  const common = useSyncExternalStore(subscribe, () => shared)
  const wanted = together ? common : own
  const last = steps.length - 1
  // a panel that was not logged at that step shows what it had by then, like its items do
  const index = wanted === null ? last : Math.max(0, steps.findLastIndex(each => each <= wanted))
  const move = (next: number) => {
    if (together) share(steps[next] ?? null)
    else setOwn(next === last ? null : steps[next] ?? null)
  }
  return { steps, index, step: steps[index], together, move }
}

export function StepSlider({ choice: { steps, index, step, together, move } }: { choice: StepChoice }) {
  const store = useStore()
  if (steps.length < 2 || step === undefined) return null
  const label = together ? 'Move this panel alone' : 'Move all panels to the same step'
  return (
    <div className="media-slider">
      <span className="num muted">Step {number(step)}</span>
      <input type="range" min={0} max={steps.length - 1} value={index} aria-label="Step" aria-valuetext={`Step ${step}`} onChange={event => move(Number(event.target.value))} />
      <button type="button" className="icon-button" aria-label={label} title={label} aria-pressed={together} onClick={() => { share(step); store.adjust(spec => changeSettings(spec, { syncMediaSteps: !together })) }}>{together ? <Link2 size={13} /> : <Link2Off size={13} />}</button>
    </div>
  )
}
