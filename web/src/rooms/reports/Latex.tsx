import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'react'

/** A formula; what is none is shown as it was written. */
export default function Latex({ text, block }: { text: string; block: boolean }) {
  const html = useMemo(() => katex.renderToString(text, { displayMode: block, throwOnError: false, trust: false, output: 'html' }), [text, block])
  return block ? <div className="formula" dangerouslySetInnerHTML={{ __html: html }} /> : <span dangerouslySetInnerHTML={{ __html: html }} />
}
