import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { IconPicker, type RegistryIcon } from './Icon.tsx'
import { PREFIX } from './names.ts'
import { SaveRegistry } from './queries.ts'

const names = (text: string) => [...new Set(text.split(/[,\s]+/).filter(each => each !== ''))]

export function NewRegistry({ entity, onClose }: { entity: string; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [types, setTypes] = useState('')
  const [access, setAccess] = useState('PRIVATE')
  const [icon, setIcon] = useState<RegistryIcon | null>(null)
  const make = useMutation({
    mutationFn: () => run(SaveRegistry, { input: { entityName: entity, name: PREFIX + name.trim(), description: description.trim(), access, allowAllArtifactTypesInRegistry: names(types).length === 0, artifactTypes: names(types).map(each => ({ name: each })), ...(icon && { icon }) } }),
    onSuccess: async answer => {
      await client.invalidateQueries({ queryKey: ['registries'] })
      onClose()
      navigate(href.workspace(entity, answer.upsertModel.project.name))
    },
  })
  return (
    <Dialog title="New registry" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={name.trim() === '' || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      <label className="field"><span>Name</span><input className="input" autoFocus value={name} placeholder="models" onChange={event => setName(event.target.value)} /></label>
      <label className="field"><span>What belongs in it</span><input className="input" value={description} onChange={event => setDescription(event.target.value)} /></label>
      <label className="field"><span>Artifact types it takes (empty for all)</span><input className="input" value={types} placeholder="model, dataset" onChange={event => setTypes(event.target.value)} /></label>
      <IconPicker icon={icon} onChange={setIcon} />
      <label className="field"><span>Who sees it</span><select className="select" value={access} onChange={event => setAccess(event.target.value)}><option value="PRIVATE">Everybody in the organization</option><option value="RESTRICTED">Only its members</option></select></label>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
