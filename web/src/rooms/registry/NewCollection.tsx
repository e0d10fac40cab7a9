import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { CreateType } from '../artifacts/queries.ts'
import { CreateCollection, type Registry } from './queries.ts'

/** A collection is of one type; a registry that takes all types may get a new one with it. */
export function NewCollection({ registry, onClose }: { registry: Registry; onClose: () => void }) {
  const client = useQueryClient()
  const types = nodes(registry.artifactTypes)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [type, setType] = useState(types[0]?.name ?? '')
  const make = useMutation({
    mutationFn: async () => {
      const known = types.find(each => each.name === type.trim())?.id ?? (await newType(registry, type.trim()))
      await run(CreateCollection, { entity: registry.entityName, project: registry.name, type: known, name: name.trim(), description: description.trim() })
    },
    onSuccess: () => { onClose(); return client.invalidateQueries({ queryKey: ['registry', registry.entityName, registry.name] }) },
  })
  return (
    <Dialog title="New collection" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={name.trim() === '' || type.trim() === '' || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      <label className="field"><span>Name</span><input className="input" autoFocus value={name} onChange={event => setName(event.target.value)} /></label>
      <label className="field"><span>Type</span>
        {registry.allowAllArtifactTypesInRegistry
          ? <><input className="input" list="registry-types" value={type} placeholder="model" onChange={event => setType(event.target.value)} /><datalist id="registry-types">{types.map(each => <option key={each.id} value={each.name} />)}</datalist></>
          : <select className="select" value={type} onChange={event => setType(event.target.value)}>{types.map(each => <option key={each.id}>{each.name}</option>)}</select>}
      </label>
      <label className="field"><span>What it is</span><textarea className="textarea" rows={3} value={description} onChange={event => setDescription(event.target.value)} /></label>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}

async function newType(registry: Registry, name: string): Promise<string> {
  const answer = await run(CreateType, { entity: registry.entityName, project: registry.name, name })
  return answer.createArtifactType.artifactType.id
}

