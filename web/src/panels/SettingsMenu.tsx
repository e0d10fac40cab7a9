import { Settings2 } from 'lucide-react'
import { MenuButton } from '../design/Popover.tsx'
import { Segmented } from '../design/parts.tsx'
import { useSections } from './keys.ts'
import { SMOOTHING_RANGE, SMOOTHINGS } from './settings.ts'
import { autoPanels, bankSettings, changeSettings, update, workspaceSettings, type SmoothingType } from './spec.ts'
import { useStore, useWorkspace } from './store.tsx'

/** Settings of all line plots of the workspace; sections and panels may differ. */
export function SettingsMenu() {
  const store = useStore()
  const { spec } = useWorkspace()
  const { xKeys } = useSections()
  const settings = workspaceSettings(spec)
  const set = (changes: Record<string, unknown>) => store.change(each => changeSettings(each, changes))
  const bank = (changes: Record<string, unknown>) => store.change(each => update(each, ['section', 'panelBankConfig', 'settings'], (old: object | undefined) => ({ ...old, ...changes })))
  const type = (settings.smoothingType as SmoothingType | undefined) ?? 'none'
  const weight = typeof settings.smoothingWeight === 'number' ? settings.smoothingWeight : 0
  const active = weight > 0 ? type : 'none'
  const { max, unit } = SMOOTHING_RANGE[active]
  const xAxis = typeof settings.xAxis === 'string' ? settings.xAxis : '_step'
  return (
    <MenuButton label="Workspace settings" icon={<Settings2 size={15} />} align="end" popoverClass="settings-menu">
      {() => (
        <div className="stack">
          <label className="field"><span>X axis</span>
            <select className="select small" value={xAxis} onChange={event => set({ xAxis: event.target.value, xAxisActive: event.target.value !== '_step' })}>
              {!xKeys.some(([key]) => key === xAxis) && <option value={xAxis}>{xAxis}</option>}
              {xKeys.map(([key, label]) => <option key={key} value={key}>{label}</option>)}
            </select>
          </label>
          <label className="field"><span>Smoothing</span>
            <select className="select small" value={active} onChange={event => {
              const next = event.target.value as SmoothingType
              set({ smoothingType: next, smoothingWeight: SMOOTHING_RANGE[next].start, smoothingActive: next !== 'none' })
            }}>
              {SMOOTHINGS.map(([kind, label]) => <option key={kind} value={kind}>{label}</option>)}
            </select>
          </label>
          {active !== 'none' && (
            <label className="field"><span>Strength: {weight} {unit}</span>
              <input type="range" min={1} max={max} value={weight} onChange={event => set({ smoothingWeight: Number(event.target.value) })} />
            </label>
          )}
          <label className="field"><span>Runs per panel at most</span>
            <input className="input small" type="number" min={1} max={100} value={typeof settings.maxRuns === 'number' ? settings.maxRuns : 10} onChange={event => set({ maxRuns: Math.max(1, Math.min(100, Number(event.target.value) || 10)) })} />
          </label>
          <div className="field"><span>Sections by</span>
            <Segmented label="Sections by prefix" value={bankSettings(spec).autoOrganizePrefix === 1 ? 'first' : 'last'} options={[['first', 'First /'], ['last', 'Last /']]} onChange={value => bank({ autoOrganizePrefix: value === 'first' ? 1 : 2 })} />
          </div>
          <label className="check"><input type="checkbox" checked={settings.ignoreOutliers === true} onChange={event => set({ ignoreOutliers: event.target.checked })} />Ignore outliers in the scale</label>
          <label className="check"><input type="checkbox" checked={settings.suppressLegends !== true} onChange={event => set({ suppressLegends: event.target.checked ? null : true })} />Legends</label>
          <label className="check"><input type="checkbox" checked={bankSettings(spec).sortAlphabetically === true} onChange={event => bank({ sortAlphabetically: event.target.checked })} />Panels A to Z</label>
          <label className="check"><input type="checkbox" checked={autoPanels(spec)} onChange={event => set({ shouldAutoGeneratePanels: event.target.checked })} />A panel for every logged key</label>
        </div>
      )}
    </MenuButton>
  )
}
