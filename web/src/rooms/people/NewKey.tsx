import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { run } from '../../api/graphql.ts'
import { CopyButton, ErrorState } from '../../design/parts.tsx'
import { GenerateApiKey, type ApiKey } from './queries.ts'

export function useNewKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (description: string) => (await run(GenerateApiKey, { description })).generateApiKey.apiKey,
    onSuccess: () => void client.invalidateQueries({ queryKey: ['viewer'] }),
  })
}

/** A secret is shown in the answer that makes it and never again. */
export function NewKey({ creation, description, label = 'Create an API key', focus = false }: { creation: ReturnType<typeof useNewKey>; description: string; label?: string; focus?: boolean }) {
  if (creation.data) return <ShownKey apiKey={creation.data} />
  return (
    <>
      <button type="button" className="button primary" autoFocus={focus} disabled={creation.isPending} onClick={() => creation.mutate(description)}>
        <KeyRound size={14} /> {label}
      </button>
      {creation.isError && <ErrorState error={creation.error} title="No key was made" />}
    </>
  )
}

export function ShownKey({ apiKey }: { apiKey: ApiKey }) {
  return (
    <div className="shown-key">
      <div className="row key-text">
        <code data-testid="api-key" className="grow">{apiKey.name}</code>
        <CopyButton text={apiKey.name} label="Copy the API key" />
      </div>
      <p className="muted">Copy it now. It is not shown again.</p>
    </div>
  )
}
