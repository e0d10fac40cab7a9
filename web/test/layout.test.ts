import { describe, expect, it } from 'vitest'
import { autoPanelId, layoutSections, restorePanel, searchSections, withoutPanel, withOrder, withPanel, withSection } from '../src/panels/layout.ts'
import { lineSettings, smoothingOf } from '../src/panels/settings.ts'
import { changeRunset, changeSections, changeSettings, HIDDEN_PANELS, LINE_PLOT, newSection, newSpec, parseSpec, runsetOf, sectionsOf, update, workspaceSettings } from '../src/panels/spec.ts'
import { keepRuns, WorkspaceStore } from '../src/panels/store.tsx'

const KEYS = ['loss', 'train/loss', 'train/acc', 'a/b/c', 'system/cpu']
const names = (sections: { name: string; panels: { title: string }[] }[]) => Object.fromEntries(sections.map(section => [section.name, section.panels.map(panel => panel.title)]))

describe('layoutSections', () => {
  it('makes a panel for every key, in sections by the last slash', () => {
    expect(names(layoutSections(newSpec(), KEYS))).toEqual({ Charts: ['loss'], 'a/b': ['a/b/c'], train: ['train/acc', 'train/loss'], System: ['system/cpu'] })
  })

  it('parts at the first slash when told so', () => {
    const spec = update(newSpec(), ['section', 'panelBankConfig', 'settings', 'autoOrganizePrefix'], () => 1)
    expect(Object.keys(names(layoutSections(spec, KEYS)))).toEqual(['Charts', 'a', 'train', 'System'])
  })

  it('shows only stored panels in manual mode', () => {
    const spec = changeSettings(changeSections(newSpec(), () => [{ ...newSection('Mine'), panels: [{ __id__: 'p', viewType: LINE_PLOT, config: { metrics: ['loss', 'train/loss'] } }] }]), { shouldAutoGeneratePanels: false })
    expect(names(layoutSections(spec, KEYS))).toEqual({ Mine: ['loss, train/loss'] })
  })

  it('stores an automatic panel once it is changed, in its section', () => {
    const [charts] = layoutSections(newSpec(), KEYS)
    const spec = changeSections(newSpec(), sections => withPanel(sections, 'Charts', charts!.panels[0]!, panel => ({ ...panel, config: { ...panel.config, yLogScale: true } })))
    const shown = layoutSections(spec, KEYS).find(section => section.name === 'Charts')!
    expect(shown.panels).toHaveLength(1)
    expect(shown.panels[0]).toMatchObject({ title: 'loss', auto: false, config: { metrics: ['loss'], yLogScale: true } })
  })

  it('keeps automatic panels coming after a section was renamed', () => {
    const spec = changeSections(newSpec(), sections => withSection(sections, 'train', section => ({ ...section, name: 'Training' })))
    expect(names(layoutSections(spec, KEYS)).Training).toEqual(['train/acc', 'train/loss'])
  })

  it('hides a removed panel until it is asked back', () => {
    const panel = layoutSections(newSpec(), KEYS)[0]!.panels[0]!
    expect(panel.id).toBe(autoPanelId('loss'))
    const spec = changeSections(newSpec(), sections => withoutPanel(sections, 'Charts', panel))
    const hidden = layoutSections(spec, KEYS)
    expect(names(hidden)).toMatchObject({ [HIDDEN_PANELS]: ['loss'] })
    expect(hidden.at(-1)!.open).toBe(false)
    expect(names(hidden).Charts).toBeUndefined()
    const back = changeSections(spec, sections => restorePanel(sections, hidden.at(-1)!.panels[0]!))
    expect(names(layoutSections(back, KEYS)).Charts).toEqual(['loss'])
  })

  it('leaves a section in its place when it is opened or closed', () => {
    const spec = changeSections(newSpec(), sections => withSection(sections, 'System', section => ({ ...section, isOpen: true })))
    expect(layoutSections(spec, KEYS).map(section => section.name)).toEqual(['Charts', 'a/b', 'train', 'System'])
  })

  it('moves a section among all that are shown', () => {
    const spec = changeSections(newSpec(), sections => withOrder(sections, ['train', 'Charts', 'a/b', 'System']))
    expect(layoutSections(spec, [...KEYS, 'val/loss']).map(section => section.name)).toEqual(['train', 'Charts', 'a/b', 'val', 'System'])
    expect(layoutSections(spec, KEYS).at(-1)!.open).toBe(false)
  })

  it('lets a regular expression take in keys logged later', () => {
    const spec = changeSections(newSpec(), () => [{ ...newSection('Mine'), panels: [{ __id__: 'p', viewType: LINE_PLOT, config: { useMetricRegex: true, metricRegex: '^train/' } }] }])
    expect(layoutSections(spec, KEYS)[0]!.panels[0]!.metrics).toEqual(['train/loss', 'train/acc'])
  })

  it('finds panels by pattern and by literal text', () => {
    const sections = layoutSections(newSpec(), KEYS)
    expect(names(searchSections(sections, 'train/(loss|f1)'))).toEqual({ train: ['train/loss'] })
    expect(names(searchSections(sections, '(('))).toEqual({})
    const left = names(searchSections(sections, '!train/'))
    expect(Object.keys(left)).not.toContain('train')
    expect(Object.keys(left)).toContain('a/b')
    expect(names(searchSections(sections, '!'))).toEqual(names(sections))
  })
})

describe('spec', () => {
  const foreign = { version: 3, section: { future: { a: 1 }, runSets: [{ id: 'r', unknown: [1], runFeed: { version: 2, other: true } }], panelBankConfig: { state: 7, sections: [{ name: 'S', odd: 1, panels: [{ __id__: 'p', viewType: 'Weave', config: { x: 1 }, extra: 'kept' }] }] }, workspaceSettings: { ref: 'x' }, settings: { xAxis: '_runtime' } } }

  it('returns unknown keys as they came', () => {
    let spec = parseSpec(JSON.stringify(foreign))
    spec = changeRunset(spec, runset => ({ ...runset, search: { ...runset.search, query: 'q' } }))
    spec = changeSections(spec, sections => withSection(sections, 'S', section => ({ ...section, isOpen: false })))
    spec = changeSettings(spec, { smoothingWeight: 30 })
    expect(spec).toMatchObject({ version: 3, section: { future: { a: 1 }, runSets: [{ id: 'r', unknown: [1], runFeed: { other: true }, search: { query: 'q' } }], panelBankConfig: { state: 7 }, settings: { xAxis: '_runtime', smoothingWeight: 30 }, workspaceSettings: { ref: 'x' } } })
    expect(sectionsOf(spec)[0]).toMatchObject({ odd: 1, isOpen: false, panels: [{ extra: 'kept', viewType: 'Weave' }] })
  })

  it('prefers modern settings once they are filled', () => {
    const spec = parseSpec(JSON.stringify({ section: { settings: { xAxis: '_runtime' }, workspaceSettings: { ref: 1, xAxis: '_timestamp' } } }))
    expect(workspaceSettings(spec).xAxis).toBe('_timestamp')
    expect(workspaceSettings(changeSettings(spec, { xAxis: '_step' })).xAxis).toBe('_step')
  })

  it('makes a whole runset out of a bare one', () => {
    expect(runsetOf(parseSpec('{"section":{"runSets":[{}]}}')).runFeed.columnVisible).toEqual({})
  })
})

describe('lineSettings', () => {
  it('goes from workspace over section to panel', () => {
    const workspace = { xAxis: '_runtime', smoothingType: 'exponential', smoothingWeight: 60, maxRuns: 4 }
    expect(lineSettings(workspace, {}, {})).toMatchObject({ xAxis: '_runtime', smoothing: { kind: 'ema', parameter: 0.6 }, maxRuns: 4 })
    expect(lineSettings(workspace, { xAxis: '_step', smoothingType: 'exponential', smoothingWeight: 0 }, {})).toMatchObject({ xAxis: '_runtime' })
    expect(lineSettings(workspace, { xAxis: 'epoch', smoothingType: 'gaussian', smoothingWeight: 3 }, {})).toMatchObject({ xAxis: 'epoch', smoothing: { kind: 'gaussian', parameter: 3 } })
    expect(lineSettings(workspace, { xAxis: 'epoch' }, { xAxis: '_step', smoothingType: 'none', limit: 2 })).toMatchObject({ xAxis: '_step', smoothing: { kind: 'none' }, maxRuns: 2 })
  })

  it('takes fractions and percents of an exponential weight', () => {
    expect(smoothingOf('exponentialTimeWeighted', 0.5)).toEqual({ kind: 'timeWeightedEma', parameter: 0.5 })
    expect(smoothingOf('exponentialTimeWeighted', 50)).toEqual({ kind: 'timeWeightedEma', parameter: 0.5 })
    expect(smoothingOf('average', 10)).toEqual({ kind: 'runningAverage', parameter: 10 })
    expect(smoothingOf('exponential', 0).kind).toBe('none')
  })
})

describe('WorkspaceStore', () => {
  it('undoes and redoes the layout and leaves the runs alone', () => {
    const store = new WorkspaceStore({ spec: newSpec(), save: null, autosave: true })
    store.change(spec => changeSettings(spec, { xAxis: 'epoch' }))
    store.adjust(spec => changeRunset(spec, runset => ({ ...runset, search: { ...runset.search, query: 'kept' } })))
    store.undo()
    expect(workspaceSettings(store.read().spec).xAxis).toBe('_step')
    expect(runsetOf(store.read().spec).search.query).toBe('kept')
    store.redo()
    expect(workspaceSettings(store.read().spec).xAxis).toBe('epoch')
    expect(store.read()).toMatchObject({ canUndo: true, canRedo: false })
  })

  it('begins a layout anew with the runs and their colours', () => {
    const spec = keepRuns(newSpec(), changeRunset({ ...newSpec(), section: { ...(newSpec().section as object), customRunColors: { r: '#123456' } } } as ReturnType<typeof newSpec>, runset => ({ ...runset, search: { ...runset.search, query: 'kept' } })))
    expect(runsetOf(spec).search.query).toBe('kept')
    expect((spec.section as { customRunColors: unknown }).customRunColors).toEqual({ r: '#123456' })
  })

  it('saves what it has at the time, and says when there is more', async () => {
    const written: unknown[] = []
    let during = () => {}
    const store = new WorkspaceStore({ spec: newSpec(), autosave: false, save: async spec => { during(); written.push(workspaceSettings(spec).xAxis) } })
    store.change(spec => changeSettings(spec, { xAxis: 'a' }))
    during = () => store.change(spec => changeSettings(spec, { xAxis: 'b' }))
    await store.save()
    expect(written).toEqual(['a'])
    expect(store.read().saveState).toBe('dirty')
  })

  it('says so when saving fails', async () => {
    const store = new WorkspaceStore({ spec: newSpec(), autosave: false, save: () => Promise.reject(new Error('full')) })
    store.change(spec => changeSettings(spec, { xAxis: 'a' }))
    await expect(store.save()).rejects.toThrow('full')
    expect(store.read().saveState).toBe('failed')
  })
})
