import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MailOpen } from 'lucide-react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { AcceptInvite, DeclineInvite } from './queries.ts'

/** Teams that would like the viewer to join: the only place they hear of it where no mail is sent. */
export function Invitations({ invites }: { invites: { id: string; entityName: string }[] }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['viewer'] })
  const accept = useMutation({ mutationFn: (id: string) => run(AcceptInvite, { id }), onSuccess: async answer => { await refresh(); navigate(href.entity(answer.acceptInvite.entity.name)) }, onError: toastFailure })
  const decline = useMutation({ mutationFn: (wish: { id: string; entity: string }) => run(DeclineInvite, wish), onSuccess: refresh, onError: toastFailure })
  if (invites.length === 0) return null
  return (
    <section className="card" aria-label="Invitations">
      {invites.map(({ id, entityName }) => (
        <div key={id} className="card-body row">
          <MailOpen size={16} aria-hidden /><span className="grow">You are invited into the team <b>{entityName}</b>.</span>
          <button type="button" className="button small" disabled={decline.isPending} onClick={() => decline.mutate({ id, entity: entityName })}>Decline</button>
          <button type="button" className="button small primary" disabled={accept.isPending} onClick={() => accept.mutate(id)}>Join {entityName}</button>
        </div>
      ))}
    </section>
  )
}
