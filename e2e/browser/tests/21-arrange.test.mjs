import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { rows, unique } from '../lib/server.mjs'

const project = unique('arrange')
let client, cookies, entity, username

before(async () => {
  const who = await account()
  ;({ cookies, entity, username } = who)
  client = api(who)
  for (const name of ['one', 'two']) {
    await client.run(project, name)
    await client.history(project, name, rows(30).map(row => ({ ...row, alpha: row._step, beta: row._step * 2, gamma: 1 })))
  }
  await client.finish(project, 'one')
  await client.finish(project, 'two', 1)
})
after(closeBrowser)

const order = page => page.getByRole('region', { name: 'Section Charts' }).getByRole('article').evaluateAll(all => all.map(each => each.getAttribute('aria-label').replace('Panel ', '')))

test('panels are dragged to other places and moved by their menu, and stay there', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'alpha', 2)
  assert.deepEqual(await order(page), ['alpha', 'beta', 'gamma', 'lr'])
  await panel(page, 'gamma').hover()
  await panel(page, 'gamma').locator('.panel-grip').dragTo(panel(page, 'alpha'))
  await until(async () => (await order(page))[0] === 'gamma', 'the panel was not moved')
  await panel(page, 'beta').hover()
  await page.getByRole('button', { name: 'Menu of panel beta' }).click()
  await page.getByRole('button', { name: 'Move back' }).click()
  await until(async () => (await order(page)).join() === 'gamma,beta,alpha,lr', 'the menu does not move')
  await saved(page)
  await page.reload()
  await lines(page, 'alpha', 2)
  assert.deepEqual(await order(page), ['gamma', 'beta', 'alpha', 'lr'])
  await page.getByRole('button', { name: 'Menu of section train' }).click()
  await page.getByRole('button', { name: 'New section above' }).click()
  await page.getByRole('region', { name: 'Section New section' }).getByText('Drag panels here').waitFor()
})

test('the corner of a panel sizes all of its section', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'alpha', 2)
  const before = await panel(page, 'alpha').boundingBox()
  const corner = page.getByRole('button', { name: 'Size of gamma and its section' })
  await panel(page, 'gamma').hover()
  const box = await corner.boundingBox()
  await page.mouse.move(box.x + 5, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + 220, box.y + 85, { steps: 6 })
  await page.mouse.up()
  await until(async () => (await panel(page, 'alpha').boundingBox()).width > before.width * 1.3, 'the panels are as narrow as before')
  assert.ok((await panel(page, 'alpha').boundingBox()).height > before.height + 60)
  await page.getByRole('button', { name: 'Undo' }).click()
  await until(async () => Math.abs((await panel(page, 'alpha').boundingBox()).width - before.width) < 5, 'the size does not come back')
})

test('the editor of a line plot shows what it will be', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'alpha', 2)
  await panel(page, 'alpha').hover()
  await page.getByRole('button', { name: 'Edit panel alpha' }).click()
  const form = page.getByRole('dialog', { name: 'Edit alpha' })
  await form.locator('.editor-preview .plot[data-lines="2"]').waitFor()
  await form.getByLabel('Add a metric').fill('beta')
  await form.getByRole('button', { name: 'beta', exact: true }).click()
  await form.locator('.editor-preview .plot[data-lines="4"]').waitFor()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await lines(page, 'alpha', 2)
})

test('a panel goes into a report with the runs it shows', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'alpha', 2)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'No crashed runs' }).click()
  await page.keyboard.press('Escape')
  await lines(page, 'alpha', 1)
  await panel(page, 'alpha').hover()
  await page.getByRole('button', { name: 'Menu of panel alpha' }).click()
  await page.getByRole('button', { name: 'Add to a report' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Kept')
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByLabel('Title').and(page.locator('.editor-title')).waitFor()
  await lines(page, 'alpha', 1)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('heading', { name: 'Kept', level: 1 }).waitFor()
  await lines(page, 'alpha', 1)
})

test('runs are moved to another project', async t => {
  const goal = unique('goal')
  await client.run(goal, 'there')
  await client.run(project, 'leaver', { displayName: 'leaver' })
  const page = await open(t, `/${entity}/${project}/table`, { cookies })
  await page.getByRole('row', { name: /leaver/ }).getByRole('checkbox').check()
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'Move' }).click()
  await page.getByRole('combobox', { name: 'Project', exact: true }).fill('no such')
  assert.ok(await page.getByRole('dialog').getByRole('button', { name: 'Move' }).isDisabled())
  await page.getByRole('combobox', { name: 'Project', exact: true }).fill(goal)
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await page.getByRole('row', { name: /leaver/ }).waitFor({ state: 'detached' })
  const moved = await client.graphql('query M($e: String, $p: String) { project(entityName: $e, name: $p) { run(name: "leaver") { name } } }', { e: entity, p: goal })
  assert.equal(moved.project.run.name, 'leaver')
})
