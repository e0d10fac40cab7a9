import { X } from 'lucide-react'
import { useState } from 'react'
import { metricsOf } from './layout.ts'
import type { LineConfig } from './spec.ts'

/** Chosen keys as chips, or one regular expression that also takes in keys logged later. */
export function MetricPicker({ keys, value, onChange }: { keys: readonly string[]; value: LineConfig; onChange: (changes: LineConfig) => void }) {
  const [text, setText] = useState('')
  const metrics = value.metrics ?? []
  if (value.useMetricRegex) {
    const found = metricsOf(value, keys).length
    return (
      <div className="stack tight">
        <input className="input small mono" aria-label="Regular expression of metrics" value={value.metricRegex ?? ''} placeholder="^val/.*loss$" onChange={event => onChange({ metricRegex: event.target.value })} />
        <div className="row"><span className="muted grow">{found} keys match</span><button type="button" className="button small" onClick={() => onChange({ useMetricRegex: false })}>Choose keys instead</button></div>
      </div>
    )
  }
  const needle = text.trim().toLowerCase()
  const offered = keys.filter(key => !metrics.includes(key) && key.toLowerCase().includes(needle)).slice(0, 30)
  const add = (key: string) => {
    onChange({ metrics: [...metrics, key] })
    setText('')
  }
  return (
    <div className="stack tight">
      {metrics.length > 0 && (
        <div className="row wrap">
          {metrics.map(metric => (
            <span key={metric} className="chip">{metric}<button type="button" className="chip-x" aria-label={`Remove ${metric}`} onClick={() => onChange({ metrics: metrics.filter(each => each !== metric) })}><X size={11} /></button></span>
          ))}
        </div>
      )}
      <input className="input small" aria-label="Add a metric" value={text} placeholder="Add a key" onChange={event => setText(event.target.value)} onKeyDown={event => { if (event.key === 'Enter' && offered[0]) { event.preventDefault(); add(offered[0]) } }} />
      {(needle !== '' || metrics.length === 0) && (
        <ul className="key-list">{offered.map(key => <li key={key}><button type="button" className="menu-item" onClick={() => add(key)}>{key}</button></li>)}{offered.length === 0 && <li className="muted">No such key</li>}</ul>
      )}
      <div><button type="button" className="button small" onClick={() => onChange({ useMetricRegex: true, metricRegex: value.metricRegex ?? (metrics[0] ? `^${metrics[0].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` : '') })}>Use a regular expression</button></div>
    </div>
  )
}
