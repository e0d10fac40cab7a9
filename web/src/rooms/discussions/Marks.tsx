import { MessageSquare, MessageSquarePlus } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import type { DrawerPlace } from './Drawer.tsx'
import type { PlacedThread } from './useDiscussion.ts'

/** Beside a block: how many threads stand there, or a way to begin one. */
export function BlockMark({ at, threads, writable, onOpen }: { at: number; threads: readonly PlacedThread[]; writable: boolean; onOpen: (place: DrawerPlace) => void }) {
  const here = threads.filter(thread => thread.at === at).length
  if (here === 0 && !writable) return null
  return <button type="button" className={`block-mark ${here > 0 ? 'said' : ''}`} aria-label={here > 0 ? `${here} ${here === 1 ? 'thread' : 'threads'} at this block` : 'Comment on this block'} title={here > 0 ? 'Read what was said' : 'Comment'} onClick={() => onOpen({ block: at, quote: null })}>{here > 0 ? <><MessageSquare size={14} />{here}</> : <MessageSquarePlus size={14} />}</button>
}

const LONGEST = 500

/** Words chosen within one block of text, and where on the screen they are. */
function chosenWords(body: HTMLElement): { place: DrawerPlace; left: number; top: number } | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const blockOf = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-block]')
  const block = blockOf(selection.anchorNode)
  const quote = selection.toString().replace(/\s+/g, ' ').trim()
  if (!block || block !== blockOf(selection.focusNode) || !body.contains(block) || block.querySelector('.report-grid') || quote === '' || quote.length > LONGEST) return null
  const box = selection.getRangeAt(0).getBoundingClientRect()
  return { place: { block: Number(block.dataset.block), quote }, left: box.left + box.width / 2, top: box.bottom + 6 }
}

/** A button under chosen words. */
export function QuoteButton({ body, onOpen }: { body: RefObject<HTMLElement | null>; onOpen: (place: DrawerPlace) => void }) {
  const [chosen, setChosen] = useState<ReturnType<typeof chosenWords>>(null)
  useEffect(() => {
    const look = () => setChosen(body.current && chosenWords(body.current))
    const gone = () => { if (getSelection()?.isCollapsed) setChosen(null) }
    document.addEventListener('pointerup', look)
    document.addEventListener('keyup', look)
    document.addEventListener('selectionchange', gone)
    window.addEventListener('scroll', look, true)
    return () => {
      document.removeEventListener('pointerup', look)
      document.removeEventListener('keyup', look)
      document.removeEventListener('selectionchange', gone)
      window.removeEventListener('scroll', look, true)
    }
  }, [body])
  if (!chosen) return null
  return createPortal(<button type="button" className="button small quote-button" style={{ left: chosen.left, top: chosen.top }} onPointerDown={event => event.preventDefault()} onClick={() => { onOpen(chosen.place); setChosen(null) }}><MessageSquarePlus size={13} />Comment on this</button>, document.body)
}

/** Finds words across the text nodes of an element. */
export function rangeOf(root: HTMLElement, quote: string): Range | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const places: { node: Text; at: number }[] = []
  let text = ''
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let at = 0; at < node.data.length; at++) {
      const space = /\s/.test(node.data[at]!)
      if (space && text.endsWith(' ')) continue
      text += space ? ' ' : node.data[at]!
      places.push({ node, at })
    }
  }
  const from = text.indexOf(quote.replace(/\s+/g, ' ').trim())
  if (from < 0) return null
  const first = places[from]!
  const last = places[from + quote.replace(/\s+/g, ' ').trim().length - 1]!
  const range = document.createRange()
  range.setStart(first.node, first.at)
  range.setEnd(last.node, last.at + 1)
  return range
}

const NAME = 'report-comments'

/** Words with comments have a colour; browsers without highlights show the marks alone. */
export function useHighlights(body: RefObject<HTMLElement | null>, threads: readonly PlacedThread[]) {
  useEffect(() => {
    if (typeof Highlight === 'undefined' || !CSS.highlights) return
    const ranges = threads.flatMap(thread => {
      const block = thread.at !== null && thread.place?.quote ? body.current?.querySelector<HTMLElement>(`[data-block="${thread.at}"]`) : null
      const range = block ? rangeOf(block, thread.place!.quote!) : null
      return range ? [range] : []
    })
    CSS.highlights.set(NAME, new Highlight(...ranges))
    return () => void CSS.highlights.delete(NAME)
  }, [body, threads])
}
