import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, colorOf, ink, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('shades')
const GREY = '#8b919c'
let client, cookies, entity, username

before(async () => {
  const who = await account()
  ;({ cookies, entity, username } = who)
  client = api(who)
  for (const [at, name] of ['alpha', 'bravo', 'charlie', 'delta', 'echo'].entries()) {
    await client.run(project, name, { config: { optimizer: at % 2 ? 'adam' : 'sgd' } })
    if (name === 'echo') await client.history(project, name, [{ _step: 0, other: 1 }])
    // every run ends at its own loss; the dips of alpha and bravo are deepest the other way round
    else await client.history(project, name, Array.from({ length: 30 }, (_, step) => ({ _step: step, loss: step === 12 ? [-4, -8, 0, 0.5][at] : at + 3 / (step + 1) })))
    if (name !== 'echo') await client.summary(project, name, { loss: at })
    await client.finish(project, name)
  }
})
after(closeBrowser)

const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo']
const workspace = t => open(t, `/${entity}/${project}`, { cookies })
const colors = async page => { const found = []; for (const name of NAMES) found.push(await colorOf(page, name)); return found }
const form = page => page.getByRole('dialog', { name: 'Colours of runs' })

async function spec() {
  const data = await client.graphql('query Spec($entity: String, $project: String, $name: String) { project(entityName: $entity, name: $project) { allViews(viewType: "project-view", viewName: $name) { edges { node { spec } } } } }', { entity, project, name: `nw-${username}-w` })
  return JSON.parse(data.project.allViews.edges[0].node.spec)
}

test('runs are coloured by a metric in buckets, in list, charts and table alike', async t => {
  const page = await workspace(t)
  await lines(page, 'loss', 4)
  const before = await colors(page)
  await page.getByRole('button', { name: 'Colours of runs' }).click()
  await form(page).getByRole('button', { name: 'By a value' }).click()
  await form(page).getByLabel('Value', { exact: true }).selectOption('summary:loss')
  await form(page).getByLabel('Buckets').fill('2')
  const legend = page.getByRole('group', { name: 'Colours by loss' })
  await legend.getByText('1 run without').waitFor()
  await until(async () => (await colors(page))[4] === GREY, 'the run without the value is not grey')
  const [alpha, bravo, charlie, delta] = await colors(page)
  assert.equal(alpha, bravo)
  assert.equal(charlie, delta)
  assert.notEqual(alpha, charlie)
  assert.ok(![alpha, charlie].some(color => before.includes(color)))
  await page.keyboard.press('Escape')
  assert.equal(await page.getByRole('button', { name: 'Colour of alpha' }).isDisabled(), true)
  await page.mouse.move(700, 20)
  await until(async () => {
    const [now, old] = [await ink(page, 'loss', charlie), await ink(page, 'loss', before[2])]
    // where lines of two colours cross, a few dots may look like a third
    return now.amount > 60 && old.amount < now.amount / 5
  }, 'the chart has other colours')
  await saved(page)
  const stored = (await spec()).section.keyBasedColors
  assert.deepEqual([stored.key, stored.buckets], ['summary:loss', 2])
  await page.goto(new URL(`/${entity}/${project}/table`, page.url()).href)
  const dot = page.getByRole('row', { name: /charlie/ }).locator('.run-dot')
  await until(async () => '#' + (await dot.evaluate(each => getComputedStyle(each).backgroundColor)).match(/\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, '0')).join('') === charlie, 'the table has another colour')
})

test('the smallest value of the history decides when that is asked for, and bounds are moved by hand', async t => {
  const page = await workspace(t)
  const legend = page.getByRole('group', { name: /^Colours by/ })
  await legend.waitFor()
  await page.getByRole('button', { name: 'Colours of runs' }).click()
  await form(page).getByRole('button', { name: 'Smallest' }).click()
  await page.getByRole('group', { name: 'Colours by smallest loss' }).waitFor()
  // the bound lies in the middle of -8 and 0.5
  await until(async () => await form(page).getByLabel('Upper bound of bucket 1').inputValue() === '-3.75', 'the bound does not follow from the history')
  const [alpha, bravo, charlie] = await colors(page)
  assert.equal(alpha, bravo)
  assert.notEqual(bravo, charlie)
  await form(page).getByLabel('Upper bound of bucket 1').fill('-5')
  await page.keyboard.press('Enter')
  await until(async () => (await colorOf(page, 'alpha')) === charlie, 'the bound that was written is not used')
  assert.equal(await colorOf(page, 'bravo'), bravo)
  await form(page).getByLabel('Buckets').fill('3')
  await form(page).getByLabel('Upper bound of bucket 2').waitFor()
  await form(page).getByLabel('Upper bound of bucket 1').fill('7')
  await form(page).getByText('Each bound must be a number above the one before it.').waitFor()
  await form(page).getByLabel('Upper bound of bucket 1').fill('-6')
  await page.keyboard.press('Enter')
  await form(page).getByRole('button', { name: 'Equally wide again' }).waitFor()
  await form(page).getByRole('button', { name: 'plasma' }).click()
  await page.keyboard.press('Escape')
  await saved(page)
  const stored = (await spec()).section.keyBasedColors
  assert.deepEqual([stored.value, stored.buckets, stored.bounds.length, stored.bounds[0], stored.palette], ['min', 3, 2, -6, 'plasma'])
  await page.reload()
  await page.getByRole('group', { name: 'Colours by smallest loss' }).waitFor()
})

test('words of the config have a colour each, and the way back leads to the colours of before', async t => {
  const page = await workspace(t)
  await page.getByRole('group', { name: /^Colours by/ }).waitFor()
  await page.getByRole('button', { name: 'Colours of runs' }).click()
  await form(page).getByLabel('Value', { exact: true }).selectOption('config:optimizer.value')
  const legend = page.getByRole('group', { name: /Colours by .*optimizer/ })
  await legend.getByText('adam').waitFor()
  const found = await colors(page)
  assert.deepEqual(found.map(color => found.indexOf(color)), [0, 1, 0, 1, 0])
  await form(page).getByRole('button', { name: 'One a run' }).click()
  await legend.waitFor({ state: 'detached' })
  assert.equal(new Set(await colors(page)).size, 5)
  await page.keyboard.press('Escape')
  await panel(page, 'loss').waitFor()
  await saved(page)
})

test('a panel put into a report keeps the colours it had', async t => {
  const chosen = { key: 'summary:loss', buckets: 2, bounds: [2.5] }
  const grid = { type: 'panel-grid', children: [{ text: '' }], metadata: { keyBasedColors: chosen, runSets: [{ id: 'all', name: 'All runs', enabled: true, project: { entityName: entity, name: project } }], panelBankSectionConfig: { panels: [{ __id__: 'a', viewType: 'Bar Chart', config: { metrics: ['loss'] }, layout: { x: 0, y: 0, w: 24, h: 8 } }] } } }
  const made = await client.graphql('mutation Report($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'shades', displayName: 'Shades', type: 'runs', spec: JSON.stringify({ version: 5, width: 'readable', blocks: [grid] }), createdUsing: 'WANDB_SDK' } })
  const page = await open(t, `/${entity}/${project}/reports/Shades--${made.upsertView.view.id.replace(/=+$/, '')}`, { cookies })
  const bars = panel(page, 'loss').locator('.bar path, .bar rect:not(.hit)')
  await until(async () => new Set(await bars.evaluateAll(all => all.map(each => each.getAttribute('fill')))).size === 2, 'the bars are not in two colours')
})
