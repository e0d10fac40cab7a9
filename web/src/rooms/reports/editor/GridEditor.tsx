import { ChartSpline, Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { isObject, type JsonObject } from '../../../api/json.ts'
import { AddPanel } from '../../../panels/AddPanel.tsx'
import { shownPanel } from '../../../panels/layout.ts'
import { numericKeys, RunScopeProvider, useRunScope } from '../../../panels/runs.ts'
import { changeSettings, newId, sectionsOf, update, type PanelSpec } from '../../../panels/spec.ts'
import { StoreProvider, WorkspaceStore } from '../../../panels/store.tsx'
import { readGrid, type Block, type PanelGrid } from '../blocks.ts'
import { SECTION, specOf, useGridScope } from '../ReportGrid.tsx'
import { EditedCard } from './EditedCard.tsx'
import { nextPlace, settle } from './layout.ts'
import { RunsetsEditor } from './RunsetsEditor.tsx'

interface GridEditorProps { block: Block; home: { entity: string; project: string }; onChange: (block: Block, typing?: boolean) => void }

type GridPanel = PanelGrid['panels'][number]

/** Panels over sets of runs, to be placed, edited and added to. */
export default function GridEditor({ block, home, onChange }: GridEditorProps) {
  const grid = useMemo(() => readGrid(block, home), [block, home])
  const [at, setAt] = useState(grid.active)
  const set = grid.runsets[at] ?? grid.runsets[0]!
  const setPanels = (panels: readonly GridPanel[]) => onChange(withPanels(block, panels))
  const store = useMemo(() => new WorkspaceStore({ spec: changeSettings(specOf(grid, set), { shouldAutoGeneratePanels: false }), save: async () => {}, autosave: false }), [grid, set])
  // editors of panels write into the store; from there it goes into the block
  useEffect(() => {
    const first = store.read().spec
    return store.subscribe(() => {
      const { spec } = store.read()
      if (spec === first) return
      const panels = sectionsOf(spec).find(section => section.name === SECTION)?.panels ?? []
      let placed: GridPanel[] = []
      for (const panel of [...panels].sort((left, right) => Number(!isObject(left.layout)) - Number(!isObject(right.layout)))) placed = [...placed, (isObject(panel.layout) ? panel : { ...panel, layout: nextPlace(placed) }) as GridPanel]
      onChange(withPanels(block, settle(placed, null, null)))
    })
  }, [store, block, onChange])
  return (
    <section className="report-grid editing" aria-label="Panels">
      <StoreProvider value={store}><Cards grid={grid} entity={set.entity} project={set.project} runset={set} setPanels={setPanels} /></StoreProvider>
      <RunsetsEditor block={block} home={home} at={at} onPick={setAt} onChange={onChange} />
    </section>
  )
}

function withPanels(block: Block, panels: readonly PanelSpec[]): Block {
  return update(block, ['metadata', 'panelBankSectionConfig'], (old: JsonObject | undefined) => ({ ...old, panels: [...panels] })) as Block
}

function Cards({ grid, runset, setPanels }: { grid: PanelGrid; entity: string; project: string; runset: PanelGrid['runsets'][number]; setPanels: (panels: readonly GridPanel[]) => void }) {
  const { scope, problem } = useGridScope(runset)
  const [adding, setAdding] = useState(false)
  if (problem) return problem
  return (
    <RunScopeProvider value={scope}>
      {grid.panels.length === 0 ? (
        <div className="grid-empty"><ChartSpline size={24} strokeWidth={1.4} /><p className="muted">No panels yet.</p></div>
      ) : <Placed grid={grid} setPanels={setPanels} />}
      <button type="button" className="button small" onClick={() => setAdding(true)}><Plus size={13} />Add panel</button>
      {adding && <AddPanel section={SECTION} fixed onClose={() => setAdding(false)} />}
    </RunScopeProvider>
  )
}

function Placed({ grid, setPanels }: { grid: PanelGrid; setPanels: (panels: readonly GridPanel[]) => void }) {
  const { runs } = useRunScope()
  const keys = useMemo(() => numericKeys(runs), [runs])
  const { panels } = grid
  return (
    <div className="report-panels">
      {panels.map(panel => (
        <EditedCard
          key={panel.__id__} panel={shownPanel(panel, keys, false)} layout={panel.layout}
          onPlace={place => setPanels(settle(panels, panel, place))}
          onRemove={() => setPanels(settle(panels.filter(each => each !== panel), null, null))}
          onDuplicate={() => { const copy = { ...panel, __id__: newId(), layout: { ...nextPlace(panels), w: panel.layout.w, h: panel.layout.h } }; setPanels(settle([...panels, copy], null, null)) }}
          onConfig={config => setPanels(panels.map(each => (each === panel ? { ...each, config } : each)))}
        />
      ))}
    </div>
  )
}
