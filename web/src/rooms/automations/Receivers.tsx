import { useQuery } from '@tanstack/react-query'
import { nodes, run } from '../../api/graphql.ts'
import { useSession } from '../../api/session.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { AlertChoice } from './AlertChoice.tsx'
import { Channels } from './Channels.tsx'
import { receiversKey, ReceiversQuery } from './queries.ts'
import { Secrets } from './Secrets.tsx'
import { Webhooks } from './Webhooks.tsx'

/** Where automations and alerts of a person or team go, and the secrets they use. */
export function Receivers({ entity, team, manageable }: { entity: string; team: boolean; manageable: boolean }) {
  const me = useSession().data?.user?.username
  const query = useQuery({ queryKey: receiversKey(entity), queryFn: ({ signal }) => run(ReceiversQuery, { entity }, signal) })
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const found = query.data.entity
  if (!found) return null
  const integrations = nodes(found.integrations)
  const channels = integrations.filter(each => each.__typename === 'SlackIntegration')
  return (
    <>
      {found.alertSettings && <AlertChoice entity={entity} team={team} choices={found.alertSettings} channels={channels} manageable={manageable && (team || entity === me)} />}
      <Webhooks entity={entity} webhooks={integrations.filter(each => each.__typename === 'GenericWebhookIntegration')} secrets={found.secrets} manageable={manageable} />
      <Channels entity={entity} channels={channels} manageable={manageable} />
      <Secrets entity={entity} secrets={found.secrets} manageable={manageable} />
    </>
  )
}
