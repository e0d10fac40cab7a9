import { describe, expect, it } from 'vitest'
import { settle } from '../src/rooms/reports/editor/layout.ts'
import { kindNamed, textOf, withText } from '../src/rooms/reports/editor/kinds.ts'
import { fromMarkup, toMarkup } from '../src/rooms/reports/editor/markup.ts'

describe('inline text', () => {
  it.each([
    'plain', 'a **bold** word', 'a *slanted* and a ~~struck~~ one', 'some `code` here', 'see [the **docs**](https://example.org/a?b=c)', 'near $10^{-2}$ it holds', '2 \\* 3 is 6',
  ])('is read back as it was written: %s', text => expect(toMarkup(fromMarkup(text))).toBe(text))

  it('nests marks', () => {
    const nodes = fromMarkup('**bold with *both* in it**')
    expect(nodes).toEqual([{ text: 'bold with ', bold: true }, { text: 'both', bold: true, italic: true }, { text: ' in it', bold: true }])
    expect(fromMarkup(toMarkup(nodes)!).map(node => node.text).join('')).toBe('bold with both in it')
  })
  it('keeps signs that mark nothing', () => expect(fromMarkup('2 * 3')).toEqual([{ text: '2 * 3' }]))
  it('writes signs of a text so that they stay signs', () => expect(fromMarkup(toMarkup([{ text: 'a*b*c [x](y)' }])!)).toEqual([{ text: 'a*b*c [x](y)' }]))
  it('leaves spaces outside of marks', () => expect(toMarkup([{ text: 'a' }, { text: ' b ', bold: true }, { text: 'c' }])).toBe('a **b** c'))
  it('does not touch what it cannot say', () => expect(toMarkup([{ text: 'x', underline: true }, { type: 'mention', user: 'ada' }])).toBeNull())
})

describe('blocks', () => {
  it('of lists have a line an item, and keep what is checked', () => {
    const list = { ...kindNamed('checks').make('one\ntwo') }
    list.children = (list.children as { checked: boolean }[]).map((item, at) => ({ ...item, checked: at === 0 }))
    const longer = withText(list, `${textOf(list)}\nthree`)
    expect((longer.children as { checked: boolean }[]).map(item => item.checked)).toEqual([true, false, false])
    expect(textOf(longer)).toBe('one\ntwo\nthree')
  })
  it('keep keys of others', () => expect(withText({ type: 'heading', level: 2, children: [], foreign: 1 }, 'x')).toEqual({ type: 'heading', level: 2, children: [{ text: 'x' }], foreign: 1 }))
  it('of code are not read as marks', () => expect(textOf(kindNamed('code-block').make('a ** b\n`c`'))).toBe('a ** b\n`c`'))
})

describe('panels on the grid', () => {
  const panel = (id: string, x: number, y: number, w = 12, h = 6) => ({ id, layout: { x, y, w, h } })
  it('give way to the one that is moved, and fall up', () => {
    const [a, b, c] = [panel('a', 0, 0), panel('b', 12, 0), panel('c', 0, 6)]
    const placed = settle([a, b, c], c, { x: 0, y: 0, w: 12, h: 6 })
    expect(Object.fromEntries(placed.map(each => [each.id, [each.layout.x, each.layout.y]]))).toEqual({ c: [0, 0], a: [0, 6], b: [12, 0] })
  })
  it('stay within the columns', () => {
    const a = panel('a', 0, 0)
    expect(settle([a], a, { x: 30, y: -3, w: 40, h: 1 })[0]!.layout).toEqual({ x: 0, y: 0, w: 24, h: 3 })
  })
})
