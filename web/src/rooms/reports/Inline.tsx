import { lazy, Suspense, type ReactNode } from 'react'
import type { JsonObject } from '../../api/json.ts'
import { childrenOf } from './blocks.ts'

const Latex = lazy(() => import('./Latex.tsx'))

/** Only addresses that a browser opens as pages or mail: a script in a link would run as its reader. */
export const safeUrl = (url: unknown): string | undefined => (typeof url === 'string' && /^(https?:|mailto:|\/(?!\/))/i.test(url) ? url : undefined)

export function Inline({ nodes }: { nodes: readonly JsonObject[] }) {
  return <>{nodes.map((node, at) => <InlineNode key={at} node={node} />)}</>
}

function InlineNode({ node }: { node: JsonObject }) {
  if (node.type === 'link') return <a href={safeUrl(node.url)} target="_blank" rel="noopener noreferrer nofollow"><Inline nodes={childrenOf(node)} /></a>
  if (node.type === 'latex') return <Suspense fallback={String(node.content ?? '')}><Latex text={String(node.content ?? '')} block={false} /></Suspense>
  if (typeof node.text !== 'string') return <Inline nodes={childrenOf(node)} />
  let shown: ReactNode = node.text
  if (node.inlineCode === true || node.inline_code === true) shown = <code>{shown}</code>
  if (node.bold === true) shown = <b>{shown}</b>
  if (node.italic === true) shown = <i>{shown}</i>
  if (node.underline === true) shown = <u>{shown}</u>
  if (node.strikethrough === true) shown = <s>{shown}</s>
  return <>{shown}</>
}
