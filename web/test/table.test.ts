import { describe, expect, it } from 'vitest'
import { newRunset } from '../src/panels/spec.ts'
import { csvCell } from '../src/panels/export.ts'
import { cellValue, columnsOf, neededKeys, readRow, valueAt } from '../src/rooms/runs/columns.ts'
import { fieldOfPath, RUN_FIELDS, type Field } from '../src/rooms/runs/fields.ts'
import { EMPTY_PICK, pickFilter, pickRow } from '../src/rooms/runs/pick.ts'
import type { RunRow } from '../src/rooms/runs/queries.ts'
import { folderTree, previewKind } from '../src/rooms/runs/files/tree.ts'
import { groupLabel } from '../src/rooms/runs/GroupedTable.tsx'

const field = (path: string) => fieldOfPath(path, 'number')!
const fields: Field[] = [...RUN_FIELDS, field('config.lr.value'), field('summary_metrics.loss'), field('summary_metrics._runtime')]

describe('columns', () => {
  it('start with the name and show what was logged', () => {
    const ids = columnsOf(newRunset(), fields).map(column => column.id)
    expect(ids[0]).toBe('run:displayName')
    expect(ids).toContain('config:lr.value')
    expect(ids).toContain('summary:loss')
    expect(ids).not.toContain('summary:_runtime')
    expect(ids).not.toContain('run:notes')
  })

  it('obey pins, hiding, order and width of the layout document', () => {
    const runset = newRunset()
    runset.runFeed.columnPinned = { 'summary:loss': true, 'summary:later': true }
    runset.runFeed.columnVisible = { 'run:state': false, 'run:notes': true }
    runset.runFeed.columnOrder = ['run:notes', 'config:lr.value']
    runset.runFeed.columnWidths = { 'summary:loss': 77 }
    const columns = columnsOf(runset, fields)
    expect(columns.slice(0, 5).map(column => column.id)).toEqual(['run:displayName', 'summary:loss', 'summary:later', 'run:notes', 'config:lr.value'])
    expect(columns[1]).toMatchObject({ width: 77, pinned: true })
    expect(columns.some(column => column.id === 'run:state')).toBe(false)
  })

  it('ask for every top-level key a dotted name may mean', () => {
    expect(neededKeys([field('config.model.value.depth')], 'config')).toEqual(['model', 'model.value', 'model.value.depth'])
    expect(neededKeys([field('config.lr.value')], 'summary')).toEqual([])
  })
})

describe('cells', () => {
  const values = readRow({ name: 'r', displayName: null, config: '{"lr":{"value":0.1},"a.b":{"value":{"c":NaN}}}', summaryMetrics: '{"loss":{"min":1,"last":3},"val/acc":0.5}', tags: null, computeSeconds: 4 } as unknown as RunRow)

  it('read nested and dotted keys', () => {
    expect(cellValue(values, field('config.lr.value').key)).toBe(0.1)
    expect(cellValue(values, field('config.a.b.value.c').key)).toBeNaN()
    expect(cellValue(values, field('summary_metrics.val/acc').key)).toBe(0.5)
    expect(valueAt({}, 'x.y')).toBeUndefined()
  })

  it('show the newest of several summaries', () => expect(cellValue(values, field('summary_metrics.loss').key)).toBe(3))

  it('fall back to the id for a name', () => expect(cellValue(values, RUN_FIELDS[0]!.key)).toBe('r'))
})

describe('pick', () => {
  it('takes a range with shift and any run that matches with all', () => {
    const order = ['a', 'b', 'c', 'd']
    const one = pickRow(EMPTY_PICK, order, 'a', false)
    const range = pickRow(one, order, 'c', true)
    expect([...range.names]).toEqual(['a', 'b', 'c'])
    expect(pickFilter(range, '{}')).toEqual({ name: { $in: ['a', 'b', 'c'] } })
    expect(pickFilter({ ...range, all: true }, '{"state":"failed"}')).toEqual({ state: 'failed' })
    expect([...pickRow(range, order, 'b', false).names]).toEqual(['a', 'c'])
  })
})

describe('csvCell', () => {
  it('quotes and never begins a formula', () => {
    expect(['a,b', 'say "x"', '=1+1', '-5', -5, null, { a: 1 }].map(csvCell)).toEqual(['"a,b"', '"say ""x"""', "'=1+1", '-5', '-5', '', '"{""a"":1}"'])
  })
})

describe('files', () => {
  const file = (name: string, sizeBytes = 1) => ({ id: name, name, directUrl: '', url: null, sizeBytes, mimetype: null, updatedAt: 'x' })

  it('lie in the folders of their names', () => {
    const root = folderTree([file('b.txt'), file('media/images/z10.png', 5), file('media/images/z9.png', 6), file('a.txt')])
    expect(root).toMatchObject({ size: 13, amount: 4 })
    expect(root.files.map(each => each.name)).toEqual(['a.txt', 'b.txt'])
    expect(root.folders[0]!.folders[0]!.files.map(each => each.name)).toEqual(['media/images/z9.png', 'media/images/z10.png'])
  })

  it('are shown by kind', () => {
    expect(['a.PNG', 'x.table.json', 'x.json', 'README.md', 'model.pt', 'Dockerfile', 'train.py'].map(name => previewKind({ name, mimetype: null }))).toEqual(['image', 'table', 'json', 'markdown', 'none', 'text', 'text'])
  })
})

describe('groupLabel', () => {
  it('reads values, lists and objects', () => expect([groupLabel(0.1), groupLabel([null]), groupLabel({ 'config.lr': 'x' })]).toEqual(['0.1', 'none', 'x']))
})
