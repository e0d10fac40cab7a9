import { useState } from 'react'
import { Dialog } from '../design/Dialog.tsx'
import { useSections } from './keys.ts'
import { withSection } from './layout.ts'
import { MetricPicker } from './MetricPicker.tsx'
import { changeSections, DEFAULT_SECTION, LINE_PLOT, newId, type LineConfig } from './spec.ts'
import { useStore } from './store.tsx'

export function AddPanel({ onClose }: { onClose: () => void }) {
  const store = useStore()
  const { keys, sections } = useSections()
  const [kind, setKind] = useState<'line' | 'markdown'>('line')
  const [config, setConfig] = useState<LineConfig>({ metrics: [] })
  const [text, setText] = useState('')
  const [section, setSection] = useState(sections.find(each => !each.hidden)?.name ?? DEFAULT_SECTION)
  const ready = kind === 'markdown' ? text.trim() !== '' : config.useMetricRegex ? !!config.metricRegex : (config.metrics?.length ?? 0) > 0
  const add = () => {
    const panel = kind === 'line'
      ? { __id__: newId(), viewType: LINE_PLOT, config, isAuto: false }
      : { __id__: newId(), viewType: 'Markdown Panel', config: { value: text }, isAuto: false }
    const name = section.trim() || DEFAULT_SECTION
    store.change(spec => changeSections(spec, stored => withSection(stored, name, each => ({ ...each, isOpen: true, panels: [panel, ...each.panels] }))))
    onClose()
  }
  return (
    <Dialog title="Add a panel" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!ready} onClick={add}>Add</button>
    </>}>
      <label className="field"><span>Kind</span>
        <select className="select small" value={kind} onChange={event => setKind(event.target.value as 'line' | 'markdown')}><option value="line">Line plot</option><option value="markdown">Markdown</option></select>
      </label>
      {kind === 'line' ? (
        <>
          <label className="field"><span>Title</span><input className="input small" value={config.chartTitle ?? ''} placeholder="from the metrics" onChange={event => setConfig({ ...config, chartTitle: event.target.value || null })} /></label>
          <div className="field"><span>Metrics</span><MetricPicker keys={keys} value={config} onChange={changes => setConfig({ ...config, ...changes })} /></div>
        </>
      ) : (
        <label className="field"><span>Text</span><textarea className="textarea" rows={6} value={text} onChange={event => setText(event.target.value)} /></label>
      )}
      <label className="field"><span>Section</span><input className="input small" list="sections" value={section} onChange={event => setSection(event.target.value)} /></label>
      <datalist id="sections">{sections.map(each => <option key={each.name} value={each.name} />)}</datalist>
    </Dialog>
  )
}
