import DOMPurify from 'dompurify'
import { useMemo, useState } from 'react'
import Markdown from '../../../design/Markdown.tsx'
import { count } from '../../../design/format.ts'
import { foldReturns, parseAnsi } from '../logs/ansi.ts'
import { highlighted } from './highlight.ts'
import type { Cell, Notebook, Output } from './notebook.ts'
import './notebook.css'

const MOST_CELLS = 200
const MOST_TEXT = 20_000

/** A notebook as its cells and what they put out; nothing in it is run. */
export default function NotebookView({ notebook }: { notebook: Notebook }) {
  const [most, setMost] = useState(MOST_CELLS)
  return (
    <div className="preview-scroll notebook" role="region" aria-label="Notebook" tabIndex={0}>
      {notebook.cells.slice(0, most).map((cell, at) => <CellView key={at} cell={cell} language={notebook.language} />)}
      {notebook.cells.length > most && <p><button type="button" className="button small" onClick={() => setMost(most * 4)}>More of {count(notebook.cells.length)} cells</button></p>}
    </div>
  )
}

function CellView({ cell, language }: { cell: Cell; language: string }) {
  const html = useMemo(() => (cell.kind === 'code' ? highlighted(cell.source, language) : null), [cell, language])
  if (cell.kind === 'markdown') return <Markdown text={cell.source} />
  return (
    <section className="notebook-cell" aria-label={cell.count === null ? 'Cell' : `Cell ${cell.count}`}>
      <span className="muted num" aria-hidden="true">{cell.kind === 'code' ? `[${cell.count ?? ' '}]` : ''}</span>
      {html === null ? <pre className="notebook-code">{cell.source}</pre> : <pre className="notebook-code hljs" dangerouslySetInnerHTML={{ __html: html }} />}
      {cell.outputs.map((output, at) => <OutputView key={at} output={output} />)}
    </section>
  )
}

function OutputView({ output }: { output: Output }) {
  switch (output.kind) {
    case 'image': return <img className="notebook-out" src={output.url} alt="What the cell drew" />
    case 'html': return <Html html={output.html} />
    case 'markdown': return <div className="notebook-out"><Markdown text={output.text} /></div>
    case 'text': return <Text output={output} />
  }
}

/** Tables of data frames; pictures of other sites would tell them who looks. */
function Html({ html }: { html: string }) {
  const clean = useMemo(() => DOMPurify.sanitize(html, { FORBID_TAGS: ['style', 'form', 'input', 'img', 'svg', 'video', 'audio', 'picture', 'link'], FORBID_ATTR: ['style', 'background', 'id', 'class'] }), [html])
  return <div className="notebook-out notebook-html" dangerouslySetInnerHTML={{ __html: clean }} />
}

function Text({ output: { text, error } }: { output: Extract<Output, { kind: 'text' }> }) {
  const cut = text.length > MOST_TEXT
  const spans = useMemo(() => parseAnsi((cut ? text.slice(0, MOST_TEXT) : text).split('\n').map(foldReturns).join('\n').replace(/\n$/, '')), [text, cut])
  return <pre className={`notebook-out ${error ? 'error' : ''}`}>{spans.map((span, at) => <span key={at} className={span.className || undefined} style={span.color || span.background ? { color: span.color, background: span.background } : undefined}>{span.text}</span>)}{cut && '\n…'}</pre>
}
