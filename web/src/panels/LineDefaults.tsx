import type { JsonObject } from '../api/json.ts'
import { Segmented } from '../design/parts.tsx'
import { useSections } from './keys.ts'
import { SMOOTHING_RANGE, SMOOTHINGS } from './settings.ts'
import type { SmoothingType } from './spec.ts'

interface LineDefaultsProps { values: JsonObject; set: (changes: JsonObject) => void; /** Of a section: what it leaves open is as the workspace says. */ inherits?: boolean }

const AS_WORKSPACE = 'As the workspace'

/** How line plots are drawn where a panel does not say it. */
export function LineDefaults({ values, set, inherits = false }: LineDefaultsProps) {
  const { xKeys } = useSections()
  const type = (values.smoothingType as SmoothingType | undefined) ?? 'none'
  const weight = typeof values.smoothingWeight === 'number' ? values.smoothingWeight : 0
  const active = weight > 0 && SMOOTHING_RANGE[type] ? type : 'none'
  const { max, unit } = SMOOTHING_RANGE[active]
  const xAxis = typeof values.xAxis === 'string' ? values.xAxis : '_step'
  const text = (key: string) => (typeof values[key] === 'string' ? values[key] : '')
  const choice = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')
  return (
    <>
      <label className="field"><span>X axis</span>
        <select className="select small" value={xAxis} onChange={event => set({ xAxis: event.target.value, xAxisActive: event.target.value !== '_step' })}>
          {!xKeys.some(([key]) => key === xAxis) && <option value={xAxis}>{xAxis}</option>}
          {xKeys.map(([key, label]) => <option key={key} value={key}>{inherits && key === '_step' ? AS_WORKSPACE : label}</option>)}
        </select>
      </label>
      <label className="field"><span>Smoothing</span>
        <select className="select small" value={active} onChange={event => {
          const next = event.target.value as SmoothingType
          set({ smoothingType: next, smoothingWeight: SMOOTHING_RANGE[next].start, smoothingActive: next !== 'none' })
        }}>
          {SMOOTHINGS.map(([kind, label]) => <option key={kind} value={kind}>{inherits && kind === 'none' ? AS_WORKSPACE : label}</option>)}
        </select>
      </label>
      {active !== 'none' && (
        <label className="field"><span>Strength: {weight} {unit}</span>
          <input type="range" min={1} max={max} value={weight} onChange={event => set({ smoothingWeight: Number(event.target.value) })} />
        </label>
      )}
      <label className="field"><span>Runs per panel at most</span>
        <input className="input small" type="number" min={1} max={100} placeholder={inherits ? AS_WORKSPACE : '10'} value={typeof values.maxRuns === 'number' ? values.maxRuns : inherits ? '' : 10} onChange={event => set({ maxRuns: event.target.value === '' && inherits ? null : Math.max(1, Math.min(100, Number(event.target.value) || 10)) })} />
      </label>
      <label className="field"><span>Points of a line</span>
        <select className="select small" value={text('pointVisualizationMethod')} onChange={event => set({ pointVisualizationMethod: event.target.value || null })}>
          <option value="">{inherits ? AS_WORKSPACE : 'Full fidelity'}</option>
          {inherits && <option value="bucketing-gorilla">Full fidelity</option>}
          <option value="sampling">A sample of 1,500</option>
        </select>
      </label>
      <label className="field"><span>Lines of one point</span>
        <select className="select small" value={text('lonePoints')} onChange={event => set({ lonePoints: event.target.value || null })}>
          <option value="">{inherits ? AS_WORKSPACE : 'Bars'}</option>
          {inherits && <option value="bars">Bars</option>}
          <option value="dots">Points</option>
        </select>
      </label>
      <label className="field"><span>Runs in the tooltip</span>
        <select className="select small" value={text('tooltipNumberOfRuns') || (inherits ? '' : 'default')} onChange={event => set({ tooltipNumberOfRuns: event.target.value || null })}>
          {inherits && <option value="">{AS_WORKSPACE}</option>}
          <option value="single">The nearest</option><option value="default">Those around it</option><option value="all_runs">All</option>
        </select>
      </label>
      {inherits ? (
        <label className="field"><span>Names in the tooltip</span>
          <select className="select small" value={choice(typeof values.colorRunNames === 'boolean' ? values.colorRunNames : null)} onChange={event => set({ colorRunNames: event.target.value === '' ? null : event.target.value === 'yes' })}>
            <option value="">{AS_WORKSPACE}</option><option value="yes">In the colour of the run</option><option value="no">Plain</option>
          </select>
        </label>
      ) : (
        <div className="field"><span>Names in the tooltip</span>
          <Segmented label="Names in the tooltip" value={values.colorRunNames === false ? 'plain' : 'coloured'} options={[['coloured', 'Coloured'], ['plain', 'Plain']]} onChange={value => set({ colorRunNames: value === 'coloured' ? null : false })} />
        </div>
      )}
      <label className="check"><input type="checkbox" checked={values.ignoreOutliers === true} onChange={event => set({ ignoreOutliers: event.target.checked })} />Ignore outliers in the scale</label>
    </>
  )
}
