// Tooltips, zoom and the points of line plots, as workspace and section set them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, drag, historyQueries, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('tips')
const STEPS = 4000
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [at, name] of ['low', 'middle', 'high'].entries()) {
    await client.run(project, name)
    for (let from = 0; from < STEPS; from += 1000) await client.history(project, name, Array.from({ length: 1000 }, (_, step) => ({ _step: from + step, _runtime: from + step, 'train/loss': (at + 1) * 10 + (step % 4), 'train/acc': at + 1 })), from)
    await client.finish(project, name)
  }
})
after(closeBrowser)

const workspace = (t, query = '') => open(t, `/${entity}/${project}${query}`, { cookies })

async function hover(page, title, height = 0.5) {
  const box = await panel(page, title).locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width / 2 - 2, box.y + box.height * height)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * height)
  return page.getByRole('tooltip')
}

async function settings(page, act) {
  await page.getByRole('button', { name: 'Workspace settings' }).click()
  await act(page.getByRole('dialog', { name: 'Workspace settings' }))
  await page.keyboard.press('Escape')
}

test('the tooltip says what a point stands for: its bin, and the least and the most in it', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  const tip = await hover(page, 'train/loss')
  await tip.getByText('middle', { exact: true }).waitFor()
  assert.equal(await tip.locator('tr').count(), 3)
  assert.match(await tip.textContent(), /bin 1.984 … 1.987/)
  await tip.getByText('20 … 23').waitFor()
})

test('it names one run or all of them, coloured or plain, and a section may differ from the workspace', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await settings(page, async menu => {
    await menu.getByLabel('Runs in the tooltip').selectOption('single')
    await menu.getByRole('group', { name: 'Names in the tooltip' }).getByText('Plain').click()
  })
  let tip = await hover(page, 'train/loss', 0.05)
  await until(async () => (await tip.locator('tr').count()) === 1, 'more than one run is named')
  await tip.getByText('high', { exact: true }).waitFor()
  assert.equal(await tip.getByText('high', { exact: true }).getAttribute('style'), null)
  await page.mouse.move(5, 5)
  await page.getByRole('button', { name: 'Menu of section train' }).click()
  await page.getByRole('button', { name: 'Settings of line plots' }).click()
  const dialog = page.getByRole('dialog', { name: 'Line plots of train' })
  await dialog.getByLabel('Runs in the tooltip').selectOption('all_runs')
  await dialog.getByLabel('Names in the tooltip').selectOption('yes')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await saved(page)
  await page.reload()
  await lines(page, 'train/loss', 3)
  tip = await hover(page, 'train/loss', 0.05)
  await until(async () => (await tip.locator('tr').count()) === 3, 'not all runs are named')
  assert.match(await tip.getByText('high', { exact: true }).getAttribute('style'), /color-mix/)
})

test('a zoom is kept on the whole screen, and plots of one axis zoom together when asked to', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  await lines(page, 'train/acc', 3)
  const reset = title => panel(page, title).getByRole('button', { name: 'Reset zoom' })
  await drag(page, 'train/loss', [0.25, 0.5], [0.5, 0.5])
  await reset('train/loss').waitFor()
  assert.equal(await reset('train/acc').count(), 0)
  await panel(page, 'train/loss').getByRole('button', { name: 'Full screen train/loss' }).click()
  const full = page.getByRole('dialog', { name: 'Panel train/loss' })
  await full.getByRole('button', { name: 'Reset zoom' }).waitFor()
  await page.keyboard.press('Escape')
  await panel(page, 'train/loss').locator('.u-over').dblclick()
  await reset('train/loss').waitFor({ state: 'detached' })

  await settings(page, menu => menu.getByLabel('Zoom plots together').check())
  const asked = historyQueries(page)
  await drag(page, 'train/loss', [0.3, 0.5], [0.6, 0.5])
  await reset('train/acc').waitFor()
  const zoomed = key => asked.find(query => query.range && query.series.some(each => each.key === key))?.range
  const range = await until(() => zoomed('train/loss'), 'no question for the zoomed range')
  assert.deepEqual(await until(() => zoomed('train/acc'), 'the other plot did not ask'), range)
  await reset('train/acc').click()
  await reset('train/loss').waitFor({ state: 'detached' })
})

test('a sample has 1,500 points a line, and a panel may have all of them', async t => {
  const page = await workspace(t)
  await lines(page, 'train/loss', 3)
  const asked = historyQueries(page)
  await settings(page, menu => menu.getByLabel('Points of a line').selectOption('sampling'))
  const query = await until(() => asked.find(each => each.points === 'samples'), 'no sample was asked for')
  assert.equal(query.buckets, 1500)
  await until(async () => !/bin/.test(await (await hover(page, 'train/loss')).textContent()), 'a sampled point has no bin')
  await panel(page, 'train/loss').getByRole('button', { name: 'Edit panel train/loss' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit train/loss' })
  await editor.getByLabel('Points of a line').selectOption('bucketing-gorilla')
  await editor.getByRole('button', { name: 'Apply' }).click()
  await until(async () => /bin/.test(await (await hover(page, 'train/loss')).textContent()), 'the panel has no bins again')
})

test('what a script sets of tooltips and points is taken over', async t => {
  const spec = { section: { panelBankConfig: { state: 1, settings: {}, sections: [] }, runSets: [{ id: 'set', runFeed: { version: 2 } }], settings: { shouldAutoGeneratePanels: true, tooltipNumberOfRuns: 'single', colorRunNames: false, pointVisualizationMethod: 'sampling' } } }
  await client.graphql('mutation View($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'nw-tips-v', displayName: 'Tips', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  const page = await workspace(t, '?nw=tips')
  await lines(page, 'train/loss', 3)
  const tip = await hover(page, 'train/loss')
  await until(async () => (await tip.locator('tr').count()) === 1, 'the script wanted one run')
  assert.doesNotMatch(await tip.textContent(), /bin/)
})
