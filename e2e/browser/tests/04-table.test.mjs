import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('table')
const RUNS = 320
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (let from = 0; from < RUNS; from += 16) {
    await Promise.all(Array.from({ length: 16 }, async (_, at) => {
      const index = from + at
      const name = `r${String(index).padStart(3, '0')}`
      await client.run(project, name, { displayName: `run ${index}`, config: { lr: [0.1, 0.01][index % 2], model: { depth: index % 5 }, index }, tags: index % 10 === 0 ? ['tenth'] : [] })
      await client.summary(project, name, { loss: index / 10, 'val/acc': 1 - index / 1000 })
      await client.finish(project, name, index % 4 === 3 ? 1 : 0)
    }))
  }
})
after(closeBrowser)

const table = (t, options) => open(t, `/${entity}/${project}/table`, { cookies, ...options })
const names = page => page.locator('.grid-row:not(.grid-head) a').allTextContents()

test('columns come from config and summary', async t => {
  const page = await table(t)
  await page.getByRole('columnheader', { name: /^lr/ }).waitFor()
  for (const name of [/^model.depth/, /^loss/, /^val\/acc/]) await page.getByRole('columnheader', { name }).waitFor()
  const row = page.getByRole('row', { name: /run 7 / }).or(page.getByRole('row', { name: /run 319/ })).first()
  await row.waitFor()
})

test('a summary key sorts the whole table', async t => {
  const page = await table(t)
  await page.getByRole('columnheader', { name: /^loss/ }).getByRole('button', { name: 'loss', exact: true }).click()
  await until(async () => (await names(page))[0] === 'run 319', 'the largest loss is not on top')
  await page.getByRole('columnheader', { name: /^loss/ }).getByRole('button', { name: 'loss', exact: true }).click()
  await until(async () => (await names(page))[0] === 'run 0', 'the smallest loss is not on top')
})

test('several keys sort, each among what is equal by those before it', async t => {
  const page = await table(t)
  await page.getByRole('button', { name: 'Sort runs' }).click()
  const menu = page.locator('.sort-menu')
  await menu.getByPlaceholder('Sort by').fill('^lr$')
  await menu.getByRole('button', { name: 'lr config', exact: true }).click()
  await until(async () => Number((await names(page))[0]?.slice(4)) % 2 === 0, 'not sorted by lr')
  await page.getByRole('button', { name: 'Sort runs' }).click()
  await menu.getByPlaceholder('Sort by').fill('mdldepth')
  await menu.getByRole('button', { name: 'Then by model.depth' }).click()
  await menu.getByPlaceholder('Sort by').fill('loss')
  await menu.getByRole('button', { name: 'Then by loss' }).click()
  await menu.getByRole('button', { name: 'loss descending, turn round' }).click()
  await page.keyboard.press('Escape')
  // lr 0.1 are the even ones, depth 4 those that end in 4 or 9
  await until(async () => (await names(page)).slice(0, 3).join() === 'run 4,run 14,run 24', 'the further keys do not decide')
  await page.getByRole('columnheader', { name: /^model.depth/ }).locator('sup', { hasText: '2' }).waitFor()
  await page.getByRole('columnheader', { name: /^model.depth/ }).getByRole('button', { name: 'model.depth', exact: false }).first().click({ modifiers: ['Shift'] })
  await until(async () => (await names(page)).slice(0, 3).join() === 'run 0,run 10,run 20', 'Shift and a click do not turn the second key round')
  await saved(page)
  await page.reload()
  await until(async () => (await names(page)).slice(0, 3).join() === 'run 0,run 10,run 20', 'the order is not kept')
  await page.getByRole('button', { name: 'These runs in Python' }).click()
  await page.getByRole('dialog', { name: 'These runs in Python' }).getByText('order="-config.lr.value,+config.model.value.depth,+summary_metrics.loss"').waitFor()
})

test('all rows can be scrolled to, page by page from the server', async t => {
  const page = await table(t)
  await page.getByRole('columnheader', { name: /^index/ }).getByRole('button', { name: 'index', exact: true }).click()
  await until(async () => (await names(page))[0] === 'run 319', 'not sorted')
  const grid = page.getByRole('table', { name: 'Runs' })
  await grid.evaluate(each => { each.scrollTop = each.scrollHeight })
  await until(async () => (await names(page)).includes('run 0'), 'the last row did not come')
  assert.ok((await page.locator('.grid-row').count()) < 90, 'rows out of sight must not be in the document')
})

test('filters narrow table and count, and can be switched off', async t => {
  const page = await table(t)
  await page.getByRole('button', { name: /^Filter/ }).click()
  const popover = page.getByRole('dialog', { name: 'Filters' })
  await popover.getByRole('button', { name: 'New filter' }).click()
  await popover.getByLabel('Filter by').selectOption('config:lr.value')
  await popover.getByLabel('Value').fill('0.1')
  await page.getByText('160 of 320').waitFor()
  await popover.getByRole('button', { name: 'New filter' }).click()
  await popover.getByLabel('Filter by').nth(1).selectOption('summary:loss')
  await popover.getByLabel('Operator').nth(1).selectOption('<')
  await popover.getByLabel('Value').nth(1).fill('1')
  await page.getByText('5 of 320').waitFor()
  await popover.getByLabel('Filter is on').nth(1).uncheck()
  await page.getByText('160 of 320').waitFor()
  await popover.getByRole('button', { name: 'Clear' }).click()
  await page.getByText(/^320$/).waitFor()
})

test('a tag filters by a click', async t => {
  const page = await table(t)
  await page.getByRole('columnheader', { name: /^index/ }).getByRole('button', { name: 'index', exact: true }).click()
  await page.getByRole('button', { name: 'tenth' }).first().click()
  await page.getByText('32 of 320').waitFor()
  await page.getByRole('button', { name: /^Filter/ }).click()
  await page.getByRole('button', { name: 'Clear' }).click()
})

test('runs are grouped by a key, with mean and spread', async t => {
  const page = await table(t)
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByPlaceholder('Group by').fill('lr')
  await page.getByRole('dialog').getByRole('button', { name: /^lr/ }).click()
  const group = page.getByRole('row', { name: /0\.01.*160/ })
  await group.waitFor()
  assert.match(await group.textContent(), /16 ± 9\.2/)
  await group.getByRole('button', { expanded: false }).click()
  await until(async () => (await names(page)).length >= 50, 'the runs of the group do not show')
  await page.getByRole('button', { name: /Grouped by/ }).click()
  await page.getByRole('button', { name: 'No grouping' }).click()
  await page.getByRole('table', { name: 'Runs', exact: true }).waitFor()
})

test('columns are hidden, pinned and found again after a reload', async t => {
  const page = await table(t)
  const header = page.getByRole('columnheader', { name: /^val\/acc/ })
  await header.hover()
  await header.getByRole('button', { name: /Menu of column/ }).click()
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByPlaceholder('Find a column').fill('model.depth')
  await page.getByRole('checkbox', { name: 'model.depth' }).uncheck()
  await saved(page)
  await page.reload()
  await page.getByRole('columnheader', { name: /^val\/acc/ }).waitFor()
  const order = await page.getByRole('columnheader').allTextContents()
  assert.equal(order[2], 'val/acc')
  assert.ok(!order.includes('model.depth'))
})

test('picked runs are tagged, deleted and brought back', async t => {
  const page = await table(t)
  await page.getByPlaceholder('Search runs').fill('run 31')
  await page.getByText('11 of 320').waitFor()
  await page.getByRole('checkbox', { name: 'Select run 310' }).click()
  await page.getByRole('checkbox', { name: 'Select run 319' }).click({ modifiers: ['Shift'] })
  await page.getByText('10 runs selected').waitFor()
  await page.getByRole('toolbar').getByRole('button', { name: 'Tags', exact: true }).click()
  await page.getByLabel(/Add tags/).fill('late, picked')
  await page.getByRole('button', { name: 'Apply' }).click()
  await until(async () => (await page.getByRole('button', { name: 'picked' }).count()) === 10, 'tags do not show')
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('1 of 310').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('11 of 320').waitFor()
  await page.getByPlaceholder('Search runs').fill('')
})

test('the CSV holds all rows in the visible columns', async t => {
  const page = await table(t)
  await page.getByText(/^320$/).waitFor()
  await page.getByRole('columnheader', { name: /^loss/ }).waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  const text = await readFile(await file.path(), 'utf8')
  const [head, ...lines] = text.trim().split('\r\n')
  assert.equal(lines.length, RUNS)
  assert.match(head, /^ID,Name,/)
  assert.ok(head.split(',').includes('loss'))
})

test('a column is made wider by its edge, with the mouse and with the keyboard', async t => {
  const page = await table(t)
  const head = page.getByRole('columnheader', { name: /^loss/ })
  const edge = head.getByRole('separator', { name: 'Width of loss' })
  const before = (await head.boundingBox()).width
  const box = await edge.boundingBox()
  await page.mouse.move(box.x + 3, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + 83, box.y + 5, { steps: 4 })
  await page.mouse.up()
  await until(async () => Math.abs((await head.boundingBox()).width - before - 80) < 3, 'the column did not follow the mouse')
  await edge.focus()
  await page.keyboard.press('ArrowLeft')
  await until(async () => Math.abs((await head.boundingBox()).width - before - 64) < 3, 'the column did not follow the keyboard')
  await saved(page)
  await page.reload()
  await until(async () => Math.abs((await head.boundingBox()).width - before - 64) < 3, 'the width was not kept')
})
