import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { MembersQuery } from '../people/queries.ts'

interface CommentFormProps { entity: string; label: string; action: string; text?: string; onSend: (body: string) => Promise<unknown>; onCancel?: () => void }

const MOST = 6

/** What is typed after an @ at the end of the text. */
export const mentionBegun = (text: string): string | null => /(?:^|[^\w@.])@([\w.-]*)$/.exec(text)?.[1] ?? null

/** A comment being written; @ offers the members of the team. */
export function CommentForm({ entity, label, action, text = '', onSend, onCancel }: CommentFormProps) {
  const [body, setBody] = useState(text)
  const [sending, setSending] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const begun = mentionBegun(body.slice(0, field.current?.selectionStart ?? body.length))
  const members = useQuery({ queryKey: ['members', entity], queryFn: ({ signal }) => run(MembersQuery, { entity }, signal), enabled: begun !== null, staleTime: 60_000 })
  const offered = begun === null ? [] : (members.data?.entity?.members ?? []).filter(member => member.username && !member.pending && `${member.username} ${member.name}`.toLowerCase().includes(begun.toLowerCase()) && member.username !== begun).slice(0, MOST)
  const take = (name: string) => {
    const to = field.current?.selectionStart ?? body.length
    const from = to - begun!.length
    setBody(`${body.slice(0, from)}${name} ${body.slice(to)}`)
    field.current?.focus()
  }
  const send = async () => {
    if (body.trim() === '' || sending) return
    setSending(true)
    try {
      await onSend(body)
      setBody('')
    } catch (failure) {
      toastFailure(failure)
    } finally {
      setSending(false)
    }
  }
  return (
    <form className="comment-form" onSubmit={event => { event.preventDefault(); void send() }}>
      <textarea ref={field} className="textarea" rows={3} aria-label={label} placeholder="Markdown; @ mentions somebody" value={body} autoFocus={onCancel !== undefined} onChange={event => setBody(event.target.value)} onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void send() }
        if (event.key === 'Tab' && offered.length > 0 && !event.shiftKey) { event.preventDefault(); take(offered[0]!.username!) }
        if (event.key === 'Escape' && onCancel) { event.stopPropagation(); onCancel() }
      }} />
      {offered.length > 0 && <ul className="comment-mentions" aria-label="People to mention">{offered.map(member => <li key={member.username}><button type="button" className="menu-item" onClick={() => take(member.username!)}>@{member.username} <span className="muted">{member.name}</span></button></li>)}</ul>}
      <div className="row">
        <button type="submit" className="button primary small" title="Ctrl+Enter" disabled={sending || body.trim() === ''}>{action}</button>
        {onCancel && <button type="button" className="button small" onClick={onCancel}>Cancel</button>}
      </div>
    </form>
  )
}
