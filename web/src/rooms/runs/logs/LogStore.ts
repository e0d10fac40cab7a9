import { run, nodes } from '../../../api/graphql.ts'
import { LogPageQuery, type LogLine } from '../queries.ts'
import { foldReturns, stripAnsi } from './ansi.ts'

export interface Line { number: number; timestamp: string | null; error: boolean; label: string | null; raw: string; plain: string }

export interface LogState { lines: readonly Line[]; total: number; loading: boolean; error: unknown }

const PAGE = 5_000
/** A live tail reads some old lines again, because progress bars rewrite what was already shown. */
const TAIL = 400

function toLine(line: LogLine, position: number): Line {
  const raw = foldReturns(line.line ?? '')
  return { number: line.number ?? position, timestamp: line.timestamp, error: line.level === 'error', label: line.label || null, raw, plain: stripAnsi(raw) }
}

/** The console lines of a run: its end first, so that something stands there, then all pages from the beginning. */
export class LogStore {
  private state: LogState = { lines: [], total: 0, loading: true, error: null }
  private readonly listeners = new Set<() => void>()
  private cursor: string | null = null
  /** All lines from the first one on, as far as `cursor`; the last ones that are shown may lie beyond a gap. */
  private head: Line[] = []
  private complete = false
  private polling = false
  private readonly abort = new AbortController()
  private readonly place: { entity: string; project: string; name: string }

  constructor(entity: string, project: string, name: string) {
    this.place = { entity, project, name }
  }

  readonly read = () => this.state
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  async load() {
    this.set({ loading: true, error: null })
    try {
      if (this.state.lines.length === 0) {
        const end = await this.ask({ first: null, after: null, last: TAIL })
        this.set({ lines: end.lines, total: end.total })
        if (end.lines.length >= end.total) this.complete = true
      }
      await this.readOn()
      this.set({ loading: false })
    } catch (error) {
      if (!this.abort.signal.aborted) this.set({ loading: false, error })
    }
  }

  /** New and rewritten lines at the end. A gap between them and what is here is filled by reading on. */
  async poll() {
    // a server that takes its time is not asked again meanwhile
    if (this.state.loading || this.polling) return
    this.polling = true
    try {
      // a page that failed before left its lines out
      await this.readOn()
      const end = await this.ask({ first: null, after: null, last: TAIL })
      const first = end.lines[0]?.number
      const have = this.state.lines[this.state.lines.length - 1]?.number ?? -1
      if (first !== undefined && first > have + 1 && this.state.lines.length > 0) {
        this.complete = false
        await this.readOn()
      }
      this.set({ lines: merge(this.state.lines, end.lines), total: end.total, error: null })
    } catch (error) {
      if (!this.abort.signal.aborted) this.set({ error })
    } finally {
      this.polling = false
    }
  }

  stop() {
    this.abort.abort()
  }

  private async readOn() {
    while (!this.complete) {
      const page = await this.ask({ first: PAGE, after: this.cursor, last: null })
      this.head = this.cursor === null ? page.lines : append(this.head, page.lines)
      this.cursor = page.next ?? this.cursor
      this.complete = !page.more
      this.set({ lines: joined(this.head, this.state.lines), total: Math.max(page.total, this.head.length) })
    }
  }

  private async ask(range: { first: number | null; after: string | null; last: number | null }) {
    const answer = await run(LogPageQuery, { ...this.place, ...range }, this.abort.signal)
    const found = answer.project?.run
    const connection = found?.logLines
    const total = found?.logLineCount ?? 0
    const rows = nodes(connection)
    const start = range.last ? Math.max(0, total - rows.length) : 0
    return { lines: rows.map((line, at) => toLine(line, start + at)), total, next: connection?.pageInfo.endCursor ?? null, more: connection?.pageInfo.hasNextPage ?? false }
  }

  private set(changes: Partial<LogState>) {
    this.state = { ...this.state, ...changes }
    this.listeners.forEach(listener => listener())
  }
}

function append(lines: Line[], page: Line[]): Line[] {
  for (const line of page) lines.push(line)
  return lines
}

/** The lines of the beginning, and of those shown what comes after it. */
function joined(head: readonly Line[], shown: readonly Line[]): Line[] {
  const last = head[head.length - 1]?.number ?? -1
  let cut = shown.length
  while (cut > 0 && shown[cut - 1]!.number > last) cut--
  return [...head, ...shown.slice(cut)]
}

/** Both lists ascend by number; the newer one wins where they overlap. */
export function merge(old: readonly Line[], newer: readonly Line[]): Line[] {
  const first = newer[0]?.number
  if (first === undefined) return [...old]
  let cut = old.length
  while (cut > 0 && old[cut - 1]!.number >= first) cut--
  const lastNew = newer[newer.length - 1]!.number
  const after = old.filter((line, at) => at >= cut && line.number > lastNew)
  return [...old.slice(0, cut), ...newer, ...after]
}
