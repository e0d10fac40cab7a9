import { describe, expect, it } from 'vitest'
import { crc32, ZipWriter } from '../src/design/zip.ts'

const text = (value: string) => new Uint8Array(new TextEncoder().encode(value))

describe('an archive', () => {
  it('holds each file with its check sum, under a name that stays inside', async () => {
    expect(crc32(text('hello'))).toBe(0x3610a686)
    const zip = new ZipWriter()
    zip.add('a/ü.txt', text('hello'), new Date(2026, 10, 27, 1, 2, 4))
    zip.add('../../etc/b', text(''), new Date(2026, 0, 1))
    const view = new DataView(await zip.finish().arrayBuffer())
    const end = view.byteLength - 22
    expect([view.getUint32(0, true), view.getUint32(end, true), view.getUint16(end + 10, true)]).toEqual([0x04034b50, 0x06054b50, 2])
    const directory = view.getUint32(end + 16, true)
    expect(directory + view.getUint32(end + 12, true)).toBe(end)
    expect([view.getUint32(directory, true), view.getUint32(directory + 16, true), view.getUint32(directory + 24, true)]).toEqual([0x02014b50, 0x3610a686, 5])
    const first = view.getUint16(directory + 28, true)
    const second = directory + 46 + first
    const name = (at: number) => new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, view.getUint16(at + 28, true)))
    expect([name(directory), name(second)]).toEqual(['a/ü.txt', 'etc/b'])
    const local = view.getUint32(second + 42, true)
    expect(view.getUint32(local, true)).toBe(0x04034b50)
    expect(new TextDecoder().decode(new Uint8Array(view.buffer, 30 + first, 5))).toBe('hello')
  })
})
