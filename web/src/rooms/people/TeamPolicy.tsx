import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { Toggle } from '../../design/Toggle.tsx'
import { EntityPolicyQuery, UpdateEntity, type EntityPolicy, type PolicyWish } from './queries.ts'

const DAY = 86_400
// the mutation itself tells of a failure
const told = () => undefined

const ACCESS: readonly (readonly [string, string])[] = [['PRIVATE', 'the team'], ['ENTITY_READ', 'the team, to look at'], ['USER_READ', 'everybody looks'], ['USER_WRITE', 'everybody signed in writes'], ['RESTRICTED', 'only who is named in it']]

/** What members of a team, or of an organization, and others may do there. */
export function TeamPolicy({ entity, kind }: { entity: string; kind: 'team' | 'organization' }) {
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['entity-policy', entity], queryFn: ({ signal }) => run(EntityPolicyQuery, { entity }, signal) })
  const save = useMutation({
    mutationFn: (wish: PolicyWish) => run(UpdateEntity, { input: { entityName: entity, ...wish } }),
    onSuccess: () => { toast('Saved'); return client.invalidateQueries({ predicate: each => ['entity-policy', 'entity'].includes(String(each.queryKey[0])) }) },
    onError: toastFailure,
  })
  const about = query.data?.entity
  if (!about?.policy) return null
  // what was chosen shows at once, until the server has said what is so
  const wish = save.isPending ? save.variables : {}
  return (
    <section className="card" aria-label="Privacy">
      <header><h2>Privacy</h2></header>
      <Choices about={{ ...about, ...wish }} policy={{ ...about.policy, ...wish }} kind={kind} busy={!about.manageable || save.isPending} onChange={save.mutateAsync} />
    </section>
  )
}

function Choices({ about, policy, kind, busy, onChange }: { about: EntityPolicy; policy: NonNullable<EntityPolicy['policy']>; kind: 'team' | 'organization'; busy: boolean; onChange: (wish: PolicyWish) => Promise<unknown> }) {
  const team = kind === 'team'
  const { enforced } = policy
  return (
    <div className="card-body stack">
      <Check label={team ? 'Only private projects' : 'Only private projects in all teams'} note={enforced.privateOnly ? 'asked for by the organization' : undefined} checked={about.privateOnly || enforced.privateOnly} disabled={busy || enforced.privateOnly} onChange={privateOnly => onChange({ privateOnly })} />
      <Check label={team ? 'No links to reports for people without an account' : 'No links to reports for people without an account, in all teams'} note={enforced.linksOff ? 'asked for by the organization' : undefined} checked={policy.linksOff || enforced.linksOff} disabled={busy || enforced.linksOff} onChange={linksOff => onChange({ linksOff })} />
      {team && <>
        <Check label="Hidden from people of the organization who are not in the team" checked={policy.hidden} disabled={busy} onChange={hidden => onChange({ hidden })} />
        <Check label="Members invite others, not only admins" checked={policy.membersInvite} disabled={busy} onChange={membersInvite => onChange({ membersInvite })} />
        <Check label="Programs save their code unless they say otherwise" checked={about.codeSavingEnabled} disabled={busy} onChange={codeSavingEnabled => onChange({ codeSavingEnabled })} />
        <label className="field"><span>Who gets into new projects</span>
          <select className="select" value={about.defaultAccess} disabled={busy} onChange={event => void onChange({ defaultAccess: event.target.value }).catch(told)}>{ACCESS.map(([word, label]) => <option key={word} value={word}>{label}</option>)}</select>
        </label>
        <Lifetime key={policy.artifactTtlSeconds} seconds={policy.artifactTtlSeconds} disabled={busy} onChange={artifactTtlSeconds => void onChange({ artifactTtlSeconds }).catch(told)} />
        <Check label="Only admins say how long a version is kept" checked={policy.onlyAdminsSetTtl} disabled={busy} onChange={onlyAdminsSetTtl => onChange({ onlyAdminsSetTtl })} />
      </>}
    </div>
  )
}

function Check({ label, note, checked, disabled, onChange }: { label: string; note?: string; checked: boolean; disabled: boolean; onChange: (checked: boolean) => Promise<unknown> }) {
  return <Toggle checked={checked} disabled={disabled} onChange={onChange}>{label}{note && <span className="muted">, {note}</span>}</Toggle>
}

/** Days after which versions that name no time of their own are deleted. */
function Lifetime({ seconds, disabled, onChange }: { seconds: number; disabled: boolean; onChange: (seconds: number) => void }) {
  const current = seconds > 0 ? String(Math.round((seconds / DAY) * 100) / 100) : ''
  const [days, setDays] = useState(current)
  const wish = days.trim() === '' ? 0 : Number(days) * DAY
  const wrong = !Number.isFinite(wish) || wish < 0
  return (
    <form className="row" onSubmit={event => { event.preventDefault(); if (!wrong) onChange(Math.round(wish)) }}>
      <label className="field grow"><span>Days that artifact versions are kept, unless they say otherwise</span>
        <input className="input" inputMode="decimal" placeholder="for good" value={days} disabled={disabled} aria-invalid={wrong} onChange={event => setDays(event.target.value)} />
      </label>
      <button type="submit" className="button form-end" disabled={disabled || wrong || days === current}>Save</button>
    </form>
  )
}
