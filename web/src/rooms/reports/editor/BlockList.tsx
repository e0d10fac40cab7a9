import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { MenuButton } from '../../../design/Popover.tsx'
import { update } from '../../../panels/spec.ts'
import type { Block } from '../blocks.ts'
import { BlockEditor } from './BlockEditor.tsx'
import { KINDS, kindNamed, paragraph, textOf, type Kind } from './kinds.ts'

/** A grid of panels begins with the runs of the project that the report is in. */
function made(kind: Kind, home: { entity: string; project: string }, text = ''): Block {
  const block = kind.make(text)
  return kind.id === 'panel-grid' ? (update(block, ['metadata', 'runSets', 0, 'project'], () => ({ entityName: home.entity, name: home.project })) as Block) : block
}

interface BlockListProps { blocks: readonly Block[]; home: { entity: string; project: string }; onChange: (blocks: Block[], typing?: boolean) => void }

/** Every block has a key of its own for as long as the page is open: they move, and their fields with them. */
function useKeys(blocks: readonly Block[]): number[] {
  const known = useRef(new WeakMap<Block, number>())
  const next = useRef(1)
  const before = useRef<{ blocks: readonly Block[]; keys: number[] }>({ blocks: [], keys: [] })
  if (before.current.blocks !== blocks) {
    const old = before.current
    const used = new Set<number>()
    const keys = blocks.map((block, at) => {
      // an edited block is another object in the same place
      const key = known.current.get(block) ?? (old.blocks.length === blocks.length && !blocks.includes(old.blocks[at]!) ? old.keys[at] : undefined)
      const own = key !== undefined && !used.has(key) ? key : next.current++
      used.add(own)
      known.current.set(block, own)
      return own
    })
    before.current = { blocks, keys }
  }
  return before.current.keys
}

export function BlockList({ blocks, home, onChange }: BlockListProps) {
  const keys = useKeys(blocks)
  const list = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [wanted, setWanted] = useState<{ at: number; handle?: true } | null>(null)
  const focus = (at: number) => setWanted({ at })
  // before the next key: those who write fast would go on in the block before
  useLayoutEffect(() => {
    if (!wanted) return
    const place = `[data-block="${wanted.at}"]`
    const parts = wanted.handle ? ['.block-handle'] : [':is(textarea, input)', '.block-shown']
    const found = parts.map(part => list.current?.querySelector<HTMLElement>(`${place} ${part}`)).find(Boolean)
    found?.focus()
  }, [wanted])
  const replace = (at: number, block: Block, typing = false) => onChange(blocks.map((each, index) => (index === at ? block : each)), typing)
  const insert = (at: number, block: Block) => { onChange([...blocks.slice(0, at), block, ...blocks.slice(at)]); focus(at) }
  const remove = (at: number) => {
    const left = blocks.filter((_, index) => index !== at)
    onChange(left.length > 0 ? left : [paragraph()])
    focus(Math.max(0, at - 1))
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= blocks.length || from === to) return
    const next = [...blocks]
    next.splice(to, 0, ...next.splice(from, 1))
    onChange(next)
    setWanted({ at: to, handle: true })
  }
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault()
    if (dragged !== null) move(dragged, at > dragged ? at - 1 : at)
    setDragged(null)
    setOver(null)
  }
  return (
    <div className="markdown report-body block-list" ref={list}>
      {blocks.map((block, at) => (
        <div
          key={keys[at]} data-block={at} data-kind={block.type} className={`block ${over === at ? 'drop' : ''}`}
          onDragOver={event => { if (dragged !== null) { event.preventDefault(); setOver(at) } }} onDrop={event => drop(event, at)}
        >
          <div className="block-tools">
            <KindMenu label="Insert a block above" icon={<Plus size={14} />} onChoose={kind => insert(at, made(kind, home))} />
            <MenuButton label="Move, change or delete this block" className="icon-button block-handle" icon={<span draggable onDragStart={event => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', ''); setDragged(at) }} onDragEnd={() => { setDragged(null); setOver(null) }}><GripVertical size={14} /></span>}>
              {close => (
                <>
                  <button type="button" className="menu-item" disabled={at === 0} onClick={() => { close(); move(at, at - 1) }}><ArrowUp size={14} />Move up<kbd>Alt ↑</kbd></button>
                  <button type="button" className="menu-item" disabled={at === blocks.length - 1} onClick={() => { close(); move(at, at + 1) }}><ArrowDown size={14} />Move down<kbd>Alt ↓</kbd></button>
                  <button type="button" className="menu-item danger" onClick={() => { close(); remove(at) }}><Trash2 size={14} />Delete</button>
                  {textOf(block) !== null && <><div className="menu-line" /><div className="menu-label">Turn into</div>{KINDS.filter(kind => !['panel-grid', 'image', 'table-of-contents', 'horizontal-rule'].includes(kind.id)).map(kind => <button key={kind.id} type="button" className="menu-item" onClick={() => { close(); replace(at, kind.make(textOf(block)!)); focus(at) }}>{kind.label}</button>)}</>}
                </>
              )}
            </MenuButton>
          </div>
          <div className="block-body" onKeyDown={event => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            const to = event.key === 'ArrowUp' ? at - 1 : at + 1
            move(at, to)
            if (to >= 0 && to < blocks.length) focus(to)
          }}>
            <BlockEditor
              block={block} blocks={blocks} home={home}
              onChange={(next, typing) => replace(at, next, typing)}
              onKind={kind => { replace(at, made(kind, home)); focus(at) }}
              onEnter={(before, after) => { onChange([...blocks.slice(0, at), before, after, ...blocks.slice(at + 1)]); focus(at + 1) }}
              onEmpty={() => { if (blocks.length > 1) remove(at) }}
              onLeave={by => { if (at + by >= 0 && at + by < blocks.length) focus(at + by) }}
            />
          </div>
        </div>
      ))}
      <div className={`block-end ${over === blocks.length ? 'drop' : ''}`} onDragOver={event => { if (dragged !== null) { event.preventDefault(); setOver(blocks.length) } }} onDrop={event => drop(event, blocks.length)}>
        <KindMenu label="Add a block" className="button small" icon={<><Plus size={13} />Add a block</>} onChoose={kind => insert(blocks.length, made(kind, home))} />
        <button type="button" className="button small" onClick={() => insert(blocks.length, made(kindNamed('panel-grid'), home))}><Plus size={13} />Add panels</button>
      </div>
    </div>
  )
}

function KindMenu({ label, icon, className, onChoose }: { label: string; icon: ReactNode; className?: string; onChoose: (kind: Kind) => void }) {
  return (
    <MenuButton label={label} icon={icon} className={className}>
      {close => KINDS.map(kind => <button key={kind.id} type="button" className="menu-item" onClick={() => { close(); onChoose(kind) }}><span className="grow">{kind.label}</span><span className="muted">{kind.hint}</span></button>)}
    </MenuButton>
  )
}
