import { useCallback, useEffect, useRef, useState } from 'react'
import { isTyping } from '../../../app/shortcuts.ts'

const MOST = 100
const PAUSE = 1_000

/** A value with its former states. What is typed without a pause is one step. */
export function useUndo<Value>(first: Value) {
  const [value, setValue] = useState(first)
  const past = useRef<Value[]>([])
  const future = useRef<Value[]>([])
  const typed = useRef(0)
  const now = useRef(value)
  now.current = value
  const set = useCallback((next: Value, typing = false) => {
    const pause = Date.now() - typed.current > PAUSE
    if (!typing || pause) past.current = [...past.current.slice(1 - MOST), now.current]
    typed.current = typing ? Date.now() : 0
    future.current = []
    now.current = next
    setValue(next)
  }, [])
  const step = useCallback((from: typeof past, to: typeof past) => {
    const next = from.current.pop()
    if (next === undefined) return
    to.current.push(now.current)
    typed.current = 0
    now.current = next
    setValue(next)
  }, [])
  const undo = useCallback(() => step(past, future), [step])
  const redo = useCallback(() => step(future, past), [step])
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      // fields undo their own typing
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const letter = event.key.toLowerCase()
      if (letter === 'z' && !event.shiftKey) undo()
      else if (letter === 'y' || (letter === 'z' && event.shiftKey)) redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', key)
    return () => window.removeEventListener('keydown', key)
  }, [undo, redo])
  return { value, set, undo, redo, canUndo: past.current.length > 0, canRedo: future.current.length > 0 }
}
