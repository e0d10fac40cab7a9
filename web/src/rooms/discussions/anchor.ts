import { isObject, parseObject } from '../../api/json.ts'
import { plainText, type Block } from '../reports/blocks.ts'

/** Where a thread stands: at a block, or at words in it. Blocks have no names of their own, so what they said is kept. */
export interface Anchor { block: number; type: string; text: string; quote: string | null }

const KEPT = 160

export const anchorAt = (blocks: readonly Block[], block: number, quote: string | null): Anchor => ({ block, type: blocks[block]!.type, text: plainText(blocks[block]!).slice(0, KEPT), quote })

export function readAnchor(text: string | null): Anchor | null {
  const read = parseObject(text)
  return isObject(read) && typeof read.block === 'number' && typeof read.type === 'string' && typeof read.text === 'string' ? { block: read.block, type: read.type, text: read.text, quote: typeof read.quote === 'string' ? read.quote : null } : null
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

/** The block that it stands at today: reports go on being written. Null when its words have gone. */
export function placeOf(anchor: Anchor, blocks: readonly Block[]): number | null {
  const texts = blocks.map(plainText)
  const fits = (at: number) => {
    const block = blocks[at]
    if (!block || block.type !== anchor.type) return false
    return anchor.quote !== null ? squeeze(texts[at]!).includes(squeeze(anchor.quote)) : texts[at]!.slice(0, KEPT) === anchor.text
  }
  // the nearest block that fits, going outwards from where it stood
  for (let away = 0; away <= Math.max(anchor.block, blocks.length - anchor.block); away++) {
    if (fits(anchor.block - away)) return anchor.block - away
    if (fits(anchor.block + away)) return anchor.block + away
  }
  return null
}
