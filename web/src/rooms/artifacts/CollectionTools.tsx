import { EllipsisVertical, Pencil, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Confirm } from '../../design/Confirm.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { plural } from '../../design/format.ts'
import { MenuButton } from '../../design/Popover.tsx'
import { toast } from '../../design/Toasts.tsx'
import { DeletePortfolio, DeleteSequence, TagCollection, UntagCollection, UpdatePortfolio, UpdateSequence, type CollectionDetail } from './queries.ts'
import { useArtifactChange } from './useArtifactChange.ts'

interface Place { entity: string; project: string; type: string; collection: CollectionDetail }

/** Tags of a collection, to be given and taken. */
export function CollectionTags({ entity, project, collection, readOnly }: Place & { readOnly: boolean }) {
  const [draft, setDraft] = useState('')
  const wish = (tagName: string) => ({ entity, project, name: collection.name, tags: [{ tagName }] })
  const add = useArtifactChange((tag: string) => run(TagCollection, wish(tag)))
  const remove = useArtifactChange((tag: string) => run(UntagCollection, wish(tag)))
  return (
    <span className="row wrap">
      {collection.tags.edges.map(({ node }) => <span key={node.id} className="chip">{node.name}{!readOnly && <button type="button" className="chip-x" aria-label={`Remove tag ${node.name}`} onClick={() => remove.mutate(node.name)}><X size={11} /></button>}</span>)}
      {!readOnly && <form onSubmit={event => { event.preventDefault(); if (draft.trim()) add.mutate(draft.trim()); setDraft('') }}><input className="input small tag-input" aria-label="Add a tag" placeholder="Add a tag" value={draft} onChange={event => setDraft(event.target.value)} /></form>}
    </span>
  )
}

export function CollectionMenu({ entity, project, type, collection, total }: Place & { total: number }) {
  const portfolio = collection.__typename === 'ArtifactPortfolio'
  const [layer, setLayer] = useState<'edit' | 'delete' | null>(null)
  const [name, setName] = useState(collection.name)
  const [description, setDescription] = useState(collection.description ?? '')
  const save = useArtifactChange(async () => {
    const wish = { id: collection.id, name: name.trim(), description }
    await (portfolio ? run(UpdatePortfolio, wish) : run(UpdateSequence, wish))
    setLayer(null)
    if (name.trim() !== collection.name) navigate(href.artifacts(entity, project, type, name.trim()), { replace: true })
  })
  const remove = useArtifactChange(async () => {
    await (portfolio ? run(DeletePortfolio, { id: collection.id }) : run(DeleteSequence, { id: collection.id }))
    toast(`${collection.name} deleted`)
    navigate(href.artifacts(entity, project, type))
  })
  return (
    <>
      <MenuButton label="Collection menu" icon={<EllipsisVertical size={16} />} align="end">
        {close => (
          <>
            <button type="button" className="menu-item" onClick={() => { close(); setLayer('edit') }}><Pencil size={14} />Name and description</button>
            <button type="button" className="menu-item danger" onClick={() => { close(); setLayer('delete') }}><Trash2 size={14} />Delete this collection</button>
          </>
        )}
      </MenuButton>
      {layer === 'edit' && (
        <Dialog title={`Edit ${collection.name}`} onClose={() => setLayer(null)} footer={<>
          <button type="button" className="button" onClick={() => setLayer(null)}>Cancel</button>
          <button type="button" className="button primary" disabled={name.trim() === '' || save.isPending} onClick={() => save.mutate(undefined)}>Save</button>
        </>}>
          <label className="field"><span>Name, by which scripts ask for it</span><input className="input" autoFocus value={name} onChange={event => setName(event.target.value)} /></label>
          <label className="field"><span>Description in Markdown</span><textarea className="textarea" rows={6} value={description} onChange={event => setDescription(event.target.value)} /></label>
        </Dialog>
      )}
      {layer === 'delete' && <Confirm title={`Delete ${collection.name}?`} action="Delete" busy={remove.isPending} onClose={() => setLayer(null)} onConfirm={() => remove.mutate(undefined)}><p>{portfolio ? `Its ${plural(total, 'version')} ${total === 1 ? 'is' : 'are'} no longer shown here; where ${total === 1 ? 'it was' : 'they were'} logged nothing changes.` : `Its ${plural(total, 'version')} ${total === 1 ? 'goes' : 'go'} with it.`}</p></Confirm>}
    </>
  )
}
