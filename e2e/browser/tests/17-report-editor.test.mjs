import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open, panel, until } from '../lib/browser.mjs'
import { rows, unique } from '../lib/server.mjs'

const project = unique('write')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['one', 'two']) {
    await client.run(project, name)
    await client.history(project, name, rows(30))
    await client.finish(project, name)
  }
})
after(closeBrowser)

const reports = async type => (await client.graphql('query V($e: String, $p: String, $t: String) { project(entityName: $e, name: $p) { allViews(viewType: $t) { edges { node { id displayName parentId spec } } } } }', { e: entity, p: project, t: type })).project.allViews.edges.map(edge => edge.node)

test('a report is written, kept as a draft over a reload, and published', async t => {
  const page = await open(t, `/${entity}/${project}/reports`, { cookies })
  await page.getByRole('link', { name: 'New report' }).click()
  await page.getByLabel('Title').fill('What we learned')
  await page.locator('[data-block="0"] textarea').click()
  await page.keyboard.type('# ')
  await page.locator('[data-block="0"][data-kind="heading"] textarea').waitFor()
  await page.keyboard.type('Curves')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Both **fall** to $10^{-2}$.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/panel')
  await page.getByRole('dialog', { name: 'Blocks' }).getByRole('button', { name: 'Panels' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add panel', exact: true }).click()
  await page.getByRole('button', { name: 'train/loss', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await lines(page, 'train/loss', 2)
  await page.locator('[data-saving="saved"]').waitFor()
  assert.deepEqual(await reports('runs'), [], 'nobody reads the draft yet')

  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Reports' }).click()
  await page.getByRole('region', { name: 'Your drafts' }).getByRole('link', { name: 'What we learned' }).click()
  await lines(page, 'train/loss', 2)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('heading', { name: 'What we learned', level: 1 }).waitFor()
  assert.equal(await page.locator('.report-body b').innerText(), 'fall')
  await lines(page, 'train/loss', 2)
  const [made] = await reports('runs')
  assert.deepEqual(JSON.parse(made.spec).blocks.map(block => block.type), ['heading', 'paragraph', 'panel-grid'])
})

test('changes of a published report are a draft of one’s own until they are published', async t => {
  const [before_] = await reports('runs')
  const page = await open(t, `/${entity}/${project}/reports`, { cookies })
  await page.getByRole('link', { name: 'What we learned' }).click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('What it is about').fill('Two runs')
  await page.getByRole('button', { name: 'Move, change or delete this block' }).first().click()
  await page.getByRole('button', { name: 'Move down' }).click()
  await page.locator('[data-block="1"][data-kind="heading"]').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('[data-block="0"][data-kind="heading"]').waitFor()
  // panels are moved by keys, too
  const handle = page.getByRole('button', { name: 'Size of train/loss' })
  const width = (await panel(page, 'train/loss').boundingBox()).width
  await handle.focus()
  for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowRight')
  await until(async () => (await panel(page, 'train/loss').boundingBox()).width > width * 1.3, 'the panel is as narrow as before')
  await page.locator('[data-saving="saved"]').waitFor()
  assert.equal((await reports('runs'))[0].spec, before_.spec, 'readers see what was published')
  assert.equal((await reports('runs/draft'))[0].parentId, before_.id)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Two runs').waitFor()
  assert.deepEqual(await reports('runs/draft'), [])
  assert.equal(JSON.parse((await reports('runs'))[0].spec).blocks[2].metadata.panelBankSectionConfig.panels[0].layout.w, 18)
})
