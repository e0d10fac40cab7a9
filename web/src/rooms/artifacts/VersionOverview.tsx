import { Plus, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { bytes, count, fullTime, plural } from '../../design/format.ts'
import { Ago, CopyButton, StateChip } from '../../design/parts.tsx'
import { Life } from './Life.tsx'
import { MakerLink } from './MakerLink.tsx'
import { aliasesIn, versionName, type Home } from './names.ts'
import { AddAliases, DeleteAliases, UpdateVersion, type VersionDetail } from './queries.ts'
import { useArtifactChange } from './useArtifactChange.ts'

const Markdown = lazy(() => import('../../design/Markdown.tsx'))

interface VersionProps { artifact: VersionDetail; place: Home; readOnly: boolean }

export function VersionOverview({ artifact, place, version, readOnly }: VersionProps & { version: string }) {
  const full = `${place.entity}/${place.project}/${place.collection}:${version}`
  const users = artifact.usedBy.edges.map(edge => edge.node)
  return (
    <div className="page wide overview">
      <div className="stack">
        <section className="card"><div className="card-body">
          <dl className="facts">
            <dt>Full name</dt><dd className="row"><code className="ellipsis">{full}</code><CopyButton text={full} label="Copy full name" /></dd>
            <dt>Digest</dt><dd className="row"><code className="ellipsis">{artifact.digest}</code><CopyButton text={artifact.digest} label="Copy digest" /></dd>
            <dt>Made by</dt><dd><MakerLink maker={artifact.createdBy} />{artifact.historyStep !== null && <span className="muted"> at step {count(artifact.historyStep)}</span>}</dd>
            <dt>Made</dt><dd>{fullTime(artifact.createdAt)}</dd>
            {artifact.updatedAt && <><dt>Changed</dt><dd><Ago at={artifact.updatedAt} /></dd></>}
            <dt>Content</dt><dd>{plural(artifact.fileCount, 'file')}, {bytes(artifact.size)}{artifact.storageBytes !== artifact.size && <span className="muted">, {bytes(artifact.storageBytes)} of it stored here</span>}</dd>
            <dt>Life</dt><dd><Life artifact={artifact} readOnly={readOnly} /></dd>
            {artifact.commitHash && <><dt>Commit</dt><dd><code>{artifact.commitHash}</code></dd></>}
            <dt>State</dt><dd>{artifact.state.toLowerCase()}</dd>
          </dl>
        </div></section>
        <Tags artifact={artifact} readOnly={readOnly} />
        <Description artifact={artifact} readOnly={readOnly} />
      </div>
      <section className="card">
        <header><h2 className="grow">Used by</h2><span className="muted num">{plural(artifact.usedCount, 'run')}</span></header>
        {users.length === 0 ? <p className="muted card-body">No run has used this version yet.</p> : (
          <table className="list-table"><tbody>
            {users.map(user => (
              <tr key={`${user.project?.entityName}/${user.project?.name}/${user.name}`}>
                <td><span className="row"><StateChip state={user.state} dot />{user.project ? <Link to={href.run(user.project.entityName, user.project.name, user.name)}>{user.displayName || user.name}</Link> : user.displayName}</span></td>
                <td className="muted">{user.jobType}</td>
                <td className="right"><Ago at={user.createdAt} /></td>
              </tr>
            ))}
          </tbody></table>
        )}
      </section>
    </div>
  )
}

export function AliasEditor({ artifact, place, readOnly }: VersionProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const aliases = aliasesIn(artifact.aliases, place)
  const input = (alias: string) => ({ alias, artifactCollectionName: place.collection, entityName: place.entity, projectName: place.project })
  const add = useArtifactChange((alias: string) => run(AddAliases, { id: artifact.id, aliases: [input(alias)] }))
  const remove = useArtifactChange((alias: string) => run(DeleteAliases, { id: artifact.id, aliases: [input(alias)] }))
  const save = () => {
    const alias = draft?.trim()
    setDraft(null)
    if (alias && !aliases.some(each => each.alias === alias)) add.mutate(alias)
  }
  return (
    <span className="row wrap" aria-label="Aliases" role="group">
      {aliases.map(({ id, alias }) => (
        <span key={id} className="chip alias">{alias}{!readOnly && alias !== 'latest' && <button type="button" className="chip-x" aria-label={`Remove alias ${alias}`} onClick={() => remove.mutate(alias)}><X size={11} /></button>}</span>
      ))}
      {!readOnly && (draft === null
        ? <button type="button" className="icon-button" aria-label="Add an alias" title="Add an alias" onClick={() => setDraft('')}><Plus size={13} /></button>
        : <form onSubmit={event => { event.preventDefault(); save() }}><input className="input small tag-input" aria-label="New alias" autoFocus value={draft} placeholder={`such as best, not ${versionName(0)}`} onChange={event => setDraft(event.target.value)} onBlur={save} onKeyDown={event => { if (event.key === 'Escape') setDraft(null) }} /></form>)}
    </span>
  )
}

function Tags({ artifact, readOnly }: { artifact: VersionDetail; readOnly: boolean }) {
  const [draft, setDraft] = useState('')
  const change = useArtifactChange((wish: { tagsToAdd?: { tagName: string }[]; tagsToDelete?: { tagName: string }[] }) => run(UpdateVersion, { id: artifact.id, ...wish }))
  const add = () => {
    const tagName = draft.trim()
    setDraft('')
    if (tagName) change.mutate({ tagsToAdd: [{ tagName }] })
  }
  return (
    <section className="card">
      <header><h2>Tags</h2></header>
      <div className="card-body row wrap">
        {artifact.tags.map(tag => <span key={tag.id} className="chip">{tag.name}{!readOnly && <button type="button" className="chip-x" aria-label={`Remove tag ${tag.name}`} onClick={() => change.mutate({ tagsToDelete: [{ tagName: tag.name }] })}><X size={11} /></button>}</span>)}
        {artifact.tags.length === 0 && readOnly && <span className="muted">No tags</span>}
        {!readOnly && <form onSubmit={event => { event.preventDefault(); add() }}><input className="input small tag-input" aria-label="Add a tag" placeholder="Add a tag" value={draft} onChange={event => setDraft(event.target.value)} /></form>}
      </div>
    </section>
  )
}

function Description({ artifact, readOnly }: { artifact: VersionDetail; readOnly: boolean }) {
  const [draft, setDraft] = useState<string | null>(null)
  const change = useArtifactChange((description: string) => run(UpdateVersion, { id: artifact.id, description }))
  return (
    <section className="card">
      <header><h2 className="grow">About this version</h2>{draft === null && !readOnly && <button type="button" className="button small" onClick={() => setDraft(artifact.description ?? '')}>Edit</button>}</header>
      <div className="card-body">
        {draft === null
          ? artifact.description ? <Suspense><Markdown text={artifact.description} /></Suspense> : <p className="muted">No description yet.</p>
          : (
            <form className="stack" onSubmit={event => { event.preventDefault(); change.mutate(draft, { onSuccess: () => setDraft(null) }) }}>
              <textarea className="textarea" rows={6} autoFocus aria-label="Description in Markdown" value={draft} onChange={event => setDraft(event.target.value)} />
              <div className="row"><button type="submit" className="button primary" disabled={change.isPending}>Save</button><button type="button" className="button" onClick={() => setDraft(null)}>Cancel</button></div>
            </form>
          )}
      </div>
    </section>
  )
}
