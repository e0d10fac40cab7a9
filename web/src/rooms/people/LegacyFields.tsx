import type { Legacy } from './queries.ts'

export const NO_LEGACY: Legacy = { heir: '', projectsTo: '' }

interface Props { who: 'you' | 'they'; legacy: Legacy; stays: string; onChange: (legacy: Legacy) => void }

/** Who takes over what somebody leaves behind; `stays` says what becomes of projects that nobody takes. */
export function LegacyFields({ who, legacy, stays, onChange }: Props) {
  return (
    <>
      <label className="field"><span>Hand over what {who} own in teams to (a username, or leave empty)</span><input className="input" autoComplete="off" value={legacy.heir} onChange={event => onChange({ ...legacy, heir: event.target.value })} /></label>
      <label className="field"><span>Move the projects under {who === 'you' ? 'your' : 'their'} own name to (a user or team; left empty they {stays})</span><input className="input" autoComplete="off" value={legacy.projectsTo} onChange={event => onChange({ ...legacy, projectsTo: event.target.value })} /></label>
    </>
  )
}
