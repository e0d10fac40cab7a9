import { isObject } from '../../../api/json.ts'
import { lazy, Suspense } from 'react'
import { Blocks } from '../Blocks.tsx'
import { plainText, type Block } from '../blocks.ts'
import { hasLines, textOf, withText, type BlockEditorProps } from './kinds.ts'
import { TextField } from './TextField.tsx'

const GridEditor = lazy(() => import('./GridEditor.tsx'))

export function BlockEditor(props: BlockEditorProps) {
  const { block, blocks, home, onChange } = props
  if (block.type === 'panel-grid') return <Suspense fallback={<div className="skeleton" />}><GridEditor block={block} home={home} onChange={onChange} /></Suspense>
  if (block.type === 'image') return <PictureFields {...props} />
  const text = textOf(block)
  if (text === null) {
    // kinds that are not typed here are shown as readers see them
    const shown = block.type === 'table-of-contents' ? [...blocks.filter(each => each.type === 'heading'), block] : [block]
    return <div className="block-shown" tabIndex={0} onKeyDown={event => { if (event.key === 'Backspace' || event.key === 'Delete') props.onEmpty() }}>{block.type === 'table-of-contents' ? <ContentsOf blocks={blocks} /> : <Blocks blocks={shown} home={home} />}</div>
  }
  return <TextField {...props} text={text} lines={hasLines(block)} onText={(next, typing) => onChange(withText(block, next), typing)} />
}

function ContentsOf({ blocks }: { blocks: readonly Block[] }) {
  const all = blocks.filter(each => each.type === 'heading' && plainText(each) !== '')
  return <nav className="report-contents" aria-label="Contents"><ul>{all.map((each, at) => <li key={at} style={{ paddingLeft: ((typeof each.level === 'number' ? each.level : 1) - 1) * 16 }}>{plainText(each)}</li>)}{all.length === 0 && <li className="muted">The headings of the report will stand here.</li>}</ul></nav>
}

function PictureFields({ block, home, onChange, onEmpty }: BlockEditorProps) {
  const url = typeof block.url === 'string' ? block.url : ''
  return (
    <div className="stack tight">
      {url !== '' && <Blocks blocks={[block]} home={home} />}
      <input className="input small" aria-label="Address of the picture" placeholder="Address of the picture" value={url} onChange={event => onChange({ ...block, url: event.target.value }, true)} onKeyDown={event => { if (event.key === 'Backspace' && url === '') { event.preventDefault(); onEmpty() } }} />
      <input className="input small" aria-label="Caption" placeholder="Caption" value={plainText(block)} onChange={event => onChange({ ...block, hasCaption: event.target.value !== '', children: [{ ...(Array.isArray(block.children) && isObject(block.children[0]) ? block.children[0] : {}), text: event.target.value }] }, true)} />
    </div>
  )
}
