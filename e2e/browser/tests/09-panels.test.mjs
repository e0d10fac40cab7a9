import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { deflateSync, crc32 } from 'node:zlib'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('panels')
let client, cookies, entity

/** A grey picture in which each pixel has its value. */
function png(width, height, value) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => value(x, y))])))
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

const chart = { panel_type: 'Vega2', panel_config: { panelDefId: 'wandb/bar/v0', fieldSettings: { label: 'label', value: 'value' }, stringSettings: { title: 'Votes' }, transform: { name: 'tableWithLeafColNames' }, userQuery: { queryFields: [{ name: 'runSets', args: [{ name: 'runSets', value: '${runSets}' }], fields: [{ name: 'summaryTable', args: [{ name: 'tableKey', value: 'votes_table' }], fields: [] }] }] } } }

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (let at = 0; at < 4; at++) {
    const name = `run-${at}`
    await client.graphql(
      `mutation Seed($project: String, $entity: String, $name: String, $config: JSONString) { upsertBucket(input: {modelName: $project, entityName: $entity, name: $name, displayName: $name, config: $config}) { bucket { id } } }`,
      { project, entity, name, config: JSON.stringify({ lr: { value: (at + 1) / 10 }, opt: { value: ['adam', 'sgd'][at % 2] }, _wandb: { value: { visualize: { votes: chart }, 'mask/class_labels': { picture_wandb_delimeter_pred: { value: { 1: 'cat', 2: 'dog' } } } } } }) },
    )
    const rows = Array.from({ length: 6 }, (_, step) => ({ _step: step, loss: (at + 1) / (step + 1), 'layer.0/norm': step, 'layer.1/norm': 2 * step, spread: { _type: 'histogram', values: [1, 4, 2], bins: [0, 1, 2, 3] } }))
    const files = [['media/table/preds_5.table.json', JSON.stringify({ columns: ['id', 'label', 'score'], data: Array.from({ length: 300 }, (_, row) => [row, ['cat', 'dog', 'fox'][row % 3], ((row * 7) % 100) / 100]) })], ['media/table/votes_5.table.json', JSON.stringify({ columns: ['label', 'value'], data: [['a', 3], ['b', 5 + at]] })], ['media/images/picture_5.png', png(16, 16, () => 128)], ['media/images/mask/picture_5.mask.png', png(16, 16, x => (x < 8 ? 1 : 2))], ['media/html/page_5.html', '<p id="word">logged words</p><script>document.getElementById("word").textContent += " and a script"; try { parent.document.title = "stolen" } catch {}</script>']]
    if (at < 2) for (const [path, content] of files) await client.file(project, name, path, content)
    const media = { preds: { _type: 'table-file', path: 'media/table/preds_5.table.json', ncols: 3, nrows: 300 }, votes_table: { _type: 'table-file', path: 'media/table/votes_5.table.json', ncols: 2, nrows: 2 }, picture: { _type: 'image-file', path: 'media/images/picture_5.png', width: 16, height: 16, format: 'png', masks: { pred: { _type: 'mask', path: 'media/images/mask/picture_5.mask.png' } } }, page: { _type: 'html-file', path: 'media/html/page_5.html' } }
    if (at < 2) Object.assign(rows[5], media)
    await client.history(project, name, rows)
    await client.summary(project, name, { loss: (at + 1) / 6, ...(at < 2 ? media : {}) })
    await client.finish(project, name)
  }
})
after(closeBrowser)

const workspace = async (t, options) => {
  const page = await open(t, `/${entity}/${project}`, { cookies, ...options })
  await lines(page, 'loss', 4)
  return page
}

/** Brings one panel to the top: those far below are not in the document. */
async function only(page, title) {
  await page.getByPlaceholder('Search panels').fill(title)
  await panel(page, title).waitFor()
  return panel(page, title)
}

async function add(page, kind, fill) {
  await page.getByRole('button', { name: 'Add panel' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a panel' })
  await dialog.getByLabel('Kind').selectOption(kind)
  await fill(dialog)
  await dialog.getByLabel('Section').fill('Mine')
  await dialog.getByRole('button', { name: /^Add/ }).last().click()
  await dialog.waitFor({ state: 'detached' })
}

test('a logged table is a panel that is searched, sorted, grouped and saved', async t => {
  const page = await workspace(t)
  const table = await only(page, 'preds')
  await table.getByText('600 rows').waitFor()
  await table.getByPlaceholder('Search rows').fill('fox')
  await table.getByText('200 of 600 rows').waitFor()
  await table.getByRole('button', { name: 'score' }).click()
  await table.getByRole('button', { name: 'score' }).click()
  await until(async () => /0\.99/.test(await table.getByRole('row').nth(1).textContent()), 'the highest score is not on top')
  await table.getByPlaceholder('Search rows').fill('')
  await table.getByLabel('Group rows').selectOption('by label')
  await table.getByText('3 groups').waitFor()
  assert.match(await table.getByRole('row').nth(1).textContent(), /200/)
  await table.getByLabel('Group rows').selectOption('No grouping')
  const [download] = await Promise.all([page.waitForEvent('download'), table.getByRole('button', { name: 'Save the table as CSV' }).click()])
  assert.equal((await readFile(await download.path(), 'utf8')).trim().split('\r\n').length, 601)
})

test('a chart made with wandb.plot is drawn, and the table behind it stays away', async t => {
  const page = await workspace(t)
  const votes = await only(page, 'Votes')
  await votes.locator('.vega-embed svg .mark-rect.role-mark path').first().waitFor()
  assert.equal(await votes.locator('.vega-embed svg .mark-rect.role-mark path').count(), 4)
  await page.getByPlaceholder('Search panels').fill('votes_table')
  await page.getByText('No panel has that name').waitFor()
})

test('masks are painted over images, class by class', async t => {
  const page = await workspace(t)
  const picture = await only(page, 'picture')
  const covered = () => picture.locator('canvas[data-layer="pred"]').first().evaluate(canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let amount = 0; for (let at = 3; at < data.length; at += 4) if (data[at] > 0) amount++; return amount / (data.length / 4) })
  await until(async () => (await covered().catch(() => 0)) === 1, 'the mask does not cover the picture')
  await picture.getByRole('button', { name: 'cat' }).click()
  await until(async () => (await covered()) === 0.5, 'the class is still painted')
})

test('a picture is enlarged, and arrows lead through pictures', async t => {
  const page = await workspace(t)
  const picture = await only(page, 'picture')
  await picture.getByRole('button', { name: /^Enlarge/ }).first().click()
  const viewer = page.getByRole('dialog', { name: 'Picture' })
  await viewer.getByText(/, 1 of 2$/).waitFor()
  const image = viewer.locator('img')
  await image.waitFor()
  await until(async () => { const box = await image.boundingBox(); return box && Math.abs(box.width - box.height) < 2 && box.height > 300 }, 'the picture is not square and large')
  assert.ok(await page.evaluate(() => { const box = document.querySelector('.media-viewer figure').getBoundingClientRect(); return box.bottom <= innerHeight }), 'the picture is cut')
  await page.keyboard.press('ArrowRight')
  await viewer.getByText(/, 2 of 2$/).waitFor()
  const zoom = viewer.locator('.zoom')
  const place = await zoom.boundingBox()
  const width = (await image.boundingBox()).width
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
  await page.mouse.wheel(0, -330)
  await viewer.getByRole('button', { name: /%$/ }).waitFor()
  const large = await image.boundingBox()
  assert.ok(large.width > width * 2.5, 'the wheel does not zoom')
  await page.mouse.down()
  await page.mouse.move(place.x + place.width / 2 + 40, place.y + place.height / 2 + 25, { steps: 3 })
  await page.mouse.up()
  const moved = await image.boundingBox()
  assert.deepEqual([Math.round(moved.x - large.x), Math.round(moved.y - large.y)], [40, 25])
  await page.keyboard.press('0')
  await until(async () => Math.abs((await image.boundingBox()).width - width) < 1, 'the picture is not whole again')
  await page.keyboard.press('+')
  await until(async () => (await image.boundingBox()).width > width * 1.4, 'the plus key does not zoom')
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
})

test('a logged page runs its script in an origin of its own', async t => {
  const page = await workspace(t, { allowed: [/cross-origin frame/] })
  await (await only(page, 'page')).frameLocator('iframe').first().getByText('logged words and a script').waitFor()
  assert.doesNotMatch(await page.title(), /stolen/)
})

test('histograms are a heat map over steps', async t => {
  const page = await workspace(t)
  await (await only(page, 'spread')).getByRole('figure', { name: 'Histogram over 6 steps' }).waitFor()
  await page.getByRole('group', { name: 'Shown as' }).getByRole('button', { name: 'At a step' }).click()
  const bars = page.getByRole('figure', { name: /^Histograms of/ })
  await bars.locator('path').first().waitFor()
  await page.getByRole('group', { name: 'Shown as' }).getByRole('button', { name: 'Over steps' }).click()
  await page.getByRole('figure', { name: /^Histogram over/ }).waitFor()
})

test('bars, scatter, parallel coordinates, comparer and scalar are added and survive a reload', async t => {
  const page = await workspace(t)
  await add(page, 'Bar Chart', async dialog => {
    await dialog.getByLabel('Add to Values').selectOption('summary:loss')
    await dialog.getByLabel('Group by').selectOption('config:opt.value')
    await dialog.getByLabel('Title').fill('Loss by optimizer')
  })
  await panel(page, 'Loss by optimizer').locator('svg[data-marks="2"]').waitFor()
  await add(page, 'Scatter Plot', async dialog => {
    await dialog.getByLabel('X axis').selectOption('config:lr.value')
    await dialog.getByLabel('Y axis').selectOption('summary:loss')
    await dialog.getByLabel('Regression line').check()
  })
  await panel(page, 'lr and loss').locator('svg[data-marks="4"]').waitFor()
  await add(page, 'Parallel Coordinates Plot', async dialog => {
    for (const column of ['config:lr.value', 'config:opt.value', 'summary:loss']) await dialog.getByLabel('Add a column').selectOption(column)
  })
  await panel(page, 'lr, opt, loss').locator('svg[data-marks="4"]').waitFor()
  await add(page, 'Run Comparer', async () => {})
  const comparer = panel(page, 'Run comparer')
  await comparer.getByRole('rowheader', { name: 'lr' }).waitFor()
  await comparer.getByLabel('Only what differs').check()
  await comparer.getByRole('rowheader', { name: 'User' }).waitFor({ state: 'detached' })
  await add(page, 'Scalar Chart', async dialog => {
    await dialog.getByLabel('Add to Value').selectOption('summary:loss')
    await dialog.getByLabel('Of several runs').selectOption('max')
    await dialog.getByLabel('Title').fill('Worst')
  })
  await panel(page, 'Worst').getByText('0.66667').waitFor()
  await saved(page)
  await page.reload()
  await panel(page, 'Loss by optimizer').locator('svg[data-marks="2"]').waitFor()
  await panel(page, 'Worst').getByText('0.66667').waitFor()
  const view = await client.graphql('query View($entity: String, $project: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view") { edges { node { spec } } } } }', { entity, project })
  const mine = JSON.parse(view.project.allViews.edges[0].node.spec).section.panelBankConfig.sections.find(section => section.name === 'Mine')
  assert.deepEqual(mine.panels.map(each => each.viewType), ['Scalar Chart', 'Run Comparer', 'Parallel Coordinates Plot', 'Scatter Plot', 'Bar Chart'])
  assert.deepEqual(mine.panels[4].config, { metrics: ['summary:loss'], groupBy: 'opt.value', chartTitle: 'Loss by optimizer' })
})

test('a pattern with brackets adds a panel for each of their values', async t => {
  const page = await workspace(t)
  await page.getByRole('button', { name: 'Add panel' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a panel' })
  await dialog.getByRole('button', { name: 'Use a regular expression' }).click()
  await dialog.getByLabel('Regular expression of metrics').fill('^layer\\.(\\d)/')
  await dialog.getByLabel('Section').fill('Layers')
  await dialog.getByRole('button', { name: 'Add 2 panels' }).click()
  await lines(page, '0', 4)
  await lines(page, '1', 4)
})

test('any panel opens over the whole page', async t => {
  const page = await open(t, `/${entity}/${project}?panelDisplayName=Votes&panelSectionName=Custom+Charts`, { cookies })
  await page.getByRole('dialog', { name: 'Panel Votes' }).locator('.vega-embed svg').waitFor()
})
