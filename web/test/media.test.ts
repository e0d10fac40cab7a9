import { describe, expect, it } from 'vitest'
import { layoutSections, NO_EXTRAS, withoutPanel } from '../src/panels/layout.ts'
import { mediaRows, picturesOf, rowAt } from '../src/panels/media.ts'
import { extraKeys } from '../src/panels/extras.ts'
import { changeSections, newSpec } from '../src/panels/spec.ts'

describe('pictures', () => {
  it('come alone or as a list of files', () => {
    expect(picturesOf({ _type: 'image-file', path: 'media/images/a.png', caption: 'A', width: 4, height: 3 })).toEqual([{ path: 'media/images/a.png', caption: 'A', width: 4, height: 3, kind: 'image', masks: [], boxes: [] }])
    expect(picturesOf({ _type: 'images/separated', filenames: ['x.png', 'y.png'], captions: ['X'], count: 2 }).map(each => [each.path, each.caption])).toEqual([['x.png', 'X'], ['y.png', null]])
    for (const other of [null, 3, { _type: 'table-file', path: 't' }, { _type: 'image-file' }]) expect(picturesOf(other)).toEqual([])
  })

  it('are shown at the newest step that is not later', () => {
    const rows = mediaRows([{ _step: 0, img: { _type: 'image-file', path: 'a' } }, { _step: 10, img: { _type: 'image-file', path: 'b' } }, { _step: 20, img: null }], 'img')
    expect(rows.map(row => row.step)).toEqual([0, 10])
    expect(rowAt(rows, 9)!.step).toBe(0)
    expect(rowAt(rows, 99)!.step).toBe(10)
    expect(rowAt(rows, -1)).toBeUndefined()
  })

  it('make a panel, which can be hidden', () => {
    expect([...extraKeys({ historyKeys: { keys: { img: { typeCounts: [{ type: 'image-file', count: 1 }] }, loss: { typeCounts: [{ type: 'number', count: 1 }] } } } })]).toEqual([['img', 'image']])
    const [media] = layoutSections(newSpec(), [], { ...NO_EXTRAS, media: ['img'] })
    expect(media).toMatchObject({ name: 'Media', panels: [{ title: 'img', viewType: 'Media Browser', config: { mediaKeys: ['img'] } }] })
    const hidden = changeSections(newSpec(), sections => withoutPanel(sections, 'Media', media!.panels[0]!))
    expect(layoutSections(hidden, [], { ...NO_EXTRAS, media: ['img'] }).map(section => section.name)).toEqual(['Hidden Panels'])
  })
})
