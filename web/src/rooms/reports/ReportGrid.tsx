import { useMemo, useState } from 'react'
import { bare, navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { useHistory } from '../../panels/history.ts'
import { shownPanel, type ShownPanel } from '../../panels/layout.ts'
import { Legend } from '../../panels/Legend.tsx'
import { LinePanel, panelQuery } from '../../panels/LinePanel.tsx'
import { OtherPanel } from '../../panels/OtherPanel.tsx'
import { panelGroupKeys } from '../../panels/plot/group.ts'
import type { Zoom } from '../../panels/plot/Plot.tsx'
import { legendKeys } from '../../panels/plot/template.ts'
import { runHref } from '../../panels/foreign.ts'
import { useRunColors } from '../../panels/runColors.ts'
import { definedAxis, numericKeys, RunScopeProvider, useRunScope } from '../../panels/runs.ts'
import { useNear } from '../../panels/near.ts'
import { lineSettings } from '../../panels/settings.ts'
import { LINE_PLOT, newSection, newSpec, update, type Spec } from '../../panels/spec.ts'
import { StoreProvider, useWorkspace, WorkspaceStore } from '../../panels/store.tsx'
import { useDrawnRuns } from '../runs/useDrawnRuns.ts'
import { readGrid, type Block, type GridRunset, type PanelGrid } from './blocks.ts'

const BUCKETS = 1000
export const ROW = 44

/** What the one section of a grid is called while its panels are drawn. */
export const SECTION = 'Report'

/** Panels of a report over its sets of runs. What a reader zooms or folds is not written down. */
export function ReportGrid({ block, home }: { block: Block; home: { entity: string; project: string } }) {
  const grid = useMemo(() => readGrid(block, home), [block, home])
  const [at, setAt] = useState(grid.active)
  const set = grid.runsets[at] ?? grid.runsets[0]!
  const store = useMemo(() => new WorkspaceStore({ spec: specOf(grid, set), save: null, autosave: false }), [grid, set])
  return (
    <section className="report-grid" aria-label="Panels">
      <StoreProvider value={store}><Grid grid={grid} set={set} /></StoreProvider>
      {!grid.hideRunsets && (
        <div className="row wrap report-runsets" role="group" aria-label="Run sets">
          {grid.runsets.map((each, index) => grid.runsets.length > 1 ? <button key={index} type="button" className="chip" aria-pressed={index === at} onClick={() => setAt(index)}>{each.name}</button> : <span key={index} className="muted">{each.name}</span>)}
          {!bare && <a className="muted" href={href.runs(set.entity, set.project)}>{set.entity}/{set.project}</a>}
        </div>
      )}
    </section>
  )
}

export function specOf(grid: PanelGrid, set: GridRunset): Spec {
  const spec = update(newSpec(), ['section', 'runSets', 0], () => set.runset)
  const coloured = update(spec, ['section', 'customRunColors'], () => grid.colors)
  const byValue = update(coloured, ['section', 'keyBasedColors'], () => grid.valueColors)
  return update(byValue, ['section', 'panelBankConfig', 'sections'], () => [{ ...newSection(SECTION), panels: grid.panels }])
}

const GROUPED_RUNS = 100

/** The runs of a set as panels ask for them, or what keeps them from being drawn. */
export function useGridScope(set: GridRunset) {
  const { spec } = useWorkspace()
  const { entity, project, runset } = set
  const grouping = runset.grouping
  const groupKeys = useMemo(() => [...grouping, ...panelGroupKeys(spec)], [grouping, spec])
  const valueKeys = useMemo(() => [...groupKeys, ...legendKeys(spec)], [groupKeys, spec])
  const colors = useRunColors(entity, project)
  const drawn = useDrawnRuns(entity, project, runset, colors.of, groupKeys.length > 0 ? GROUPED_RUNS : 20, null, valueKeys)
  const scope = useMemo(() => ({
    entity, project, runs: drawn.runs, filters: drawn.filters, order: drawn.order, grouping, colors, live: drawn.live,
    openRun: (name: string, newTab: boolean) => { const to = runHref({ entity, project }, name); if (newTab) window.open(to, '_blank', 'noopener'); else navigate(to) },
  }), [entity, project, drawn.runs, drawn.filters, drawn.order, grouping, colors, drawn.live])
  const problem = drawn.query.isError && drawn.runs.length === 0 ? <ErrorState error={drawn.query.error} retry={() => void drawn.query.refetch()} />
    : drawn.query.isSuccess && drawn.total === null ? <p className="note warn">The project {entity}/{project} of this run set is not there, or not for you.</p> : null
  return { scope, problem }
}

function Grid({ grid, set }: { grid: PanelGrid; set: GridRunset }) {
  const { scope, problem } = useGridScope(set)
  const { runs } = scope
  const keys = useMemo(() => numericKeys(runs), [runs])
  const panels = useMemo(() => grid.panels.map(panel => ({ layout: panel.layout, panel: shownPanel(panel, keys, false) })), [grid.panels, keys])
  if (problem) return problem
  return (
    <RunScopeProvider value={scope}>
      <div className="report-panels" style={{ gridAutoRows: ROW }} data-runs={count(runs.length)}>
        {panels.map(({ layout, panel }) => <Card key={panel.id} panel={panel} layout={layout} />)}
      </div>
    </RunScopeProvider>
  )
}

function Card({ panel, layout }: { panel: ShownPanel; layout: { x: number; y: number; w: number; h: number } }) {
  const [box, near] = useNear('400px')
  return (
    <article className="panel" aria-label={`Panel ${panel.title}`} style={{ gridColumn: `${layout.x + 1} / span ${layout.w}`, gridRow: `${layout.y + 1} / span ${layout.h}` }}>
      <header><h3 className="ellipsis">{panel.title}</h3></header>
      {panel.viewType === LINE_PLOT && <Line panel={panel} near={near} />}
      <div className={panel.viewType === LINE_PLOT ? 'report-near' : 'panel-body'} ref={box}>{near && panel.viewType !== LINE_PLOT && <OtherPanel panel={panel} onChange={null} />}</div>
    </article>
  )
}

export function Line({ panel, near }: { panel: ShownPanel; near: boolean }) {
  const scope = useRunScope()
  const [zoom, setZoom] = useState<Zoom | null>(null)
  const defined = definedAxis(scope.runs, panel.metrics)
  const settings = useMemo(() => lineSettings({}, {}, panel.config, defined, scope.grouping), [panel.config, defined, scope.grouping])
  const query = useMemo(() => (near ? panelQuery(scope, panel.metrics, settings, { buckets: BUCKETS, range: null }) : null), [near, scope, panel.metrics, settings])
  const result = useHistory(query, scope.live)
  return (
    <>
      <Legend panel={panel} settings={settings} />
      <div className="panel-body"><LinePanel panel={panel} settings={settings} zoom={zoom} onZoom={setZoom} buckets={BUCKETS} shared={{ data: result.data, error: result.error, isFetching: result.isPending && near, refetch: () => void result.refetch() }} /></div>
    </>
  )
}
