import { describe, expect, it } from 'vitest'
import { anchorAt, placeOf, readAnchor } from '../src/rooms/discussions/anchor.ts'
import { mentionBegun } from '../src/rooms/discussions/CommentForm.tsx'
import { rangeOf } from '../src/rooms/discussions/Marks.tsx'
import { placed } from '../src/rooms/discussions/useDiscussion.ts'
import type { Block } from '../src/rooms/reports/blocks.ts'

const text = (...words: string[]): Block => ({ type: 'paragraph', children: words.map(each => ({ text: each })) })
const GRID: Block = { type: 'panel-grid', children: [{ text: '' }] }

describe('the place of a comment', () => {
  const blocks = [text('First'), text('The loss ', 'falls slowly.'), GRID]

  it('is the block that it was made at', () => {
    expect(placeOf(anchorAt(blocks, 1, null), blocks)).toBe(1)
    expect(placeOf(anchorAt(blocks, 1, 'loss falls'), blocks)).toBe(1)
    expect(placeOf(anchorAt(blocks, 2, null), blocks)).toBe(2)
  })

  it('moves with the words while the report is written on', () => {
    const anchor = anchorAt(blocks, 1, 'loss falls')
    expect(placeOf(anchor, [text('New'), ...blocks])).toBe(2)
    expect(placeOf(anchor, [text('Here the loss   falls fast.')])).toBe(0)
    expect(placeOf(anchorAt(blocks, 2, null), [GRID, text('a'), text('b'), text('c')])).toBe(0)
  })

  it('is none when the words have gone', () => {
    expect(placeOf(anchorAt(blocks, 1, 'loss falls'), [text('First'), text('It rises.')])).toBeNull()
    expect(placeOf(anchorAt(blocks, 1, null), [text('First')])).toBeNull()
  })

  it('is read from what somebody else wrote down, or left out', () => {
    const anchor = anchorAt(blocks, 1, 'x')
    expect(readAnchor(JSON.stringify(anchor))).toEqual(anchor)
    for (const nonsense of [null, '', '[]', '{"block":"1"}', 'no json']) expect(readAnchor(nonsense)).toBeNull()
  })

  it('puts threads in the order of the text, those about all of it last', () => {
    const thread = (id: string, block: number | null) => ({ id, anchor: block === null ? null : JSON.stringify(anchorAt(blocks, block, null)), comments: [] })
    expect(placed([thread('all', null), thread('b', 2), thread('a', 0)], blocks).map(each => each.id)).toEqual(['a', 'b', 'all'])
  })
})

describe('writing a comment', () => {
  it('offers people after an @ that is none of an address', () => {
    expect(mentionBegun('see @ve')).toBe('ve')
    expect(mentionBegun('@')).toBe('')
    expect(mentionBegun('mail@ve')).toBeNull()
    expect(mentionBegun('@vera said')).toBeNull()
  })
})

describe('words with comments', () => {
  it('are found across formatted pieces of a text', () => {
    const root = document.createElement('div')
    root.innerHTML = '<p>The <b>loss\n  fa</b>lls slowly.</p>'
    expect(rangeOf(root, 'loss falls')?.toString().replace(/\s+/g, ' ')).toBe('loss falls')
    expect(rangeOf(root, 'rises')).toBeNull()
  })
})
