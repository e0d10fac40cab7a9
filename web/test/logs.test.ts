import { describe, expect, it, vi } from 'vitest'
import { foldReturns, parseAnsi, stripAnsi } from '../src/rooms/runs/logs/ansi.ts'
import { LogStore, merge, type Line } from '../src/rooms/runs/logs/LogStore.ts'

const ESC = '\u001b'

describe('ansi', () => {
  it('colours spans until the reset', () => {
    expect(parseAnsi(`${ESC}[31;1mbad${ESC}[0m fine`)).toEqual([{ text: 'bad', className: 'ansi-bold ansi-red' }, { text: ' fine', className: '' }])
  })

  it('knows 256 and true colours', () => {
    expect(parseAnsi(`${ESC}[38;5;196mx`)[0]!.color).toBe('rgb(255 0 0)')
    expect(parseAnsi(`${ESC}[38;5;244mx`)[0]!.color).toBe('rgb(128 128 128)')
    expect(parseAnsi(`${ESC}[48;2;1;2;3mx`)[0]!.background).toBe('rgb(1 2 3)')
    expect(parseAnsi(`${ESC}[38;5;9mx`)[0]!.className).toBe('ansi-bright-red')
  })

  it('drops cursor movements and links', () => {
    expect(stripAnsi(`${ESC}[2K${ESC}[1Aa${ESC}]8;;http://x${ESC}\\b${ESC}]0;title\u0007c`)).toBe('abc')
  })

  it('keeps the last state of a progress bar', () => {
    expect(foldReturns('10 %\r50 %\r100 %')).toBe('100 %')
    expect(foldReturns('done\r\n')).toBe('done')
  })
})

describe('a log whose page fails', () => {
  it('is whole after the next look, and looks once at a time', async () => {
    const all = Array.from({ length: 1_200 }, (_, at) => `line ${at}`)
    let [failing, asked] = [true, 0]
    const page = (variables: { first: number | null; after: string | null; last: number | null }) => {
      const from = variables.last ? all.length - variables.last : Number(variables.after ?? 0)
      const to = variables.last ? all.length : Math.min(all.length, from + 500)
      return { project: { run: { logLineCount: all.length, logLines: { edges: all.slice(from, to).map((line, at) => ({ node: { number: from + at, line, timestamp: null, level: null, label: null } })), pageInfo: { endCursor: String(to), hasNextPage: to < all.length } } } } }
    }
    vi.stubGlobal('fetch', async (_: unknown, init: { body: string }) => {
      const { variables } = JSON.parse(init.body) as { variables: Parameters<typeof page>[0] }
      asked++
      if (failing && variables.after === '500') return new Response('{}', { status: 502 })
      return new Response(JSON.stringify({ data: page(variables) }), { headers: { 'content-type': 'application/json' } })
    })
    const store = new LogStore('e', 'p', 'r')
    await store.load()
    expect(store.read().error).not.toBeNull()
    expect(store.read().lines.length).toBeLessThan(1_200)
    failing = false
    asked = 0
    await Promise.all([store.poll(), store.poll(), store.poll()])
    expect(store.read().lines.map(each => each.raw)).toEqual(all)
    expect(store.read().error).toBeNull()
    expect(asked).toBe(3)
    vi.unstubAllGlobals()
  })
})

const line = (number: number, raw = `line ${number}`): Line => ({ number, timestamp: null, error: false, label: null, raw, plain: raw })

describe('merge', () => {
  it('replaces rewritten lines and adds new ones', () => {
    const merged = merge([line(0), line(1), line(2)], [line(1, 'again'), line(2), line(3)])
    expect(merged.map(each => each.raw)).toEqual(['line 0', 'again', 'line 2', 'line 3'])
  })

  it('keeps the tail while the beginning is read', () => {
    expect(merge([line(0), line(1)], [line(98), line(99)]).map(each => each.number)).toEqual([0, 1, 98, 99])
    expect(merge([line(98), line(99)], [line(0), line(1)]).map(each => each.number)).toEqual([0, 1, 98, 99])
  })

  it('leaves everything when nothing is new', () => expect(merge([line(0)], [])).toHaveLength(1))
})
