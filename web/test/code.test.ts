import { describe, expect, it } from 'vitest'
import { changes, compareTexts } from '../src/panels/code/compare.ts'
import { codeOf, codeVersion, compareFiles, type CodeFile } from '../src/panels/code/files.ts'
import { asTable, compare } from '../src/panels/marks/ComparerPanel.tsx'

const file = (name: string, digest: string | null = 'a', sizeBytes = 1): CodeFile => ({ name, directUrl: `/${name}`, sizeBytes, digest, md5: null })
const edges = <T>(...all: T[]) => ({ edges: all.map(node => ({ node })) })

describe('two texts', () => {
  it('are cut into blocks that are the same and blocks that are not, with the numbers of their lines', () => {
    const blocks = compareTexts('one\ntwo\nthree\nfour\n', 'one\n2\nthree\nfour\nfive\n')!
    expect(blocks.map(block => [block.same, block.left.map(line => line.number), block.right.map(line => line.number)])).toEqual([
      [true, [1], [1]], [false, [2], [2]], [true, [3, 4], [3, 4]], [false, [], [5]],
    ])
    expect(changes(blocks)).toEqual({ added: 2, removed: 1 })
  })

  it('show which words of a line changed', () => {
    const [block] = compareTexts('lr = 0.1\n', 'lr = 0.5\n')!
    expect(block!.right[0]!.parts.filter(part => part.changed).map(part => part.text).join('')).toContain('5')
    expect(block!.left[0]!.parts.map(part => part.text).join('')).toBe('lr = 0.1')
    expect(block!.right[0]!.parts.map(part => part.text).join('')).toBe('lr = 0.5')
  })

  it('do not differ by their line ends, and may be empty', () => {
    expect(changes(compareTexts('a\r\nb\r\n', 'a\nb\n')!)).toEqual({ added: 0, removed: 0 })
    expect(compareTexts('', '')).toEqual([])
    expect(changes(compareTexts('', 'a\nb')!)).toEqual({ added: 2, removed: 0 })
  })
})

describe('the code of a run', () => {
  it('is what the client saved, or the version of run.log_code()', () => {
    expect([...codeOf([file('code/train.py'), file('media/a.png'), file('requirements.txt')], [file('train.py', 'b')])].map(([name, each]) => [name, each.digest])).toEqual([['train.py', 'b'], ['requirements.txt', 'a']])
    expect(codeVersion({ files: null, outputArtifacts: edges({ id: 'x', artifactType: { name: 'model' } }, { id: 'y', artifactType: { name: 'code' } }) })).toBe('y')
    expect(codeVersion(null)).toBeNull()
  })

  it('is compared by its files, those that differ first', () => {
    const side = (...files: CodeFile[]) => codeOf([], files)
    expect(compareFiles(side(file('a'), file('b'), file('c'), file('e', null)), side(file('a'), file('b', 'z'), file('d'), file('e', null)))).toEqual([
      { name: 'b', fate: 'changed' }, { name: 'e', fate: 'unknown' }, { name: 'd', fate: 'added' }, { name: 'c', fate: 'removed' }, { name: 'a', fate: 'same' },
    ])
  })
})

describe('the run comparer', () => {
  it('is copied as cells parted by tabs', () => {
    const run = (name: string, lr: number) => ({ name, label: name, color: '', row: { row: { name, notes: 'two\nlines' } as never, config: { lr: { value: lr } }, summary: {} } })
    const runs = [run('a', 1), run('b', 2)]
    expect(asTable(runs, compare(runs).filter(row => row.section === 'Config' || row.key === 'Notes'))).toBe('Section\tKey\ta\tb\nRun\tNotes\ttwo lines\ttwo lines\nConfig\tlr\t1\t2')
  })
})
