// Notes are written in the table; picked runs are grouped, hidden and stopped together.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('notes')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['one', 'two', 'three']) {
    await client.run(project, name, { notes: name === 'one' ? 'with **more** layers' : null })
    await client.history(project, name, [{ _step: 0, loss: 1 }])
  }
  await client.finish(project, 'three')
})
after(closeBrowser)

const table = t => open(t, `/${entity}/${project}/table`, { cookies })
const row = (page, name) => page.getByRole('row', { name: new RegExp(`\\b${name}\\b`) })

async function showColumn(page, name) {
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByPlaceholder('Find a column').fill(name)
  await page.getByRole('checkbox', { name, exact: true }).check()
  await page.keyboard.press('Escape')
}

const about = name => client.graphql('query About($entity: String, $project: String, $name: String!) { project(entityName: $entity, name: $project) { run(name: $name) { notes group stopped state } } }', { entity, project, name }).then(data => data.project.run)

test('notes are read as Markdown and written in their column', async t => {
  const page = await table(t)
  await row(page, 'one').waitFor()
  await showColumn(page, 'Notes')
  await row(page, 'one').locator('strong', { hasText: 'more' }).waitFor()
  await row(page, 'two').hover()
  await page.getByRole('button', { name: 'Notes of two' }).click()
  const text = page.getByLabel('Notes in Markdown')
  await text.fill('the *second* try')
  await text.press('Control+Enter')
  await row(page, 'two').locator('em', { hasText: 'second' }).waitFor()
  assert.equal((await about('two')).notes, 'the *second* try')
  await page.getByRole('button', { name: 'Notes of two' }).click()
  await text.fill('something else')
  await text.press('Escape')
  await text.waitFor({ state: 'detached' })
  assert.equal((await about('two')).notes, 'the *second* try')
})

test('picked runs are put into a group, hidden and stopped', async t => {
  const page = await table(t)
  for (const name of ['one', 'two', 'three']) await page.getByRole('checkbox', { name: `Select ${name}` }).click()
  const bar = page.getByRole('toolbar', { name: 'Selected runs' })
  await bar.getByRole('button', { name: 'Group' }).click()
  await page.getByLabel('Name of the group').fill('baseline')
  await page.getByRole('button', { name: 'Apply' }).click()
  await until(async () => (await Promise.all(['one', 'two', 'three'].map(about))).every(run => run.group === 'baseline'), 'not all runs are in the group')
  await bar.getByRole('button', { name: 'Hide', exact: true }).click()
  await page.getByRole('button', { name: 'Show one in charts' }).waitFor()
  await saved(page)
  await bar.getByRole('button', { name: 'Stop' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop 2 runs?' })
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click()
  await until(async () => (await about('one')).stopped && (await about('two')).stopped, 'the runs were not asked to stop')
})
