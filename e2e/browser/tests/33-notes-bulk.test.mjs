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
    await client.run(project, name, { notes: name === 'one' ? 'with **more** layers' : null, config: { lr: { one: 0.001, two: 0.01, three: 0.1 }[name], seed: 7 } })
    await client.history(project, name, [{ _step: 0, loss: 1 }])
  }
  for (const [at, name] of ['one', 'two', 'three'].entries()) await client.summary(project, name, { loss: at })
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

test('a sweep goes on from picked runs', async t => {
  const page = await table(t)
  for (const name of ['one', 'two', 'three']) await page.getByRole('checkbox', { name: `Select ${name}` }).click()
  await page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('button', { name: 'New sweep' }).click()
  const dialog = page.getByRole('dialog', { name: 'New sweep' })
  await dialog.getByText('Learns from 3 runs').waitFor()
  const text = await dialog.getByLabel('Configuration in YAML').inputValue()
  assert.match(text, /lr:\n\s+distribution: log_uniform_values\n\s+min: 0\.001\n\s+max: 0\.1/)
  assert.match(text, /seed:\n\s+value: 7/)
  await dialog.getByRole('button', { name: 'Start the sweep' }).click()
  await page.waitForURL(/\/sweeps\/[a-z0-9]+/)
  await page.getByRole('navigation', { name: 'Sweep' }).getByRole('link', { name: 'Overview' }).click()
  await page.getByText('3 earlier runs').waitFor()
})
