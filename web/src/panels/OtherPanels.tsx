import { lazy, Suspense } from 'react'
import type { JsonObject } from '../api/json.ts'

const Markdown = lazy(() => import('../design/Markdown.tsx'))

export function MarkdownPanel({ config }: { config: JsonObject }) {
  return <Suspense><div className="panel-markdown"><Markdown text={typeof config.value === 'string' ? config.value : ''} /></div></Suspense>
}

/** Panels of kinds that this version cannot draw keep their place and their settings. */
export function UnknownPanel({ viewType }: { viewType: string }) {
  return <p className="plot-empty">“{viewType}” panels are not drawn by this version. The panel and its settings are kept.</p>
}
