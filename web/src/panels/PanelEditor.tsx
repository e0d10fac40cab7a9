import { useEffect, useState } from 'react'
import { Dialog } from '../design/Dialog.tsx'
import { fieldId, useFields } from '../rooms/runs/fields.ts'
import { useSections } from './keys.ts'
import { withPanel, type ShownPanel } from './layout.ts'
import { LineStyles } from './LineStyles.tsx'
import { LinePreview } from './LinePreview.tsx'
import { MetricPicker } from './MetricPicker.tsx'
import { parseExpression } from './plot/expression.ts'
import { groupKeyOf } from './plot/group.ts'
import { useRunScope } from './runs.ts'
import { SMOOTHING_RANGE, SMOOTHINGS, type LineSettings } from './settings.ts'
import { changeSections, type LineConfig, type PlotType, type SmoothingType } from './spec.ts'
import { useStore } from './store.tsx'

interface PanelEditorProps { panel: ShownPanel; sectionName: string; settings: LineSettings; onClose: () => void }

const NO_SETTINGS = {}

function useDeferred<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setShown(value), 300)
    return () => clearTimeout(timer)
  }, [value])
  return shown
}

const numberOf = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text))

export function PanelEditor({ panel, sectionName, settings, onClose }: PanelEditorProps) {
  const store = useStore()
  const { keys, xKeys, sections } = useSections()
  const section = sections.find(each => each.name === sectionName)?.settings ?? NO_SETTINGS
  const [draft, setDraft] = useState<LineConfig>(panel.config)
  const set = (changes: LineConfig) => setDraft({ ...draft, ...changes })
  // what is typed is drawn when the typing rests
  const shownDraft = useDeferred(draft)
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const apply = () => {
    store.change(spec => changeSections(spec, sections => withPanel(sections, sectionName, panel, stored => ({ ...stored, config: draft }))))
    onClose()
  }
  const metrics = draft.metrics ?? []
  const type = draft.smoothingType ?? null
  const field = (label: string, key: 'xAxisMin' | 'xAxisMax' | 'yAxisMin' | 'yAxisMax') => (
    <label className="field"><span>{label}</span><input className="input small" inputMode="decimal" placeholder="auto" defaultValue={draft[key] ?? ''} onChange={event => set({ [key]: numberOf(event.target.value) })} /></label>
  )
  const check = (label: string, key: 'xLogScale' | 'yLogScale' | 'ignoreOutliers' | 'showOriginalAfterSmoothing', off = false) => (
    <label className="check"><input type="checkbox" checked={(draft[key] ?? off) === true} onChange={event => set({ [key]: event.target.checked })} />{label}</label>
  )
  return (
    <Dialog title={`Edit ${panel.title}`} wide onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!draft.useMetricRegex && metrics.length === 0 && !draft.expressions?.length} onClick={apply}>Apply</button>
    </>}>
      <div className="editor-split lines">
      <div className="editor-preview line">{ready && <LinePreview config={shownDraft} section={section} />}</div>
      <div className="stack">
      <label className="field"><span>Title</span><input className="input small" value={draft.chartTitle ?? ''} placeholder={panel.title} onChange={event => set({ chartTitle: event.target.value || null })} /></label>
      <div className="field"><span>Metrics</span><MetricPicker keys={keys} value={draft} onChange={set} /></div>
      <div className="form-grid">
        <label className="field"><span>X axis</span>
          <select className="select small" value={draft.xAxis ?? ''} onChange={event => set({ xAxis: event.target.value || null })}>
            <option value="">As the workspace</option>
            {xKeys.map(([key, label]) => <option key={key} value={key}>{label}</option>)}
          </select>
        </label>
        <ExpressionField label="X as an expression" value={draft.xExpression ?? ''} onChange={text => set({ xExpression: text || null })} />
        <ExpressionField label="Y as an expression" value={draft.expressions?.[0] ?? ''} onChange={text => set({ expressions: text ? [text, ...(draft.expressions ?? []).slice(1)] : (draft.expressions ?? []).slice(1) })} />
        <label className="field"><span>Smoothing</span>
          <select className="select small" value={type ?? ''} onChange={event => {
            const next = (event.target.value || null) as SmoothingType | null
            const start = next ? SMOOTHING_RANGE[next] : null
            set({ smoothingType: next, smoothingWeight: start ? (start.unit === '%' ? start.start / 100 : start.start) : null })
          }}>
            <option value="">As the workspace</option>
            {SMOOTHINGS.map(([kind, label]) => <option key={kind} value={kind}>{label}</option>)}
          </select>
        </label>
        {type && type !== 'none' && <PanelWeight type={type} weight={draft.smoothingWeight ?? 0} onChange={weight => set({ smoothingWeight: weight })} />}
        {field('X from', 'xAxisMin')}{field('X to', 'xAxisMax')}{field('Y from', 'yAxisMin')}{field('Y to', 'yAxisMax')}
        <label className="field"><span>X title</span><input className="input small" value={draft.xAxisTitle ?? ''} onChange={event => set({ xAxisTitle: event.target.value || null })} /></label>
        <label className="field"><span>Y title</span><input className="input small" value={draft.yAxisTitle ?? ''} onChange={event => set({ yAxisTitle: event.target.value || null })} /></label>
        <label className="field"><span>Drawn as</span><select className="select small" value={draft.plotType ?? 'line'} onChange={event => set({ plotType: event.target.value as PlotType })}><option value="line">Lines</option><option value="stacked-area">Areas on each other</option><option value="pct-area">Shares of a hundred</option></select></label>
        <label className="field"><span>Names in the legend</span><input className="input small mono" value={draft.legendTemplate ?? ''} placeholder="${run:displayName}, ${config:lr}" title="Words with values of the run: ${run:displayName}, ${config:key}, ${summary:key}" onChange={event => set({ legendTemplate: event.target.value || null })} /></label>
        <label className="field"><span>Points of a line</span><select className="select small" value={draft.pointVisualizationMethod ?? ''} onChange={event => set({ pointVisualizationMethod: (event.target.value || null) as LineConfig['pointVisualizationMethod'] })}><option value="">As the workspace</option><option value="bucketing-gorilla">Full fidelity</option><option value="sampling">A sample of 1,500</option></select></label>
        <label className="field"><span>Lines of one point</span><select className="select small" value={draft.lonePoints ?? ''} onChange={event => set({ lonePoints: (event.target.value || null) as LineConfig['lonePoints'] })}><option value="">As the workspace</option><option value="bars">Bars</option><option value="dots">Points</option></select></label>
        <Grouping draft={draft} set={set} />
        <label className="field"><span>Runs at most</span><input className="input small" type="number" min={1} max={100} placeholder={String(settings.maxRuns)} defaultValue={draft.limit ?? ''} onChange={event => set({ limit: numberOf(event.target.value) })} /></label>
      </div>
      <div className="row wrap checks">
        {check('Log x', 'xLogScale')}{check('Log y', 'yLogScale')}{check('Ignore outliers', 'ignoreOutliers')}{check('Faint original under smoothing', 'showOriginalAfterSmoothing', true)}
      </div>
      </div>
      </div>
      <LineStyles draft={draft} settings={settings} set={set} />
    </Dialog>
  )
}

function ExpressionField({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const wrong = value.trim() !== '' && parseExpression(value) === null
  return (
    <label className="field"><span>{label}</span>
      <input className="input small mono" value={value} placeholder="${train/loss} * 2" aria-invalid={wrong} title={wrong ? 'This is no expression' : 'Metrics as ${key}, with + - * / % ** and log, exp, sqrt, abs'} onChange={event => onChange(event.target.value)} />
    </label>
  )
}

/** Runs as one line: as the table groups them, by a key of this panel's own, all together, or not at all. */
function Grouping({ draft, set }: { draft: LineConfig; set: (changes: LineConfig) => void }) {
  const { entity, project } = useRunScope()
  const { fields } = useFields(entity, project)
  const offered = fields.filter(field => !field.nested && (field.key.section === 'config' || ['group', 'jobType', 'state', 'username', 'sweep', 'host'].includes(field.key.name)))
  const stored = draft.groupBy && draft.groupBy !== 'None' ? fieldId(groupKeyOf(draft.groupBy)) : null
  const value = stored ?? (draft.aggregate === true ? 'all' : draft.aggregate === false ? 'off' : '')
  const choose = (next: string) => set(next === '' ? { aggregate: null, groupBy: null } : next === 'off' ? { aggregate: false, groupBy: null } : next === 'all' ? { aggregate: true, groupBy: null } : { aggregate: true, groupBy: next.replace(/^(config|run):/, '') })
  return (
    <>
      <label className="field"><span>Group runs</span>
        <select className="select small" value={value} onChange={event => choose(event.target.value)}>
          <option value="">As the table</option><option value="off">Never</option><option value="all">All into one line</option>
          {stored && !offered.some(field => field.id === stored) && <option value={stored}>by {draft.groupBy}</option>}
          {offered.map(field => <option key={field.id} value={field.id}>by {field.label}</option>)}
        </select>
      </label>
      {value !== 'off' && (
        <>
          <label className="field"><span>A group shows its</span><select className="select small" value={draft.groupAgg ?? 'mean'} onChange={event => set({ groupAgg: event.target.value })}><option value="mean">Mean</option><option value="median">Median</option><option value="min">Smallest</option><option value="max">Largest</option><option value="sum">Sum</option></select></label>
          <label className="field"><span>Shade around it</span><select className="select small" value={draft.groupArea ?? 'minmax'} onChange={event => set({ groupArea: event.target.value })}><option value="minmax">Smallest to largest</option><option value="stddev">Standard deviation</option><option value="stderr">Standard error</option><option value="none">None</option></select></label>
        </>
      )}
    </>
  )
}

function PanelWeight({ type, weight, onChange }: { type: SmoothingType; weight: number; onChange: (weight: number) => void }) {
  const { max, unit } = SMOOTHING_RANGE[type]
  const percent = unit === '%'
  const shown = percent ? Math.round(weight * 100) : weight
  return (
    <label className="field wide"><span>Strength: {shown} {unit}</span>
      <input type="range" min={0} max={max} value={shown} onChange={event => onChange(percent ? Number(event.target.value) / 100 : Number(event.target.value))} />
    </label>
  )
}
