import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Popover } from '../../../design/Popover.tsx'
import { Blocks } from '../Blocks.tsx'
import { KINDS, kindStartedBy, paragraph, textOf, withText, type BlockEditorProps } from './kinds.ts'

interface TextFieldProps extends BlockEditorProps { text: string; lines: boolean; onText: (text: string, typing: boolean) => void }

const SIGNS: Record<string, string> = { b: '**', i: '*', e: '`' }
const PLACEHOLDER: Record<string, string> = { paragraph: 'Write, or type / for blocks', heading: 'Heading', list: 'One item a line', 'code-block': 'Code', latex: 'e^{i\\pi} = -1', 'markdown-block': 'Markdown', 'block-quote': 'Quote', 'callout-block': 'What shall stand out' }

/** Shown as readers will see it; focused, it is the text with its signs. */
export function TextField(props: TextFieldProps) {
  const { block, home, lines, onText, onKind, onEnter, onEmpty, onLeave } = props
  const [text, setTyped] = useTyped(props)
  const field = useRef<HTMLTextAreaElement>(null)
  const [writing, setWriting] = useState(false)
  const [menu, setMenu] = useState<string | null>(null)
  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [text, writing])
  const offered = menu === null ? [] : KINDS.filter(kind => kind.label.toLowerCase().includes(menu.toLowerCase()))
  const type = (next: string) => {
    if (block.type === 'paragraph') {
      const started = kindStartedBy(next)
      if (started) return onKind(started)
      setMenu(/^\/[\w ]*$/.test(next) ? next.slice(1) : null)
    }
    setTyped(next)
    onText(next, true)
  }
  const mark = (sign: string) => {
    const area = field.current!
    const [from, to] = [area.selectionStart, area.selectionEnd]
    const next = text.slice(0, from) + sign + text.slice(from, to) + sign + text.slice(to)
    setTyped(next)
    onText(next, false)
    requestAnimationFrame(() => area.setSelectionRange(from + sign.length, to + sign.length))
  }
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const area = event.currentTarget
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (menu !== null && event.key === 'Enter' && offered[0]) { event.preventDefault(); setMenu(null); onKind(offered[0]) }
    else if (menu !== null && event.key === 'Escape') { event.stopPropagation(); setMenu(null) }
    else if (menu !== null && event.key === 'ArrowDown') { event.preventDefault(); document.querySelector<HTMLElement>('.slash-menu .menu-item')?.focus() }
    else if ((event.ctrlKey || event.metaKey) && SIGNS[event.key.toLowerCase()] && !['code-block', 'latex', 'markdown-block'].includes(block.type)) { event.preventDefault(); mark(SIGNS[event.key.toLowerCase()]!) }
    else if (event.key === 'Enter' && plain && !event.shiftKey && !lines) {
      event.preventDefault()
      const [before, after] = [text.slice(0, area.selectionStart), text.slice(area.selectionEnd)]
      onEnter(withText(block, before), block.type === 'heading' || block.type === 'block-quote' ? paragraph(after) : withText(block, after))
    } else if (event.key === 'Enter' && lines && (event.ctrlKey || event.metaKey)) { event.preventDefault(); onEnter(block, paragraph()) }
    // a second empty line ends a list
    else if (event.key === 'Enter' && plain && block.type === 'list' && area.selectionStart === text.length && (text === '' || text.endsWith('\n'))) { event.preventDefault(); onEnter(withText(block, text.replace(/\n$/, '')), paragraph()) }
    else if (event.key === 'Backspace' && text === '') { event.preventDefault(); onEmpty() }
    else if (event.key === 'ArrowUp' && plain && !text.slice(0, area.selectionStart).includes('\n') && area.selectionStart === 0) { event.preventDefault(); onLeave(-1) }
    else if (event.key === 'ArrowDown' && plain && area.selectionEnd === text.length) { event.preventDefault(); onLeave(1) }
  }
  const code = block.type === 'code-block' || block.type === 'latex' || block.type === 'markdown-block'
  if (!writing && text.trim() !== '') {
    return <div className="block-shown" tabIndex={0} onFocus={event => { if (!(event.target as HTMLElement).closest('a, button, input')) setWriting(true) }}><Blocks blocks={[block]} home={home} /></div>
  }
  return (
    <>
      <textarea
        ref={field}
        className={`block-text ${code ? 'mono' : ''} level-${block.type === 'heading' ? block.level : ''}`}
        aria-label={PLACEHOLDER[block.type] ?? 'Text'} placeholder={PLACEHOLDER[block.type] ?? 'Text'} rows={1} spellCheck={!code}
        autoFocus={writing} value={text}
        onChange={event => type(event.target.value)} onKeyDown={key}
        onFocus={() => setWriting(true)} onBlur={event => { if (!event.relatedTarget?.closest('.slash-menu')) { setWriting(false); setMenu(null) } }}
      />
      {menu !== null && offered.length > 0 && (
        <SlashMenu anchor={field} onClose={() => setMenu(null)}>
          {offered.map((kind, at) => <button key={kind.id} type="button" className={`menu-item ${at === 0 ? 'first' : ''}`} onClick={() => { setMenu(null); onKind(kind) }}><span className="grow">{kind.label}</span><span className="muted">{kind.hint}</span></button>)}
        </SlashMenu>
      )}
    </>
  )
}

/** What is typed stays as it is typed: a sign that nothing closes yet would come back from the block as one that marks nothing. */
function useTyped({ block, text }: TextFieldProps): [string, (text: string) => void] {
  const [typed, setTyped] = useState(text)
  const same = typed === text || textOf(withText(block, typed)) === text
  return [same ? typed : text, setTyped]
}

/** A layer that does not take the focus from the text: one goes on typing to narrow it. */
function SlashMenu({ anchor, onClose, children }: { anchor: React.RefObject<HTMLTextAreaElement | null>; onClose: () => void; children: React.ReactNode }) {
  return <Popover anchor={anchor} onClose={onClose} label="Blocks" className="menu slash-menu" keepFocus>{children}</Popover>
}
