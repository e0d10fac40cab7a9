import { useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { IconPicker, type RegistryIcon } from './Icon.tsx'
import { registryName } from './names.ts'
import { ProtectAliases, SaveRegistry, type Registry } from './queries.ts'

/** Description, who sees it, and the aliases that only admins move. */
export function RegistrySettings({ registry }: { registry: Registry }) {
  const client = useQueryClient()
  const [description, setDescription] = useState(registry.description ?? '')
  const [alias, setAlias] = useState('')
  const refresh = () => client.invalidateQueries({ predicate: each => ['registry', 'registries'].includes(String(each.queryKey[0])) })
  const save = useMutation({ mutationFn: (wish: { description?: string; access?: string; icon?: RegistryIcon }) => run(SaveRegistry, { input: { id: registry.id, entityName: registry.entityName, name: registry.name, ...wish } }), onSuccess: () => { toast('Saved'); return refresh() }, onError: toastFailure })
  const protect = useMutation({ mutationFn: (aliases: string[]) => run(ProtectAliases, { id: registry.id, aliases }), onSuccess: refresh, onError: toastFailure })
  const add = () => {
    const next = alias.trim()
    setAlias('')
    if (next && !registry.protectedAliases.includes(next)) protect.mutate([...registry.protectedAliases, next])
  }
  return (
    <section className="card" aria-label="Settings">
      <header><h2>Settings of {registryName(registry.name)}</h2></header>
      <div className="card-body stack">
        <form className="row" onSubmit={event => { event.preventDefault(); save.mutate({ description }) }}>
          <label className="field grow"><span>What belongs in it</span><input className="input" value={description} onChange={event => setDescription(event.target.value)} /></label>
          <button type="submit" className="button form-end" disabled={description === (registry.description ?? '') || save.isPending}>Save</button>
        </form>
        <IconPicker icon={registry.icon} disabled={save.isPending} onChange={icon => save.mutate({ icon })} />
        <label className="field"><span>Who sees it</span>
          <select className="select" value={registry.access === 'RESTRICTED' ? 'RESTRICTED' : 'PRIVATE'} disabled={save.isPending} onChange={event => save.mutate({ access: event.target.value })}><option value="PRIVATE">Everybody in the organization</option><option value="RESTRICTED">Only its members</option></select>
        </label>
        <div className="field"><span>Protected aliases, which only admins of the registry move</span>
          <div className="row wrap">
            {registry.protectedAliases.map(each => <span key={each} className="chip alias">{each}<button type="button" className="chip-x" aria-label={`Free the alias ${each}`} onClick={() => protect.mutate(registry.protectedAliases.filter(other => other !== each))}><X size={11} /></button></span>)}
            <form onSubmit={event => { event.preventDefault(); add() }}><input className="input small tag-input" aria-label="Protect an alias" placeholder="such as production" value={alias} onChange={event => setAlias(event.target.value)} /></form>
          </div>
        </div>
      </div>
    </section>
  )
}
