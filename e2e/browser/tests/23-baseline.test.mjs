import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, colorOf, ink, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('baseline')
const other = unique('elsewhere')
let client, cookies, entity, username

before(async () => {
  const who = await account()
  ;({ cookies, entity, username } = who)
  client = api(who)
  const run = async (place, name, loss) => {
    await client.run(place, name, { displayName: `run ${name}` })
    await client.history(place, name, Array.from({ length: 60 }, (_, step) => ({ _step: step, loss: loss + 1 / (step + 1) })))
    await client.summary(place, name, { loss, accuracy: 1 - loss })
    await client.finish(place, name)
  }
  for (const [at, name] of ['alpha', 'bravo', 'charlie', 'delta'].entries()) await run(project, name, 0.1 * (at + 1))
  await run(other, 'ideal', 0.05)
})
after(closeBrowser)

const workspace = (t, query = '') => open(t, `/${entity}/${project}${query}`, { cookies })
const listed = page => page.locator('.selector-row a').allTextContents()
const gid = (run, place = project) => Buffer.from(`Run:v1:${run}:${place}:${entity}`).toString('base64')

async function choose(page, name, item) {
  await page.getByRole('button', { name: `Menu of ${name}`, exact: true }).click()
  await page.getByRole('button', { name: item, exact: true }).click()
}

async function runset() {
  const data = await client.graphql('query Spec($entity: String, $project: String, $name: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view", viewName: $name) { edges { node { spec } } } } }', { entity, project, name: `nw-${username}-w` })
  return JSON.parse(data.project.allViews.edges[0].node.spec).section.runSets[0]
}

test('a pinned run stays on top, whatever is searched', async t => {
  const page = await workspace(t)
  await until(async () => (await listed(page)).join() === 'run delta,run charlie,run bravo,run alpha', 'the list is not there')
  await choose(page, 'run alpha', 'Pin to the top')
  await until(async () => (await listed(page)).join() === 'run alpha,run delta,run charlie,run bravo', 'the run is not on top')
  await page.getByPlaceholder('Search runs').fill('charlie')
  await until(async () => (await listed(page)).join() === 'run alpha,run charlie', 'the pinned run went with the search')
  await lines(page, 'loss', 2)
  await page.getByPlaceholder('Search runs').fill('')
  await saved(page)
  assert.deepEqual((await runset()).pinnedRunIds, [gid('alpha')])
  await page.reload()
  await until(async () => (await listed(page))[0] === 'run alpha', 'the pin was not kept')
})

test('the baseline is first, always drawn and bolder than the others', async t => {
  const page = await workspace(t)
  await lines(page, 'loss', 4)
  const color = await colorOf(page, 'run bravo')
  await page.mouse.move(700, 20)
  const before = (await ink(page, 'loss', color)).amount
  await choose(page, 'run bravo', 'Make it the baseline')
  await until(async () => (await listed(page)).join() === 'run bravo,run alpha,run delta,run charlie', 'the baseline is not first')
  await page.mouse.move(700, 20)
  await until(async () => (await ink(page, 'loss', color)).amount > before * 1.4, 'the line of the baseline is not bolder')
  await panel(page, 'loss').getByLabel('Baseline').waitFor()
  await page.getByRole('button', { name: 'Hide all runs' }).click()
  await lines(page, 'loss', 1)
  await page.getByRole('button', { name: 'Show all runs' }).click()
  await lines(page, 'loss', 4)
  await saved(page)
  const stored = await runset()
  assert.equal(stored.baselineRunId, gid('bravo'))
  assert.deepEqual(stored.pinnedRunIds, [gid('alpha'), gid('bravo')])
})

test('the table tells how far each run is from the baseline, and whether that is better', async t => {
  const page = await open(t, `/${entity}/${project}/table`, { cookies })
  const pinned = page.getByRole('rowgroup', { name: 'Pinned runs' })
  await until(async () => (await pinned.locator('a').allTextContents()).join() === 'run bravo,run alpha', 'the pinned rows are not on top')
  const row = name => page.getByRole('row', { name: `run ${name}` })
  const delta = (name, text) => row(name).locator('.delta').filter({ hasText: text })
  await delta('alpha', '−0.1').waitFor()
  await delta('delta', '+0.2').waitFor()
  assert.equal(await row('bravo').locator('.delta').count(), 0)
  assert.equal(await page.locator('.delta.better, .delta.worse').count(), 0)
  const head = page.getByRole('columnheader', { name: /^loss/ })
  await head.hover()
  await head.getByRole('button', { name: /Menu of column/ }).click()
  await page.getByRole('button', { name: 'Lower is better' }).click()
  await page.locator('.delta.better').filter({ hasText: '−0.1' }).waitFor()
  assert.equal(await page.locator('.delta.worse').count(), 2)
  await saved(page)
  await page.reload()
  await page.locator('.delta.better').filter({ hasText: '−0.1' }).waitFor()
})

test('a view that a script wrote shows its pins, those of other projects too, and keeps what it does not know', async t => {
  const spec = { section: { panelBankConfig: { state: 1, settings: {}, sections: [] }, runSets: [{ id: 'set', runFeed: { version: 2, lockColumns: true }, baselineRunId: gid('charlie'), pinnedRunIds: [gid('ideal', other), gid('charlie')], expandedRowAddresses: ['kept'] }], settings: { shouldAutoGeneratePanels: true } }, ours: 7 }
  await client.graphql('mutation View($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'nw-scripted-v', displayName: 'Scripted', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  const page = await workspace(t, '?nw=scripted')
  await until(async () => (await listed(page)).slice(0, 2).join() === 'run charlie,run ideal', 'the pins of the script do not show')
  await lines(page, 'loss', 5)
  await page.mouse.move(700, 20)
  const color = await colorOf(page, 'run ideal')
  await until(async () => (await ink(page, 'loss', color)).amount > 20, 'the run of the other project has no line')
  await page.getByRole('button', { name: 'Hide run ideal', exact: true }).click()
  await lines(page, 'loss', 4)
  await page.getByRole('button', { name: 'Show run ideal', exact: true }).click()
  await lines(page, 'loss', 5)
  await choose(page, 'run charlie', 'No longer the baseline')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('View saved').waitFor()
  const data = await client.graphql('query Spec($entity: String, $project: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view", viewName: "nw-scripted-v") { edges { node { spec } } } } }', { entity, project })
  const stored = JSON.parse(data.project.allViews.edges[0].node.spec)
  assert.equal(stored.ours, 7)
  const [set] = stored.section.runSets
  assert.equal(set.baselineRunId, null)
  assert.deepEqual(set.pinnedRunIds, [gid('ideal', other), gid('charlie')])
  assert.deepEqual(set.expandedRowAddresses, ['kept'])
  assert.equal(set.runFeed.lockColumns, true)
})

test('runs made one after the other have colours that are far apart, the same on every page', async t => {
  const page = await workspace(t)
  await page.getByRole('link', { name: 'run delta' }).waitFor()
  const colors = []
  for (const name of ['alpha', 'bravo', 'charlie', 'delta']) colors.push(await colorOf(page, `run ${name}`))
  assert.equal(new Set(colors).size, 4)
  const parts = color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16))
  for (const [at, color] of colors.entries()) for (const another of colors.slice(at + 1)) assert.ok(Math.hypot(...parts(color).map((part, each) => part - parts(another)[each])) > 50, `${color} and ${another} are too near`)
  await page.getByRole('link', { name: 'run delta' }).click()
  const dot = page.locator('.run-header .run-dot')
  assert.deepEqual((await dot.evaluate(each => getComputedStyle(each).backgroundColor)).match(/\d+/g).map(Number), parts(colors[3]))
})
