import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { toast } from '../../design/Toasts.tsx'
import { FILTER, registryName } from '../registry/names.ts'
import { RegistriesQuery, RegistryQuery } from '../registry/queries.ts'
import { LinkVersion, type VersionDetail } from './queries.ts'

/** Shows the version in a collection of a registry, under aliases of its own. */
export default function LinkDialog({ artifact, onClose }: { artifact: VersionDetail; onClose: () => void }) {
  const client = useQueryClient()
  const list = useId()
  const registries = useQuery({ queryKey: ['registries'], queryFn: ({ signal }) => run(RegistriesQuery, { filters: FILTER }, signal) })
  const type = artifact.artifactType.name
  const all = (registries.data?.viewer?.organizations ?? []).flatMap(organization => nodes(organization.orgEntity?.projects)).filter(each => each.artifactTypes.edges.length === 0 || nodes(each.artifactTypes).some(known => known.name === type))
  const [chosen, setChosen] = useState('')
  const [collection, setCollection] = useState(artifact.artifactSequence.name)
  const [aliases, setAliases] = useState('')
  const registry = all.find(each => each.id === chosen) ?? all[0]
  const inside = useQuery({ queryKey: ['registry', registry?.entityName, registry?.name, null, 'names'], queryFn: ({ signal }) => run(RegistryQuery, { entity: registry!.entityName, name: registry!.name, filters: null, after: null }, signal), enabled: registry !== undefined })
  const names = nodes(inside.data?.project?.artifactCollections).filter(each => each.defaultArtifactType.name === type).map(each => each.name)
  const readOnly = inside.data?.project?.readOnly === true
  const link = useMutation({
    mutationFn: () => run(LinkVersion, { id: artifact.id, entity: registry!.entityName, project: registry!.name, collection: collection.trim(), aliases: aliases.split(/[,\s]+/).filter(each => each !== '').map(alias => ({ alias, artifactCollectionName: collection.trim() })) }),
    onSuccess: answer => {
      const version = answer.linkArtifact.versionIndex
      toast(`Linked as ${collection.trim()}${version === null ? '' : `:v${version}`}`, { action: { label: 'Show it', run: () => navigate(href.artifacts(registry!.entityName, registry!.name, type, collection.trim())) } })
      onClose()
      return client.invalidateQueries({ predicate: each => ['registry', 'registries'].includes(String(each.queryKey[0])) || String(each.queryKey[0]).startsWith('artifact') })
    },
  })
  return (
    <Dialog title="Link to a registry" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!registry || readOnly || collection.trim() === '' || link.isPending} onClick={() => link.mutate()}>Link</button>
    </>}>
      {registries.isSuccess && all.length === 0 && <p className="note warn">No registry takes artifacts of the type {type}.</p>}
      <label className="field"><span>Registry</span><select className="select" value={registry?.id ?? ''} onChange={event => setChosen(event.target.value)}>{all.map(each => <option key={each.id} value={each.id}>{registryName(each.name)}</option>)}</select></label>
      <label className="field"><span>Collection, made if it is new</span><input className="input" list={list} value={collection} onChange={event => setCollection(event.target.value)} /></label>
      <datalist id={list}>{names.map(each => <option key={each} value={each} />)}</datalist>
      <label className="field"><span>Aliases there</span><input className="input" value={aliases} placeholder="candidate" onChange={event => setAliases(event.target.value)} /></label>
      {readOnly && <p className="note warn">You may read this registry, but not link into it.</p>}
      {(link.isError || registries.isError) && <p className="note bad" role="alert">{(link.error ?? registries.error)!.message}</p>}
    </Dialog>
  )
}
