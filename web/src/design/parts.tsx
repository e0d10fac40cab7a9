import { Check, CircleAlert, Copy, Inbox, Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react'
import { relativeTime, fullTime } from './format.ts'

export function StateChip({ state, dot = false }: { state: string | null; dot?: boolean }) {
  const name = state ?? 'unknown'
  return <span className={`state ${name} ${dot ? 'dot' : ''}`} title={dot ? name : undefined}>{name}</span>
}

/** Says how long ago; the whole moment is in the tooltip. */
export function Ago({ at }: { at: string | null | undefined }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), 30_000)
    return () => clearInterval(timer)
  }, [])
  if (!at) return <span className="muted">–</span>
  return <time dateTime={at} title={fullTime(at)}>{relativeTime(at)}</time>
}

export function CopyButton({ text, label = 'Copy', className = '' }: { text: string; label?: string; className?: string }) {
  const [done, setDone] = useState(false)
  const copy = async () => {
    await writeClipboard(text)
    setDone(true)
    setTimeout(() => setDone(false), 1500)
  }
  return (
    <button type="button" className={`icon-button copy ${className}`} aria-label={done ? 'Copied' : label} title={done ? 'Copied' : label} onClick={() => void copy()}>
      {done ? <Check size={14} /> : <Copy size={14} />}
    </button>
  )
}

/** The clipboard interface is absent on plain http addresses other than localhost, where most self-hosters start. */
export async function writeClipboard(text: string) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'visually-hidden'
  ;(document.querySelector('dialog[open]') ?? document.body).append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div className="snippet">
      <pre aria-label={label}>{text}</pre>
      <CopyButton text={text} label={`Copy ${label}`} />
    </div>
  )
}

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  placeholder: string
  inputRef?: Ref<HTMLInputElement>
  small?: boolean
  /** Milliseconds to wait for the next key before the text is handed on: for boxes that ask the server. */
  delay?: number
  /** Marks the box that the `/` key goes to. */
  main?: boolean
  children?: ReactNode
}

export function SearchBox({ value, onChange, placeholder, inputRef, small = true, main = false, delay = 0, children }: SearchBoxProps) {
  const own = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    clearTimeout(timer.current)
    setText(value)
  }, [value])
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    if (delay === 0 || next === '') onChange(next)
    else timer.current = setTimeout(() => onChange(next), delay)
  }
  return (
    <div className="search grow">
      <Search size={13} aria-hidden />
      <input
        ref={inputRef ?? own}
        className={`input ${small ? 'small' : ''}`}
        type="text"
        value={text}
        aria-label={placeholder}
        placeholder={placeholder}
        data-main-search={main || undefined}
        spellCheck={false}
        onChange={event => type(event.target.value)}
        onKeyDown={event => { if (event.key === 'Escape' && text) { type(''); event.stopPropagation() } }}
      />
      {text && (!children || main) && <button type="button" className="icon-button" aria-label="Clear search" onClick={() => type('')}><X size={13} /></button>}
      {children}
    </div>
  )
}

export function EmptyState({ icon, title, children }: { icon?: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className="state-box">
      {icon ?? <Inbox size={28} strokeWidth={1.4} />}
      <h2>{title}</h2>
      {children}
    </div>
  )
}

export function ErrorState({ error, retry, title = 'This could not be loaded' }: { error: unknown; retry?: () => void; title?: string }) {
  const failure = error as { message?: string; requestId?: string | null }
  return (
    <div className="state-box" role="alert">
      <CircleAlert size={28} strokeWidth={1.4} />
      <h2>{title}</h2>
      <p>{failure.message ?? String(error)}</p>
      {failure.requestId && <p className="request-id">request {failure.requestId}</p>}
      {retry && <button type="button" className="button" onClick={retry}>Try again</button>}
    </div>
  )
}

/** Appears only when the wait is long enough to be noticed. */
export function Loading({ label = 'Loading' }: { label?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="state-box" role="status" aria-label={label}>
      {late && <><div className="skeleton" style={{ width: 160 }} /><div className="skeleton" style={{ width: 110 }} /></>}
    </div>
  )
}

export function Segmented<T extends string>({ value, options, onChange, label }: { value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void; label: string }) {
  return (
    <div className="segmented" role="group" aria-label={label}>
      {options.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChange(each)}>{text}</button>
      ))}
    </div>
  )
}
