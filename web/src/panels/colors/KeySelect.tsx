import type { Field } from '../../rooms/runs/fields.ts'
import { accessorLabel } from '../values.ts'

interface KeySelectProps { config: readonly Field[]; summary: readonly Field[]; value: string; onChange: (key: string) => void }

/** Metrics and config values that runs of the project hold. */
export function KeySelect({ config, summary, value, onChange }: KeySelectProps) {
  const metrics = summary.filter(field => !field.nested && (field.type === 'number' || field.type === 'any'))
  const values = config.filter(field => !field.nested)
  const part = (title: string, fields: readonly Field[]) => fields.length > 0 && <optgroup label={title}>{fields.map(field => <option key={field.id} value={field.id}>{field.label}</option>)}</optgroup>
  return (
    <select className="select small" aria-label="Value" value={value} onChange={event => onChange(event.target.value)}>
      {![...metrics, ...values].some(field => field.id === value) && <option value={value}>{accessorLabel(value)}</option>}
      {part('Metrics', metrics)}
      {part('Config', values)}
    </select>
  )
}
