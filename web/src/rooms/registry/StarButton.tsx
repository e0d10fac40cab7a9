import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { run } from '../../api/graphql.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { registryName } from './names.ts'
import { StarRegistry, UnstarRegistry } from './queries.ts'

/** The viewer's own star: starred registries are listed first. */
export function StarButton({ registry }: { registry: { id: string; name: string; starred: boolean } }) {
  const client = useQueryClient()
  const star = useMutation({
    mutationFn: async () => { await (registry.starred ? run(UnstarRegistry, { id: registry.id }) : run(StarRegistry, { id: registry.id })) },
    onSuccess: () => client.invalidateQueries({ predicate: each => ['registry', 'registries'].includes(String(each.queryKey[0])) }),
    onError: toastFailure,
  })
  const label = `${registry.starred ? 'Unstar' : 'Star'} ${registryName(registry.name)}`
  return <button type="button" className="icon-button registry-star" aria-label={label} title={label} aria-pressed={registry.starred} disabled={star.isPending} onClick={() => star.mutate()}><Star size={15} fill={registry.starred ? 'currentColor' : 'none'} /></button>
}
