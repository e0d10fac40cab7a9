import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { User, Users } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { SearchBox } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { AddMembers, FindPeopleQuery } from './queries.ts'

/** People are found by the beginning of a name, teams by their whole name. */
export function AddPeople({ project, known, onClose, onDone }: { project: string; known: ReadonlySet<string>; onClose: () => void; onDone: () => Promise<void> }) {
  const [text, setText] = useState('')
  const found = useQuery({ queryKey: ['find-people', text], queryFn: ({ signal }) => run(FindPeopleQuery, { text }, signal), enabled: text !== '', placeholderData: keepPreviousData })
  const add = useMutation({ mutationFn: (who: { id: string; name: string; team: boolean }) => run(AddMembers, { project, users: who.team ? [] : [who.id], teams: who.team ? [who.id] : [] }), onSuccess: (_, who) => { toast(`${who.name} added`); return onDone() }, onError: toastFailure })
  const team = found.data?.entity
  const rows = text === '' ? [] : [
    ...(team && team.isTeam && !team.available ? [{ id: team.id, name: team.name, detail: 'team', team: true }] : []),
    ...nodes(found.data?.users).filter(each => each.deactivatedAt === null).slice(0, 12).map(each => ({ id: each.id, name: each.username ?? each.name, detail: each.name, team: false })),
  ]
  return (
    <Dialog title="Add people or a team" onClose={onClose} footer={<button type="button" className="button" onClick={onClose}>Done</button>}>
      <SearchBox value={text} onChange={setText} placeholder="Username, name or team" delay={150} />
      <ul className="key-list people-found" aria-label="Found">
        {rows.map(row => (
          <li key={row.id}><button type="button" className="menu-item" disabled={known.has(row.id) || add.isPending} onClick={() => add.mutate(row)}>{row.team ? <Users size={14} /> : <User size={14} />}<span>{row.name}</span><span className="muted grow">{row.detail === row.name ? '' : row.detail}</span>{known.has(row.id) && <span className="muted">is in</span>}</button></li>
        ))}
        {rows.length === 0 && <li className="muted">{text === '' ? 'Type the beginning of a name.' : found.isPending ? 'Searching' : 'Nobody has that name'}</li>}
      </ul>
    </Dialog>
  )
}
