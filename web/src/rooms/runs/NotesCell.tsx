import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { run } from '../../api/graphql.ts'
import Markdown from '../../design/Markdown.tsx'
import { Popover } from '../../design/Popover.tsx'
import { toastFailure } from '../../design/Toasts.tsx'
import { UpdateRun, type RunRow } from './queries.ts'

/** Notes as they read, in one line; the pencil opens the text. */
export default function NotesCell({ row }: { row: RunRow }) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [editing, setEditing] = useState(false)
  return (
    <>
      <div className="notes-line grow">{row.notes && <Markdown text={row.notes} />}</div>
      <button ref={anchor} type="button" className="icon-button row-menu" aria-label={`Notes of ${row.displayName || row.name}`} title="Edit the notes" aria-expanded={editing} onClick={() => setEditing(!editing)}><Pencil size={12} /></button>
      {editing && <Popover anchor={anchor} align="end" label={`Notes of ${row.displayName || row.name}`} className="notes-popover" onClose={() => setEditing(false)}><NotesForm row={row} onClose={() => setEditing(false)} /></Popover>}
    </>
  )
}

function NotesForm({ row, onClose }: { row: RunRow; onClose: () => void }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(row.notes ?? '')
  const save = useMutation({
    mutationFn: () => run(UpdateRun, { id: row.id, notes: draft }),
    onSuccess: () => {
      onClose()
      return client.invalidateQueries({ predicate: query => ['table', 'runs', 'groups', 'drawn', 'run', 'pinned'].includes(String(query.queryKey[0])) })
    },
    onError: toastFailure,
  })
  return (
    <form className="stack" onSubmit={event => { event.preventDefault(); save.mutate() }}>
      <textarea className="textarea" rows={6} autoFocus aria-label="Notes in Markdown" value={draft} onChange={event => setDraft(event.target.value)} onKeyDown={event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save.mutate() } }} />
      <div className="row"><button type="submit" className="button primary small" title="Ctrl+Enter" disabled={save.isPending || draft === (row.notes ?? '')}>Save</button><button type="button" className="button small" onClick={onClose}>Cancel</button></div>
    </form>
  )
}
