import { lazy, Suspense, useMemo, useState } from 'react'
import type { JsonObject } from '../api/json.ts'
import { Dialog } from '../design/Dialog.tsx'
import { plural } from '../design/format.ts'
import { useSections } from './keys.ts'
import { ADDABLE, KINDS } from './kinds.ts'
import { withSection } from './layout.ts'
import { MetricPicker } from './MetricPicker.tsx'
import { panelsOfPattern } from './pattern.ts'
import { changeSections, DEFAULT_SECTION, LINE_PLOT, newId, type LineConfig, type PanelSpec } from './spec.ts'
import { useStore } from './store.tsx'

const KindForm = lazy(() => import('./KindForm.tsx').then(module => ({ default: module.KindForm })))

/** Line plots by key, or one for every value that the brackets of a pattern find; and all other kinds. */
export function AddPanel({ onClose, section: home = null, fixed = false }: { onClose: () => void; section?: string | null; /** There is no other section to choose. */ fixed?: boolean }) {
  const store = useStore()
  const { keys, sections } = useSections()
  const [kind, setKind] = useState<string>(LINE_PLOT)
  const [config, setConfig] = useState<LineConfig>({ metrics: [] })
  const [section, setSection] = useState(home ?? sections.find(each => !each.hidden)?.name ?? DEFAULT_SECTION)
  const [split, setSplit] = useState(true)
  const line = kind === LINE_PLOT
  const several = useMemo(() => (line && config.useMetricRegex && split ? panelsOfPattern(config.metricRegex ?? '', keys) : []), [line, config.useMetricRegex, config.metricRegex, split, keys])
  const ready = line ? (config.useMetricRegex ? !!config.metricRegex : (config.metrics?.length ?? 0) > 0) : KINDS[kind]!.ready(config)
  const choose = (next: string) => {
    setKind(next)
    setConfig(next === LINE_PLOT ? { metrics: [] } : ({} as JsonObject as LineConfig))
  }
  const add = () => {
    const panel = (own: LineConfig): PanelSpec => ({ __id__: newId(), viewType: kind, config: own, isAuto: false })
    const panels = several.length > 0 ? several.map(each => panel({ ...config, chartTitle: each.title, metricRegex: each.pattern })) : [panel(config)]
    const name = section.trim() || DEFAULT_SECTION
    store.change(spec => changeSections(spec, stored => withSection(stored, name, each => ({ ...each, isOpen: true, panels: [...panels, ...each.panels] }))))
    onClose()
  }
  return (
    <Dialog title="Add a panel" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!ready} onClick={add}>{several.length > 1 ? `Add ${several.length} panels` : 'Add'}</button>
    </>}>
      <label className="field"><span>Kind</span>
        <select className="select small" value={kind} onChange={event => choose(event.target.value)}><option value={LINE_PLOT}>Line plot</option>{ADDABLE.map(each => <option key={each} value={each}>{KINDS[each]!.label}</option>)}</select>
      </label>
      {several.length === 0 && <label className="field"><span>Title</span><input className="input small" value={config.chartTitle ?? ''} placeholder={line ? 'from the metrics' : KINDS[kind]!.title(config) || 'from what it shows'} onChange={event => setConfig({ ...config, chartTitle: event.target.value || null })} /></label>}
      {line ? (
        <>
          <div className="field"><span>Metrics</span><MetricPicker keys={keys} value={config} onChange={changes => setConfig({ ...config, ...changes })} /></div>
          {config.useMetricRegex && /\((?!\?[:=!<])/.test(config.metricRegex ?? '') && (
            <>
              <label className="check"><input type="checkbox" checked={split} onChange={event => setSplit(event.target.checked)} />A panel for every value of the brackets</label>
              {several.length > 0 && <ul className="key-list" aria-label="Panels to be added">{several.map(each => <li key={each.title} className="row"><span className="ellipsis grow">{each.title}</span><span className="muted">{plural(each.keys.length, 'key')}</span></li>)}</ul>}
            </>
          )}
        </>
      ) : <Suspense fallback={<div className="skeleton" />}><KindForm viewType={kind} value={config} onChange={next => setConfig(next as LineConfig)} /></Suspense>}
      {!fixed && <label className="field"><span>Section</span><input className="input small" list="sections" value={section} onChange={event => setSection(event.target.value)} /></label>}
      <datalist id="sections">{sections.map(each => <option key={each.name} value={each.name} />)}</datalist>
    </Dialog>
  )
}
