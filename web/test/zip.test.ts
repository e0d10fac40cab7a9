import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ZipWriter } from '../src/design/zip.ts'

const text = (value: string) => new Uint8Array(new TextEncoder().encode(value))

describe('an archive', () => {
  it('holds each file as it is, under a name that stays inside', async () => {
    const zip = new ZipWriter()
    zip.add('a/ü.txt', text('hello'), new Date(2026, 10, 27, 1, 2, 4))
    zip.add('../../etc/b', text(''), new Date(2026, 0, 1))
    zip.add('long ago', text('x'), new Date(0))
    const archive = new Uint8Array(await zip.finish().arrayBuffer())
    const files = unzipSync(archive)
    expect(Object.keys(files)).toEqual(['a/ü.txt', 'etc/b', 'long ago'])
    expect(new TextDecoder().decode(files['a/ü.txt'])).toBe('hello')
    expect(files['etc/b']).toHaveLength(0)
    expect(new TextDecoder().decode(archive)).toContain('hello')
  })
})
