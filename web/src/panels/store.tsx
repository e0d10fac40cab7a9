import { createContext, useContext, useSyncExternalStore } from 'react'
import type { JsonObject } from '../api/json.ts'
import { sectionOf, type Spec } from './spec.ts'
import { Zooms } from './zooms.ts'

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed'

export interface StoreOptions {
  spec: Spec
  /** Writes the document down; absent where the viewer may look but not change. */
  save: ((spec: Spec) => Promise<void>) | null
  /** A personal workspace saves itself; a shared view waits for the word. */
  autosave: boolean
}

interface State { spec: Spec; saveState: SaveState; canUndo: boolean; canRedo: boolean }

const DELAY = 800

/** The open layout with its undo steps. What a person filters, sorts or hides is not undone, only how panels lie. */
export class WorkspaceStore {
  private state: State
  private past: Spec[] = []
  private future: Spec[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()
  private readonly options: StoreOptions
  /** Not of the document: gone with the page. */
  readonly zooms = new Zooms()

  constructor(options: StoreOptions) {
    this.options = options
    this.state = { spec: options.spec, saveState: 'saved', canUndo: false, canRedo: false }
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  readonly read = () => this.state

  get writable() {
    return this.options.save !== null
  }

  get autosaves() {
    return this.options.autosave && this.writable
  }

  /** A change of the layout, with an undo step. */
  change(update: (spec: Spec) => Spec) {
    const next = update(this.state.spec)
    if (next === this.state.spec) return
    this.past = [...this.past.slice(-99), this.state.spec]
    this.future = []
    this.apply(next)
  }

  /** A change of what is shown of the runs. */
  adjust(update: (spec: Spec) => Spec) {
    const next = update(this.state.spec)
    if (next !== this.state.spec) this.apply(next)
  }

  undo() {
    const before = this.past.pop()
    if (!before) return
    this.future.push(this.state.spec)
    this.apply(keepRuns(before, this.state.spec))
  }

  redo() {
    const after = this.future.pop()
    if (!after) return
    this.past.push(this.state.spec)
    this.apply(keepRuns(after, this.state.spec))
  }

  async save(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.options.save || this.state.saveState === 'saved') return
    const spec = this.state.spec
    this.set({ saveState: 'saving' })
    try {
      await this.options.save(spec)
      this.set({ saveState: this.state.spec === spec ? 'saved' : 'dirty' })
      if (this.state.saveState === 'dirty' && this.autosaves) this.schedule()
    } catch (failure) {
      this.set({ saveState: 'failed' })
      throw failure
    }
  }

  /** Writes at once what waits for the timer: the page is about to go. */
  flush() {
    if (this.timer !== undefined) void this.save().catch(() => {})
  }

  private apply(spec: Spec) {
    this.set({ spec, saveState: this.writable ? 'dirty' : 'saved' })
    if (this.autosaves) this.schedule()
  }

  private schedule() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save().catch(() => {}), DELAY)
  }

  private set(changes: Partial<State>) {
    this.state = { ...this.state, ...changes, canUndo: this.past.length > 0, canRedo: this.future.length > 0 }
    this.listeners.forEach(listener => listener())
  }
}

/** That layout, with the runs and their colours as they are. */
export function keepRuns(layout: Spec, current: Spec): Spec {
  const { runSets, customRunColors, keyBasedColors } = sectionOf(current)
  return { ...layout, section: { ...sectionOf(layout), runSets, customRunColors, keyBasedColors } as JsonObject }
}

const StoreContext = createContext<WorkspaceStore | null>(null)
export const StoreProvider = StoreContext.Provider

export function useStore(): WorkspaceStore {
  const store = useContext(StoreContext)
  if (!store) throw new Error('No workspace is open here')
  return store
}

export function useWorkspace(): State {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.read)
}
