import { Suspense } from 'react'
import { ErrorBoundary } from '../app/ErrorBoundary.tsx'
import type { JsonObject } from '../api/json.ts'
import { KINDS } from './kinds.ts'
import type { ShownPanel } from './layout.ts'

/** Any panel that is no line plot. Kinds that this version cannot draw keep their place and their settings. */
export function OtherPanel({ panel, onChange }: { panel: ShownPanel; onChange: ((config: JsonObject) => void) | null }) {
  const kind = KINDS[panel.viewType]
  if (!kind) return <p className="plot-empty">“{panel.viewType}” panels are not drawn by this version. The panel and its settings are kept.</p>
  const View = kind.view
  return <ErrorBoundary><Suspense fallback={<div className="plot-wait" role="status" aria-label="Loading"><div className="skeleton" /></div>}><View config={panel.config} title={panel.title} onChange={onChange} /></Suspense></ErrorBoundary>
}
