import { Bookmark } from 'lucide-react'
import { useHovered, setHovered } from './hover.ts'
import type { ShownPanel } from './layout.ts'
import { drawn } from './LinePanel.tsx'
import { groupsOf } from './plot/group.ts'
import { legendName } from './plot/template.ts'
import { styleOf } from './plot/styles.ts'
import { useRunScope } from './runs.ts'
import type { LineSettings } from './settings.ts'

/** Names of the drawn runs or groups; a panel of one run names nothing. */
export function Legend({ panel, settings, full = false }: { panel: ShownPanel; settings: LineSettings; full?: boolean }) {
  const scope = useRunScope()
  const hovered = useHovered()
  const logged = drawn(scope.runs, panel.metrics, Infinity)
  const all = settings.grouping ? groupsOf(logged, settings.grouping.keys, scope.runs, scope.groupColors).map(group => ({ name: group.id, label: `${group.label} (${group.runs.length})`, color: group.color })) : logged.map(run => ({ name: run.name, label: legendName(panel.config.legendTemplate, run) ?? run.label, color: run.color }))
  const baseline = scope.runs.find(run => run.baseline)?.name
  const [metric] = panel.lines
  const style = (name: string) => (metric !== undefined && panel.lines.length === 1 ? styleOf(panel.config, name, metric) : null)
  const shown = all.slice(0, settings.maxRuns).map(({ name, label, color }) => ({ name, label: style(name)?.title ?? label, color: style(name)?.color ?? color }))
  if (scope.runs.length <= 1) return null
  return (
    <div className={`legend ${full ? 'full' : ''}`}>
      <div className="legend-names">{shown.map(run => (
        <span key={run.name} className={hovered && hovered !== run.name ? 'faded' : ''} onPointerEnter={() => setHovered(run.name)} onPointerLeave={() => setHovered(null)}>
          {baseline === run.name ? <Bookmark size={11} fill={run.color} color={run.color} aria-label="Baseline" /> : <i style={{ background: run.color }} />}{run.label}
        </span>
      ))}</div>
      {all.length > shown.length && <span className="muted" title="The limit of lines per panel is in the settings">first {shown.length}</span>}
    </div>
  )
}
