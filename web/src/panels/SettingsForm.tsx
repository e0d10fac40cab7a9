import { Segmented } from '../design/parts.tsx'
import { LineDefaults } from './LineDefaults.tsx'
import { autoPanels, bankSettings, changeSettings, update, workspaceSettings } from './spec.ts'
import { useStore, useWorkspace } from './store.tsx'

/** Settings of all panels of the workspace; sections and panels may differ. */
export default function SettingsForm() {
  const store = useStore()
  const { spec } = useWorkspace()
  const settings = workspaceSettings(spec)
  const set = (changes: Record<string, unknown>) => store.change(each => changeSettings(each, changes))
  const bank = (changes: Record<string, unknown>) => store.change(each => update(each, ['section', 'panelBankConfig', 'settings'], (old: object | undefined) => ({ ...old, ...changes })))
  return (
    <div className="stack">
      <LineDefaults values={settings} set={set} />
      <label className="check"><input type="checkbox" checked={settings.fullRunNames === true} onChange={event => set({ fullRunNames: event.target.checked ? true : null })} />Whole names in tooltips</label>
      <label className="check" title="Plots with the same values along their foot"><input type="checkbox" checked={settings.syncZoom === true} onChange={event => set({ syncZoom: event.target.checked ? true : null })} />Zoom plots together</label>
      <label className="check"><input type="checkbox" checked={settings.suppressLegends !== true} onChange={event => set({ suppressLegends: event.target.checked ? null : true })} />Legends</label>
      <div className="field"><span>Sections by</span>
        <Segmented label="Sections by prefix" value={bankSettings(spec).autoOrganizePrefix === 1 ? 'first' : 'last'} options={[['first', 'First /'], ['last', 'Last /']]} onChange={value => bank({ autoOrganizePrefix: value === 'first' ? 1 : 2 })} />
      </div>
      <label className="check"><input type="checkbox" checked={bankSettings(spec).sortAlphabetically === true} onChange={event => bank({ sortAlphabetically: event.target.checked })} />Panels A to Z</label>
      <label className="check"><input type="checkbox" checked={autoPanels(spec)} onChange={event => set({ shouldAutoGeneratePanels: event.target.checked })} />A panel for every logged key</label>
    </div>
  )
}
