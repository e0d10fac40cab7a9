import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toastFailure } from '../../design/Toasts.tsx'

/** After a change of one version its page, its collection and the tree are asked again. */
export function useArtifactChange<Wish>(change: (wish: Wish) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ predicate: query => String(query.queryKey[0]).startsWith('artifact') }),
    onError: toastFailure,
  })
}
