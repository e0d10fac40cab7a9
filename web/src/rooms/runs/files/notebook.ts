import { isObject, type JsonObject } from '../../../api/json.ts'

export type Output = { kind: 'text'; text: string; error: boolean } | { kind: 'image'; url: string } | { kind: 'html'; html: string } | { kind: 'markdown'; text: string }

export interface Cell { kind: 'code' | 'markdown' | 'raw'; source: string; count: number | null; outputs: Output[] }

/** Texts are strings or lists of lines, by the version of the format. */
const joined = (value: unknown) => (typeof value === 'string' ? value : Array.isArray(value) ? value.filter(line => typeof line === 'string').join('') : '')

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** The richest form that may be shown: a picture, sanitised HTML, Markdown, text. Scripts and widgets are left to their text. */
function richest(data: JsonObject): Output | null {
  for (const type of IMAGES) {
    const base64 = joined(data[type]).replace(/\s+/g, '')
    if (/^[A-Za-z0-9+/]+=*$/.test(base64)) return { kind: 'image', url: `data:${type};base64,${base64}` }
  }
  const html = joined(data['text/html'])
  if (html !== '' && !/<script/i.test(html)) return { kind: 'html', html }
  const markdown = joined(data['text/markdown'])
  if (markdown !== '') return { kind: 'markdown', text: markdown }
  const text = joined(data['text/plain'])
  return text === '' ? null : { kind: 'text', text, error: false }
}

function outputOf(output: JsonObject): Output | null {
  switch (output.output_type) {
    case 'stream': return { kind: 'text', text: joined(output.text), error: output.name === 'stderr' }
    case 'error': return { kind: 'text', text: Array.isArray(output.traceback) && output.traceback.length > 0 ? output.traceback.map(String).join('\n') : `${String(output.ename)}: ${String(output.evalue)}`, error: true }
    case 'execute_result': case 'display_data': case 'pyout': return richest(isObject(output.data) ? output.data : {})
    default: return null
  }
}

export interface Notebook { language: string; cells: Cell[] }

/** A notebook of Jupyter's format 4, or null for anything else. */
export function readNotebook(value: unknown): Notebook | null {
  if (!isObject(value) || !Array.isArray(value.cells)) return null
  const about = isObject(value.metadata) ? value.metadata : {}
  const info = isObject(about.language_info) ? about.language_info : {}
  return {
    language: typeof info.name === 'string' ? info.name : 'python',
    cells: value.cells.filter(isObject).map(cell => ({
      kind: cell.cell_type === 'markdown' ? 'markdown' : cell.cell_type === 'raw' ? 'raw' : 'code',
      source: joined(cell.source),
      count: typeof cell.execution_count === 'number' ? cell.execution_count : null,
      outputs: (Array.isArray(cell.outputs) ? cell.outputs : []).filter(isObject).map(outputOf).filter(output => output !== null),
    })),
  }
}
