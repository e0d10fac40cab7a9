// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { parseCircular, parseDependencyTree } from 'dpdm'
import { describe, expect, it } from 'vitest'

const entry = fileURLToPath(new URL('../src/main.tsx', import.meta.url))

describe('the modules of the page', () => {
  it('do not import each other in circles, types included', async () => {
    const tree = await parseDependencyTree(entry, { transform: false })
    expect(Object.keys(tree).length).toBeGreaterThan(200)
    expect(parseCircular(tree)).toEqual([])
  }, 300_000)
})
