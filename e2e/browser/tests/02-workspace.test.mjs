import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, colorOf, drag, historyQueries, ink, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { rows, unique, URL_ } from '../lib/server.mjs'

const project = unique('workspace')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [name, displayName] of [['run-a', 'alpha'], ['run-b', 'beta'], ['run-c', 'gamma']]) {
    await client.run(project, name, { displayName, config: { lr: 0.1 } })
    await client.history(project, name, rows(200))
    await client.finish(project, name)
  }
})
after(closeBrowser)

const workspace = (t, options) => open(t, `/${entity}/${project}`, { cookies, ...options })

test('every logged key has a panel, in sections by prefix', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await lines(page, 'train/acc', 3)
  await lines(page, 'lr', 3)
  const section = page.getByRole('region', { name: 'Section train' })
  assert.equal(await section.getByRole('article').count(), 2)
})

test('one request brings the data of a section', async t => {
  const page = await open(t, '/', { cookies })
  const asked = historyQueries(page)
  await page.goto(`${URL_}/${entity}/${project}`)
  await lines(page, 'train/loss', 3)
  const train = asked.filter(query => query.series.some(series => series.key === 'train/loss'))
  assert.equal(train.length, 1)
  assert.deepEqual(new Set(train[0].series.map(series => series.key)), new Set(['train/loss', 'train/acc']))
  assert.equal(train[0].buckets, 1000)
})

test('lines have the colour of their run, in every chart and list', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  const color = await colorOf(page, 'gamma')
  // gamma is logged last and drawn on equal curves: its colour is on top where all coincide or alone
  await page.getByRole('button', { name: 'Hide alpha' }).click()
  await page.getByRole('button', { name: 'Hide beta' }).click()
  await lines(page, 'train/loss', 1)
  assert.ok((await ink(page, 'train/loss', color)).amount > 50)
  await page.getByRole('link', { name: 'Open the runs table' }).click()
  const dot = await page.getByRole('row', { name: /gamma/ }).locator('.run-dot').evaluate(each => getComputedStyle(each).backgroundColor)
  assert.equal('#' + dot.match(/\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, '0')).join(''), color)
  await page.goto(`${URL_}/${entity}/${project}`)
  await page.getByRole('button', { name: 'Show all runs' }).click()
  await lines(page, 'train/loss', 3)
})

test('the eye and the search narrow the charts at once', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await page.getByRole('button', { name: 'Hide beta' }).click()
  await lines(page, 'train/loss', 2)
  await page.getByRole('button', { name: 'Show beta' }).click()
  await page.getByPlaceholder('Search runs').fill('ALPH')
  await lines(page, 'train/loss', 1)
  await page.getByText('1 of 3').waitFor()
  await page.getByPlaceholder('Search runs').fill('^(alpha|beta)$')
  await page.getByRole('button', { name: 'Search by regular expression' }).click()
  await lines(page, 'train/loss', 2)
  await page.getByRole('button', { name: 'Search by regular expression' }).click()
  await page.getByPlaceholder('Search runs').fill('')
  await lines(page, 'train/loss', 3)
})

test('a box zooms one chart with new buckets and a double click resets it', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  const asked = historyQueries(page)
  await drag(page, 'train/loss', [0.25, 0.2], [0.5, 0.8])
  const zoomed = await until(() => asked.find(query => query.range), 'no question for the zoomed range')
  assert.ok(zoomed.range.min > 30 && zoomed.range.min < 70, `from ${zoomed.range.min}`)
  assert.ok(zoomed.range.max > 80 && zoomed.range.max < 120, `to ${zoomed.range.max}`)
  assert.deepEqual(new Set(zoomed.series.map(series => series.key)), new Set(['train/loss']))
  await panel(page, 'train/loss').getByRole('button', { name: 'Reset zoom' }).waitFor()
  assert.equal(await panel(page, 'train/acc').getByRole('button', { name: 'Reset zoom' }).count(), 0)
  await panel(page, 'train/loss').locator('.u-over').dblclick()
  await panel(page, 'train/loss').getByRole('button', { name: 'Reset zoom' }).waitFor({ state: 'detached' })
})

test('the crosshair stands at the same x in every chart, and the tooltip names the runs', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await lines(page, 'train/acc', 3)
  const box = await panel(page, 'train/loss').locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2)
  const tip = page.getByRole('tooltip')
  await tip.waitFor()
  assert.match(await tip.textContent(), /alpha/)
  assert.equal(await tip.count(), 1)
  const place = title => panel(page, title).locator('.u-cursor-x').evaluate(line => new DOMMatrix(getComputedStyle(line).transform).e / line.parentElement.clientWidth)
  const [here, there] = [await place('train/loss'), await place('train/acc')]
  assert.ok(here > 0.4 && Math.abs(here - there) < 0.02, `${here} and ${there}`)
})

test('settings choose the axis and the smoothing, and undo takes them back', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  const asked = historyQueries(page)
  await page.getByRole('button', { name: 'Workspace settings' }).click()
  const menu = page.getByRole('dialog', { name: 'Workspace settings' })
  await menu.getByLabel('X axis').selectOption('_runtime')
  await until(() => asked.some(query => query.x === '_runtime'), 'no question over runtime')
  await menu.getByLabel('Smoothing').selectOption('exponentialTimeWeighted')
  await until(() => asked.some(query => query.smoothing.kind === 'timeWeightedEma' && query.smoothing.parameter === 0.6), 'no question with smoothing')
  await menu.getByLabel('X axis').selectOption('train/acc')
  await until(() => asked.some(query => query.x === 'train/acc'), 'no question over another key')
  await page.keyboard.press('Escape')
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: 'Undo' }).click()
  await until(() => { const last = asked.at(-1); return last.x === '_step' && last.smoothing.kind === 'none' }, 'undo did not ask for the first state').catch(async () => {
    // the first state may still be at hand: then nothing needs to be asked
    assert.ok(await page.getByRole('button', { name: 'Undo' }).isDisabled())
  })
  await page.getByRole('button', { name: 'Redo' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
})

test('a panel can be edited, and the layout is there after a reload', async t => {
  const page = await workspace(t)
  await lines(page, 'lr', 3)
  await panel(page, 'lr').hover()
  await page.getByRole('button', { name: 'Edit panel lr' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit lr' })
  await dialog.getByLabel('Title', { exact: true }).fill('Learning rate')
  await dialog.getByLabel('Log y').check()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await lines(page, 'Learning rate', 3)
  await saved(page)
  await page.reload()
  await lines(page, 'Learning rate', 3)
  const view = await client.graphql('query View($entity: String, $project: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view") { edges { node { name spec } } } } }', { entity, project })
  const [{ node }] = view.project.allViews.edges
  assert.equal(node.name, `nw-${(await account()).username}-w`)
  const panels = JSON.parse(node.spec).section.panelBankConfig.sections.flatMap(section => section.panels)
  assert.deepEqual(panels.map(each => [each.viewType, each.config.metrics, each.config.yLogScale]), [['Run History Line Plot', ['lr'], true]])
  await page.getByRole('button', { name: 'Menu of panel Learning rate' }).click()
  await page.getByRole('button', { name: 'Hide', exact: true }).click()
  await panel(page, 'Learning rate').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await panel(page, 'Learning rate').waitFor()
})

test('a layout written by a script is drawn and returned with every key it had', async t => {
  const id = unique('v').replace('-', '')
  const spec = { version: 9, section: { custom: { deep: [1] }, name: '', settings: { xAxis: '_runtime', smoothingType: 'none', smoothingWeight: 0, shouldAutoGeneratePanels: false }, customRunColors: { 'run-a': '#ff0000' }, panelBankConfig: { state: 1, settings: { autoOrganizePrefix: 2 }, sections: [{ __id__: 's', name: 'Chosen', isOpen: true, type: 'flow', future: true, flowConfig: { columnsPerPage: 2, rowsPerPage: 1 }, panels: [{ __id__: 'p1', viewType: 'Run History Line Plot', config: { metrics: ['train/loss', 'train/acc'], chartTitle: 'Both', unheard: 'kept' } }, { __id__: 'p2', viewType: 'Future Panel', config: { x: 1 } }] }] }, runSets: [{ id: 'r', search: { query: '' }, filters: { filterFormat: 'filterV2', filters: [{ key: { section: 'run', name: 'displayName' }, op: '!=', value: 'gamma' }] }, selections: { root: 1, bounds: [], tree: ['run-b'] }, odd: 'kept' }] } }
  await client.graphql('mutation Save($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: `nw-${id}-v`, displayName: 'From a script', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  const page = await open(t, `/${entity}/${project}?nw=${id}`, { cookies })
  await lines(page, 'Both', 2)
  await page.getByText('“Future Panel” panels are not drawn by this version').waitFor()
  assert.equal(await page.getByRole('article').count(), 2)
  assert.equal(await colorOf(page, 'alpha'), '#ff0000')
  await page.getByRole('button', { name: /Section|Chosen/ }).first().waitFor()
  await page.getByRole('button', { name: 'Show beta' }).click()
  await lines(page, 'Both', 4)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('View saved').waitFor()
  const view = await client.graphql('query View($entity: String, $project: String, $name: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view", viewName: $name) { edges { node { spec } } } } }', { entity, project, name: `nw-${id}-v` })
  const written = JSON.parse(view.project.allViews.edges[0].node.spec)
  assert.deepEqual(written.section.runSets[0].selections.tree, [])
  assert.equal(written.section.runSets[0].odd, 'kept')
  written.section.runSets = spec.section.runSets
  assert.deepEqual(written, spec)
})

test('the full-screen panel has an address, arrows and finer buckets', async t => {
  const page = await open(t, '/', { cookies })
  const asked = historyQueries(page)
  await page.goto(`${URL_}/${entity}/${project}?panelDisplayName=train%2Facc&panelSectionName=train`)
  const dialog = page.getByRole('dialog', { name: 'Panel train/acc' })
  await dialog.locator('.plot[data-lines="3"]').waitFor()
  assert.ok(asked.some(query => query.buckets === 10_000))
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'Panel train/loss' }).locator('.plot[data-lines="3"]').waitFor()
  assert.match(page.url(), /panelDisplayName=train%2Floss/)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.doesNotMatch(page.url(), /panelDisplayName/)
})

test('search finds panels by pattern', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await page.getByPlaceholder('Search panels').fill('loss$')
  await panel(page, 'train/acc').waitFor({ state: 'detached' })
  await lines(page, 'train/loss', 3)
  await page.getByRole('button', { name: 'Leave out what matches' }).click()
  await panel(page, 'train/loss').waitFor({ state: 'detached' })
  await lines(page, 'train/acc', 3)
  await page.getByRole('button', { name: 'Clear search' }).click()
  await lines(page, 'train/loss', 3)
})

test('a click on a line opens its run', async t => {
  const page = await workspace(t)
  await page.getByPlaceholder('Search runs').fill('alpha')
  await lines(page, 'train/acc', 1)
  const box = await panel(page, 'train/acc').locator('.u-over').boundingBox()
  const place = [box.x + box.width * 0.9, box.y + box.height * 0.2]
  for (let y = 0.02; y < 0.5; y += 0.04) {
    await page.mouse.move(place[0], box.y + box.height * y)
    await page.mouse.click(place[0], box.y + box.height * y)
    if (page.url().includes('/runs/run-a')) return
  }
  assert.fail('no line was hit')
})
