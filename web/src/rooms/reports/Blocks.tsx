import { lazy, Suspense, useState, type ReactNode } from 'react'
import { ChevronRight } from 'lucide-react'
import { isObject, type JsonObject } from '../../api/json.ts'
import { CopyButton } from '../../design/parts.tsx'
import { childrenOf, headings, plainText, type Block } from './blocks.ts'
import { Inline, safeUrl } from './Inline.tsx'
import { ReportGrid } from './ReportGrid.tsx'

const Markdown = lazy(() => import('../../design/Markdown.tsx'))
const Latex = lazy(() => import('./Latex.tsx'))

interface BlocksProps { blocks: readonly Block[]; home: { entity: string; project: string } }

/** What stands beside a block. */
type Margin = (at: number) => ReactNode

export function Blocks({ blocks, home, margin }: BlocksProps & { margin?: Margin | undefined }) {
  if (margin) return <>{blocks.map((block, at) => <div key={at} className="report-block" data-block={at}><BlockView block={block} at={at} blocks={blocks} home={home} />{margin(at)}</div>)}</>
  return <>{blocks.map((block, at) => <BlockView key={at} block={block} at={at} blocks={blocks} home={home} />)}</>
}

function BlockView({ block, at, blocks, home }: BlocksProps & { block: Block; at: number }) {
  const inline = <Inline nodes={childrenOf(block)} />
  switch (block.type) {
    case 'heading': return <Heading block={block} id={`heading-${at}`} home={home} />
    case 'paragraph': case 'default': return plainText(block) === '' ? <div className="report-gap" /> : <p>{inline}</p>
    case 'block-quote': return <blockquote>{inline}</blockquote>
    case 'list': return <List block={block} />
    case 'code-block': return <div className="snippet report-code"><pre>{childrenOf(block).map(plainText).join('\n')}</pre><CopyButton text={childrenOf(block).map(plainText).join('\n')} label="Copy code" /></div>
    case 'markdown-block': return <Suspense><Markdown text={String(block.content ?? '')} /></Suspense>
    case 'latex': return <Suspense fallback={<pre>{String(block.content ?? '')}</pre>}><Latex text={String(block.content ?? '')} block /></Suspense>
    case 'callout-block': return <aside className="report-callout">{childrenOf(block).map((line, index) => <p key={index}><Inline nodes={childrenOf(line)} /></p>)}</aside>
    case 'horizontal-rule': return <hr />
    case 'table-of-contents': return <Contents blocks={blocks} />
    case 'image': return <Picture block={block} />
    case 'video': case 'twitter': case 'soundcloud': case 'spotify': return <Elsewhere block={block} />
    case 'gallery': return <Gallery block={block} />
    case 'panel-grid': return <ReportGrid block={block} home={home} />
    case 'weave-panel': return <p className="note warn">A query panel stands here. This version keeps it and does not draw it.</p>
    default: return childrenOf(block).length > 0 ? <div>{inline}</div> : null
  }
}

/** A heading may hold the blocks below it, folded away. */
function Heading({ block, id, home }: { block: Block; id: string; home: BlocksProps['home'] }) {
  const folded = Array.isArray(block.collapsedChildren) ? block.collapsedChildren.filter(isObject).filter((each): each is Block => typeof each.type === 'string') : null
  const [open, setOpen] = useState(false)
  const Tag = (['h2', 'h3', 'h4'] as const)[Math.max(0, Math.min(2, (typeof block.level === 'number' ? block.level : 1) - 1))]!
  return (
    <>
      <Tag id={id}>{folded && <button type="button" className="icon-button" aria-label={open ? 'Fold' : 'Unfold'} aria-expanded={open} onClick={() => setOpen(!open)}><ChevronRight size={15} className={open ? 'turned' : ''} /></button>}<Inline nodes={childrenOf(block)} /></Tag>
      {folded && open && <Blocks blocks={folded} home={home} />}
    </>
  )
}

function List({ block }: { block: Block }) {
  const items = childrenOf(block)
  const ordered = block.ordered === true || items.some(item => item.ordered === true)
  const check = items.some(item => typeof item.checked === 'boolean')
  const rows = items.map((item, at) => <li key={at}>{typeof item.checked === 'boolean' && <input type="checkbox" checked={item.checked} readOnly disabled aria-label={item.checked ? 'done' : 'open'} />}<ItemText item={item} /></li>)
  return ordered ? <ol>{rows}</ol> : <ul className={check ? 'report-check' : ''}>{rows}</ul>
}

/** Items hold paragraphs, which would tear a list apart. */
function ItemText({ item }: { item: JsonObject }) {
  return <>{childrenOf(item).map((child, at) => child.type === 'list' ? <List key={at} block={child as Block} /> : <Inline key={at} nodes={child.type === 'paragraph' ? childrenOf(child) : [child]} />)}</>
}

function Contents({ blocks }: { blocks: readonly Block[] }) {
  const all = headings(blocks)
  if (all.length === 0) return null
  return <nav className="report-contents" aria-label="Contents"><ul>{all.map(each => <li key={each.id} style={{ paddingLeft: (each.level - 1) * 16 }}><a href={`#${each.id}`}>{each.text}</a></li>)}</ul></nav>
}

/** Pictures of this server are shown. Those of other sites would tell them who reads the report: they stay links. */
function Picture({ block }: { block: Block }) {
  const url = safeUrl(block.url)
  const own = url !== undefined && (url.startsWith('/') || url.startsWith(location.origin))
  const caption = plainText(block)
  return <figure>{own ? <img src={url} alt={caption} loading="lazy" /> : <Outside url={url} what="Picture" />}{caption && <figcaption className="muted">{caption}</figcaption>}</figure>
}

function Elsewhere({ block }: { block: Block }) {
  return <p><Outside url={safeUrl(block.url)} what={block.type === 'video' ? 'Video' : 'Post'} /></p>
}

function Outside({ url, what }: { url: string | undefined; what: string }) {
  return url ? <a className="button" href={url} target="_blank" rel="noopener noreferrer nofollow">{what} on {new URL(url, location.href).hostname}</a> : <span className="muted">{what} from another site</span>
}

function Gallery({ block }: { block: Block }) {
  const links = (Array.isArray(block.links) ? block.links : []).filter(isObject)
  return <ul className="report-gallery">{links.map((link, at) => <li key={at} className="card card-body">{safeUrl(link.url) ? <a href={safeUrl(link.url)} target="_blank" rel="noopener noreferrer nofollow">{String(link.title ?? link.url)}</a> : <span>{String(link.title ?? 'Report')}</span>}{typeof link.description === 'string' && <p className="muted">{link.description}</p>}</li>)}</ul>
}
