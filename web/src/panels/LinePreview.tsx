import { useMemo, useState } from 'react'
import { useHistory } from './history.ts'
import { useSections } from './keys.ts'
import { shownPanel } from './layout.ts'
import { Legend } from './Legend.tsx'
import { LinePanel, panelQuery } from './LinePanel.tsx'
import type { Zoom } from './plot/Plot.tsx'
import { definedAxis, useRunScope } from './runs.ts'
import { lineSettings } from './settings.ts'
import { LINE_PLOT, workspaceSettings, type LineConfig } from './spec.ts'
import { useWorkspace } from './store.tsx'

const BUCKETS = 500

/** The line plot as it will be, beside the form that changes it. */
export function LinePreview({ config, section }: { config: LineConfig; section: Record<string, unknown> }) {
  const scope = useRunScope()
  const { spec } = useWorkspace()
  const { keys } = useSections()
  const [zoom, setZoom] = useState<Zoom | null>(null)
  const panel = useMemo(() => shownPanel({ __id__: 'preview', viewType: LINE_PLOT, config }, keys, false), [config, keys])
  const settings = useMemo(() => lineSettings(workspaceSettings(spec), section, panel.config, definedAxis(scope.runs, panel.metrics), scope.grouping), [spec, section, panel, scope.runs, scope.grouping])
  const query = useMemo(() => (panel.metrics.length > 0 ? panelQuery(scope, panel.metrics, settings, { buckets: BUCKETS, range: null }) : null), [scope, panel.metrics, settings])
  const result = useHistory(query, false)
  if (panel.metrics.length === 0) return <p className="plot-empty">Choose a metric</p>
  return (
    <>
      <Legend panel={panel} settings={settings} />
      <div className="panel-body"><LinePanel panel={panel} settings={settings} zoom={zoom} onZoom={setZoom} buckets={BUCKETS} shared={{ data: result.data, error: result.error, isFetching: result.isPending, refetch: () => void result.refetch() }} /></div>
    </>
  )
}
