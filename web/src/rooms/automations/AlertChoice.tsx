import { useMutation, useQueryClient } from '@tanstack/react-query'
import { run } from '../../api/graphql.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { Toggle } from '../../design/Toggle.tsx'
import { integrationName } from './actions.ts'
import { type AlertChoices, type Integration, receiversKey, UpdateAlerts } from './queries.ts'

interface AlertChoiceProps { entity: string; team: boolean; choices: AlertChoices; channels: Integration[]; manageable: boolean }

type Switch = 'runAlert' | 'runFinished' | 'runCrashed' | 'email'

const SWITCHES: readonly (readonly [Switch, string])[] = [['runAlert', 'What scripts say with run.alert()'], ['runCrashed', 'Runs that crash'], ['runFinished', 'Runs that finish']]

/** One's own alerts are about one's own runs, a team's about all runs of its projects. */
export function AlertChoice({ entity, team, choices, channels, manageable }: AlertChoiceProps) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (wish: Partial<Record<Switch, boolean>> & { channelID?: string }) => run(UpdateAlerts, { input: { entityName: team ? entity : null, ...wish } }),
    onSuccess: () => client.invalidateQueries({ queryKey: receiversKey(entity) }),
    onError: toastFailure,
  })
  const box = (name: Switch, label: string) => <Toggle key={name} checked={choices[name]} disabled={!manageable || change.isPending} onChange={wish => change.mutateAsync({ [name]: wish })}>{label}</Toggle>
  return (
    <section className="card" id="alerts">
      <header><h2>Alerts</h2></header>
      <div className="card-body stack">
        <p className="muted">{team ? `About all runs in the projects of ${entity}.` : 'About your own runs.'}</p>
        {SWITCHES.map(([name, label]) => box(name, label))}
        <div className="row wrap">
          <span>They go</span>
          {!team && box('email', 'by mail, if this server sends any')}
          <label className="row"><span className="nowrap">{team ? 'to the channel' : 'and to the channel'}</span>
            <select className="select small" value={(change.isPending ? change.variables.channelID : undefined) ?? choices.channel?.id ?? ''} disabled={!manageable || change.isPending} onChange={event => change.mutate({ channelID: event.target.value })}>
              <option value="">none</option>
              {choices.channel && !channels.some(each => each.id === choices.channel!.id) && <option value={choices.channel.id}>{choices.channel.teamName} {choices.channel.channelName}</option>}
              {channels.map(each => <option key={each.id} value={each.id}>{integrationName(each)}</option>)}
            </select>
          </label>
        </div>
      </div>
    </section>
  )
}
