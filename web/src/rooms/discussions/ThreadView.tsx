import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Ago } from '../../design/parts.tsx'
import Markdown from '../../design/Markdown.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { CommentForm } from './CommentForm.tsx'
import { ChangeComment, DeleteComment, Reply, type Comment } from './queries.ts'
import type { PlacedThread } from './useDiscussion.ts'

interface ThreadViewProps { thread: PlacedThread; entity: string; signedIn: boolean; /** Whether the viewer may change the report, and so delete what others said. */ editable: boolean; refresh: () => Promise<unknown>; onPlace: (() => void) | null }

export function ThreadView({ thread, entity, signedIn, editable, refresh, onPlace }: ThreadViewProps) {
  const [replying, setReplying] = useState(false)
  const words = thread.place?.quote ?? (thread.place && thread.place.text !== '' ? thread.place.text : null)
  return (
    <article className="thread" aria-label={`Thread of ${thread.comments[0]?.poster?.name ?? 'somebody'}`} data-thread={thread.id}>
      {thread.place && (thread.at === null
        ? <p className="thread-place muted">{words && <q>{words}</q>} is not in the report any more.</p>
        : <button type="button" className="thread-place" onClick={() => onPlace?.()}>{words ? <q>{words}</q> : thread.place.type === 'panel-grid' ? 'Panels' : 'A block'}</button>)}
      {thread.comments.map(comment => <CommentView key={comment.id} comment={comment} entity={entity} deletable={signedIn && (comment.own || editable)} refresh={refresh} />)}
      {signedIn && (replying
        ? <CommentForm entity={entity} label="Your answer" action="Answer" onSend={async body => { await run(Reply, { thread: thread.id, body }); setReplying(false); await refresh() }} onCancel={() => setReplying(false)} />
        : <button type="button" className="link-button" onClick={() => setReplying(true)}>Answer</button>)}
    </article>
  )
}

function CommentView({ comment, entity, deletable, refresh }: { comment: Comment; entity: string; deletable: boolean; refresh: () => Promise<unknown> }) {
  const [editing, setEditing] = useState(false)
  const who = comment.poster?.name || comment.poster?.username || 'Somebody'
  const remove = () => void run(DeleteComment, { id: comment.id }).then(refresh).catch(toastFailure)
  return (
    <section className="comment" aria-label={`Comment of ${who}`}>
      <header>
        <b>{who}</b> <span className="muted"><Ago at={comment.createdAt} />{comment.updatedAt && ', changed'}</span>
        <span className="grow" />
        {comment.own && <button type="button" className="icon-button" aria-label="Change the comment" onClick={() => setEditing(true)}><Pencil size={12} /></button>}
        {deletable && <button type="button" className="icon-button" aria-label="Delete the comment" onClick={remove}><Trash2 size={12} /></button>}
      </header>
      {editing
        ? <CommentForm entity={entity} label="Your comment" action="Save" text={comment.body} onSend={async body => { await run(ChangeComment, { id: comment.id, body }); setEditing(false); await refresh() }} onCancel={() => setEditing(false)} />
        : <Markdown text={comment.body} />}
    </section>
  )
}
