import { isObject, type JsonObject } from '../../../api/json.ts'
import { childrenOf } from '../blocks.ts'

/**
 * Inline nodes as text that a person can type: `**bold**`, `*italic*`, `` `code` ``, `~~struck~~`, `[text](address)`,
 * `$formula$`. Null where a node says more than this can, such as a mention or an underline: such texts are kept as they are.
 */
const MARKS: readonly (readonly [string, string])[] = [['inlineCode', '`'], ['bold', '**'], ['italic', '*'], ['strikethrough', '~~']]
const KNOWN = new Set(['text', 'type', 'inlineCode', 'inline_code', 'bold', 'italic', 'strikethrough', 'underline', 'children', 'url', 'content'])

const escape = (text: string) => text.replace(/([\\*`~$[\]])/g, '\\$1')

export function toMarkup(nodes: readonly JsonObject[]): string | null {
  const parts = nodes.map(nodeMarkup)
  return parts.every(part => part !== null) ? parts.join('') : null
}

function nodeMarkup(node: JsonObject): string | null {
  if (Object.keys(node).some(key => !KNOWN.has(key)) || node.underline === true) return null
  if (node.type === 'latex') return typeof node.content === 'string' && !/[$\n]/.test(node.content) ? `$${node.content}$` : null
  if (node.type === 'link') {
    const inner = toMarkup(childrenOf(node))
    return inner !== null && typeof node.url === 'string' ? `[${inner}](${node.url.replace(/[()\s]/g, encodeURIComponent)})` : null
  }
  if (typeof node.text !== 'string' || (node.type !== undefined && node.type !== 'text')) return null
  const code = node.inlineCode === true || node.inline_code === true
  if (node.text === '') return ''
  if (code) return node.text.includes('`') ? null : wrap(`\`${node.text}\``, node, ['bold', 'italic', 'strikethrough'])
  return wrap(escape(node.text), node, ['bold', 'italic', 'strikethrough'])
}

/** Signs stand at words: a space inside of them would not be read back as a mark. */
function wrap(text: string, node: JsonObject, marks: readonly string[]): string {
  const [, before, middle, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!
  if (middle === '') return text
  const signs = MARKS.filter(([mark]) => marks.includes(mark) && node[mark] === true).map(([, sign]) => sign)
  return before + signs.join('') + middle + [...signs].reverse().join('') + after
}

type Style = { bold?: true; italic?: true; strikethrough?: true }

const TOKEN = /\\([\\*`~$[\]])|`([^`\n]+)`|\$([^$\n]+)\$|\[((?:\\.|[^\]\\])*)\]\(([^()\s]+)\)|(\*\*|~~|\*)/g

export function fromMarkup(text: string): JsonObject[] {
  const nodes = read(text, {})
  return nodes.length > 0 ? nodes : [{ text: '' }]
}

function read(text: string, base: Style): JsonObject[] {
  const nodes: JsonObject[] = []
  const style: Style = { ...base }
  const push = (part: string) => {
    const last = nodes[nodes.length - 1]
    if (part === '') return
    if (last && typeof last.text === 'string' && !last.inlineCode && same(last, style)) last.text += part
    else nodes.push({ text: part, ...style })
  }
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    push(text.slice(at, match.index))
    at = match.index + match[0].length
    const [whole, escaped, code, formula, label, url, sign] = match
    if (escaped !== undefined) push(escaped)
    else if (code !== undefined) nodes.push({ text: code, inlineCode: true, ...style })
    else if (formula !== undefined) nodes.push({ type: 'latex', content: formula, children: [{ text: '' }] })
    else if (url !== undefined) nodes.push({ type: 'link', url, children: read(label!, style).length > 0 ? read(label!, style) : [{ text: url }] })
    else {
      const mark = sign === '**' ? 'bold' : sign === '*' ? 'italic' : 'strikethrough'
      if (style[mark]) delete style[mark]
      // a sign that nothing closes is only a sign
      else if (text.indexOf(sign!, at) > at) style[mark] = true
      else push(whole)
    }
  }
  push(text.slice(at))
  return nodes
}

const same = (node: JsonObject, style: Style) => (['bold', 'italic', 'strikethrough'] as const).every(mark => (node[mark] === true) === (style[mark] === true))

/** Of a list item or callout line: their text may lie one level deeper. */
export function lineNodes(line: JsonObject): JsonObject[] | null {
  const children = childrenOf(line)
  if (children.length === 1 && children[0]!.type === 'paragraph') return childrenOf(children[0]!)
  return children.some(child => child.type === 'list' || child.type === 'paragraph') ? null : children.filter(isObject)
}
