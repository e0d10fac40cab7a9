import { diffLines, diffWordsWithSpace } from 'diff'

export interface Part { text: string; changed: boolean }

/** A line of one side, with what differs in it where its counterpart is known. */
export interface Line { number: number; parts: Part[] }

/** Lines that are the same on both sides, or what stands in each other's place. */
export interface Block { same: boolean; left: Line[]; right: Line[] }

const MOST_LINE = 600
const PATIENCE_MS = 3_000

const linesOf = (text: string) => {
  const lines = text.split('\n')
  // the end of the last line is no line of its own
  if (lines.at(-1) === '') lines.pop()
  return lines
}

const plain = (texts: readonly string[], from: number): Line[] => texts.map((text, at) => ({ number: from + at, parts: [{ text, changed: false }] }))

/** What differs inside of lines that took each other's place, where as many came as went. */
function paired(left: readonly string[], right: readonly string[], from: readonly [number, number]): Block {
  if (left.length !== right.length) return { same: false, left: plain(left, from[0]), right: plain(right, from[1]) }
  const sides = left.map((text, at) => (text.length > MOST_LINE || right[at]!.length > MOST_LINE ? null : diffWordsWithSpace(text, right[at]!)))
  const side = (texts: readonly string[], which: 'removed' | 'added', other: 'removed' | 'added', start: number): Line[] => texts.map((text, at) => {
    const words = sides[at]
    return { number: start + at, parts: words ? words.filter(part => !part[other]).map(part => ({ text: part.value, changed: part[which] })) : [{ text, changed: false }] }
  })
  return { same: false, left: side(left, 'removed', 'added', from[0]), right: side(right, 'added', 'removed', from[1]) }
}

/** Blocks of two texts in their order, or null where they are too different to be held against each other in time. */
export function compareTexts(before: string, after: string): Block[] | null {
  const [old, fresh] = [before, after].map(text => text.replaceAll('\r\n', '\n')) as [string, string]
  const parts = diffLines(old, fresh, { timeout: PATIENCE_MS })
  if (!parts) return null
  const blocks: Block[] = []
  let [left, right] = [1, 1]
  let gone: string[] = []
  const settle = (came: string[]) => {
    if (gone.length + came.length > 0) blocks.push(paired(gone, came, [left, right]))
    left += gone.length
    right += came.length
    gone = []
  }
  for (const part of parts) {
    const lines = linesOf(part.value)
    if (part.removed) gone = [...gone, ...lines]
    else if (part.added) settle(lines)
    else {
      settle([])
      blocks.push({ same: true, left: plain(lines, left), right: plain(lines, right) })
      left += lines.length
      right += lines.length
    }
  }
  settle([])
  return blocks
}

export const changes = (blocks: readonly Block[]) => blocks.filter(block => !block.same).reduce((sum, block) => ({ added: sum.added + block.right.length, removed: sum.removed + block.left.length }), { added: 0, removed: 0 })
