import { useHovered, setHovered } from './hover.ts'
import type { ShownPanel } from './layout.ts'
import { drawn } from './LinePanel.tsx'
import { useRunScope } from './runs.ts'
import type { LineSettings } from './settings.ts'

/** Names of the drawn runs; a panel of one run names nothing. */
export function Legend({ panel, settings, full = false }: { panel: ShownPanel; settings: LineSettings; full?: boolean }) {
  const scope = useRunScope()
  const hovered = useHovered()
  const runs = drawn(scope.runs, panel.metrics, settings.maxRuns)
  const logged = drawn(scope.runs, panel.metrics, Infinity).length
  if (scope.runs.length <= 1) return null
  return (
    <div className={`legend ${full ? 'full' : ''}`}>
      <div className="legend-names">{runs.map(run => (
        <span key={run.name} className={hovered && hovered !== run.name ? 'faded' : ''} onPointerEnter={() => setHovered(run.name)} onPointerLeave={() => setHovered(null)}>
          <i style={{ background: run.color }} />{run.label}
        </span>
      ))}</div>
      {logged > runs.length && <span className="muted" title="The limit of runs per panel is in the settings">first {runs.length}</span>}
    </div>
  )
}
