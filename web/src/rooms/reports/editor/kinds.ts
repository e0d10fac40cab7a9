import { isObject, type JsonObject } from '../../../api/json.ts'
import { newId, newRunset } from '../../../panels/spec.ts'
import { childrenOf, plainText, type Block } from '../blocks.ts'
import { fromMarkup, lineNodes, toMarkup } from './markup.ts'

export interface Kind { id: string; label: string; hint: string; make: (text: string) => Block }

const EMPTY = [{ text: '' }]

export const paragraph = (text = ''): Block => ({ type: 'paragraph', children: fromMarkup(text) })

const heading = (level: number) => (text: string): Block => ({ type: 'heading', level, children: fromMarkup(text) })

const list = (more: JsonObject, own: JsonObject = {}) => (text: string): Block => listOf(text === '' ? [''] : text.split('\n'), more, own)

function listOf(lines: readonly string[], more: JsonObject, own: JsonObject): Block {
  return { type: 'list', ...own, children: lines.map(line => ({ type: 'list-item', ...more, children: [{ type: 'paragraph', children: fromMarkup(line) }] })) }
}

const codeLines = (text: string, language: unknown) => text.split('\n').map(line => ({ type: 'code-line', language, children: [{ text: line }] }))

/** Everything that the slash menu offers. */
export const KINDS: readonly Kind[] = [
  { id: 'paragraph', label: 'Text', hint: 'plain words', make: paragraph },
  { id: 'heading-1', label: 'Heading', hint: '#', make: heading(1) },
  { id: 'heading-2', label: 'Smaller heading', hint: '##', make: heading(2) },
  { id: 'heading-3', label: 'Smallest heading', hint: '###', make: heading(3) },
  { id: 'panel-grid', label: 'Panels', hint: 'charts of runs', make: () => grid() },
  { id: 'bullets', label: 'List', hint: '-', make: list({}) },
  { id: 'numbers', label: 'Numbered list', hint: '1.', make: list({ ordered: true }, { ordered: true }) },
  { id: 'checks', label: 'Checklist', hint: '[]', make: list({ checked: false }) },
  { id: 'block-quote', label: 'Quote', hint: '>', make: text => ({ type: 'block-quote', children: fromMarkup(text) }) },
  { id: 'callout-block', label: 'Callout', hint: 'stands out', make: text => ({ type: 'callout-block', children: text.split('\n').map(line => ({ type: 'callout-line', children: fromMarkup(line) })) }) },
  { id: 'code-block', label: 'Code', hint: '```', make: text => ({ type: 'code-block', language: 'python', children: codeLines(text, 'python') }) },
  { id: 'latex', label: 'Formula', hint: 'LaTeX', make: text => ({ type: 'latex', block: true, content: text, children: EMPTY }) },
  { id: 'markdown-block', label: 'Markdown', hint: 'tables and more', make: text => ({ type: 'markdown-block', content: text, children: EMPTY }) },
  { id: 'image', label: 'Picture', hint: 'by its address', make: () => ({ type: 'image', url: '', hasCaption: true, children: EMPTY }) },
  { id: 'table-of-contents', label: 'Table of contents', hint: 'of the headings', make: () => ({ type: 'table-of-contents', children: EMPTY }) },
  { id: 'horizontal-rule', label: 'Line', hint: '---', make: () => ({ type: 'horizontal-rule', children: EMPTY }) },
]

export const kindNamed = (id: string) => KINDS.find(kind => kind.id === id)!

function grid(): Block {
  return {
    type: 'panel-grid',
    children: EMPTY,
    metadata: { openViz: true, openRunSet: 0, name: 'unused-name', hideRunSets: false, runSets: [newRunset()], panels: { views: { '0': { name: 'Panels', defaults: [], config: [] } }, tabs: ['0'] }, panelBankConfig: { state: 0, settings: { autoOrganizePrefix: 2, showEmptySections: false, sortAlphabetically: false }, sections: [] }, panelBankSectionConfig: { __id__: newId(), name: 'Report Panels', isOpen: false, panels: [], type: 'grid', flowConfig: { snapToColumns: true, columnsPerPage: 3, rowsPerPage: 2, gutterWidth: 16, boxWidth: 460, boxHeight: 300 }, sorted: 0, localPanelSettings: { xAxis: '_step', smoothingWeight: 0, smoothingType: 'exponential', ignoreOutliers: false, xAxisActive: false, smoothingActive: false } }, customRunColors: {} },
  }
}

/** What a line begins with, and the kind of block that it then becomes. */
const STARTS: readonly (readonly [RegExp, string])[] = [[/^# $/, 'heading-1'], [/^## $/, 'heading-2'], [/^### $/, 'heading-3'], [/^[-*] $/, 'bullets'], [/^1\. $/, 'numbers'], [/^\[ ?\] $/, 'checks'], [/^> $/, 'block-quote'], [/^```$/, 'code-block'], [/^---$/, 'horizontal-rule']]

export const kindStartedBy = (text: string): Kind | null => {
  const found = STARTS.find(([pattern]) => pattern.test(text))
  return found ? kindNamed(found[1]) : null
}

/** The text of a block as it is typed, lines of lists one below the other; null where it cannot be typed here. */
export function textOf(block: Block): string | null {
  switch (block.type) {
    case 'paragraph': case 'default': case 'heading': case 'block-quote': return toMarkup(childrenOf(block))
    case 'list': case 'callout-block': {
      const lines = childrenOf(block).map(line => { const nodes = lineNodes(line); return nodes === null ? null : toMarkup(nodes) })
      return lines.every(line => line !== null) ? lines.join('\n') : null
    }
    case 'code-block': return childrenOf(block).map(plainText).join('\n')
    case 'markdown-block': case 'latex': return typeof block.content === 'string' ? block.content : ''
    default: return null
  }
}

/** The block with another text; whatever else it holds stays. */
export function withText(block: Block, text: string): Block {
  switch (block.type) {
    case 'list': {
      const old = childrenOf(block)
      return { ...block, children: text.split('\n').map((line, at) => ({ ...(old[at] ?? { type: 'list-item', ...(block.ordered === true || old[0]?.ordered === true ? { ordered: true } : {}), ...(typeof old[0]?.checked === 'boolean' ? { checked: false } : {}) }), children: [{ type: 'paragraph', children: fromMarkup(line) }] })) }
    }
    case 'callout-block': return { ...block, children: text.split('\n').map(line => ({ type: 'callout-line', children: fromMarkup(line) })) }
    case 'code-block': return { ...block, children: codeLines(text, block.language ?? 'python') }
    case 'markdown-block': case 'latex': return { ...block, content: text }
    default: return { ...block, children: fromMarkup(text) }
  }
}

/** Blocks in which Enter makes a line rather than a block. */
export const hasLines = (block: Block) => ['list', 'callout-block', 'code-block', 'markdown-block', 'latex'].includes(block.type)

export const panelsOf = (block: Block): JsonObject[] => {
  const about = isObject(block.metadata) ? block.metadata : {}
  const bank = isObject(about.panelBankSectionConfig) ? about.panelBankSectionConfig : {}
  return Array.isArray(bank.panels) ? bank.panels.filter(isObject) : []
}

/** What edits one block, and what it tells the list around it. */
export interface BlockEditorProps {
  block: Block
  blocks: readonly Block[]
  home: { entity: string; project: string }
  onChange: (block: Block, typing?: boolean) => void
  /** The empty block becomes one of another kind. */
  onKind: (kind: Kind) => void
  /** A block is cut in two where the cursor stands. */
  onEnter: (before: Block, after: Block) => void
  onEmpty: () => void
  onLeave: (by: -1 | 1) => void
}
