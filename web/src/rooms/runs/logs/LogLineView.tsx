import { memo, useMemo } from 'react'
import { parseAnsi } from './ansi.ts'
import type { Line } from './LogStore.ts'

interface LogLineViewProps { line: Line; top: number; times: boolean; needle: string; current: boolean }

export const LogLineView = memo(function LogLineView({ line, top, times, needle, current }: LogLineViewProps) {
  const spans = useMemo(() => parseAnsi(line.raw), [line.raw])
  return (
    <div className={`log-line ${line.error ? 'error' : ''} ${current ? 'current' : ''}`} style={{ transform: `translateY(${top}px)` }}>
      <span className="log-number">{line.number + 1}</span>
      {times && <span className="log-time">{line.timestamp?.slice(0, 23).replace('T', ' ') ?? ''}</span>}
      {line.label && <span className="chip">{line.label}</span>}
      <span className="log-text">
        {spans.map((span, at) => <span key={at} className={span.className || undefined} style={span.color || span.background ? { color: span.color, background: span.background } : undefined}>{highlight(span.text, needle)}</span>)}
      </span>
    </div>
  )
})

function highlight(text: string, needle: string): React.ReactNode {
  if (needle === '') return text
  const lower = text.toLowerCase()
  const parts: React.ReactNode[] = []
  let from = 0
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>)
    from = at + needle.length
  }
  parts.push(text.slice(from))
  return parts
}
