// How the lines of a plot are drawn: as areas, and each by its own name, colour, width and dashes, as scripts set them too.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, ink, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('styles')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [at, name] of ['low', 'high'].entries()) {
    await client.run(project, name, { config: { lr: [0.5, 0.25][at] } })
    await client.history(project, name, Array.from({ length: 50 }, (_, step) => ({ _step: step, loss: (at + 1) * 10 })))
    await client.finish(project, name)
  }
})
after(closeBrowser)

const workspace = (t, query = '') => open(t, `/${entity}/${project}${query}`, { cookies })
const GREEN = '#00c020'

test('lines are stacked as areas, and one of them has a name and colour of its own', async t => {
  const page = await workspace(t)
  await lines(page, 'loss', 2)
  await panel(page, 'loss').getByRole('button', { name: 'Edit panel loss' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit loss' })
  await editor.getByText('Single lines').click()
  await editor.getByLabel('Name of low').fill('The lower one')
  await editor.getByLabel('Colour of line low').fill(GREEN)
  await editor.getByLabel('Width of low').fill('6')
  await editor.getByRole('button', { name: 'Apply' }).click()
  await panel(page, 'loss').getByText('The lower one').waitFor()
  await page.mouse.move(700, 20)
  await until(async () => (await ink(page, 'loss', GREEN)).amount > 200, 'the line has not its colour')
  const thin = (await ink(page, 'loss', GREEN)).amount
  await panel(page, 'loss').getByRole('button', { name: 'Edit panel loss' }).click()
  await editor.getByLabel('Drawn as').selectOption('stacked-area')
  await editor.getByRole('button', { name: 'Apply' }).click()
  // a third of the height is the area of the lower one
  const filled = () => panel(page, 'loss').locator('canvas').evaluate(canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let amount = 0; for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 60 && data[at + 1] > data[at] + 60 && data[at + 1] > data[at + 2] + 60) amount++; return amount })
  await until(async () => (await filled()) > thin * 4, 'the area is not filled')
  await saved(page)
  await page.reload()
  await panel(page, 'loss').getByText('The lower one').waitFor()
  await until(async () => (await filled()) > thin * 4, 'the area is not kept')
  const box = await panel(page, 'loss').locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.3)
  await page.getByRole('tooltip').getByText('20', { exact: true }).waitFor()
})

test('a view that a script wrote is drawn in its styles, and shares make a hundred', async t => {
  const config = { metrics: ['loss'], chartTitle: 'Scripted', plotType: 'pct-area', legendTemplate: '${run:displayName} at ${config:lr} [[ ${y} ]]', overrideSeriesTitles: { 'high:loss': 'From a script' }, overrideColors: { 'high:loss': { color: GREEN, transparentColor: 'rgba(0, 192, 32, 0.1)' } }, overrideMarks: { 'high:loss': 'dashed' } }
  const spec = { section: { panelBankConfig: { state: 1, settings: {}, sections: [{ name: 'Charts', isOpen: true, type: 'flow', flowConfig: {}, sorted: 0, localPanelSettings: {}, panels: [{ __id__: 'one', viewType: 'Run History Line Plot', config }] }] }, runSets: [{ id: 'set', runFeed: { version: 2 } }], settings: { shouldAutoGeneratePanels: false } } }
  await client.graphql('mutation View($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'nw-styled-v', displayName: 'Styled', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  const page = await workspace(t, '?nw=styled')
  await panel(page, 'Scripted').getByText('From a script').waitFor()
  await panel(page, 'Scripted').getByText('low at 0.5', { exact: true }).waitFor()
  await lines(page, 'Scripted', 2)
  const box = await panel(page, 'Scripted').locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.5)
  await page.getByRole('tooltip').getByText(/^66\.667/).waitFor()
})

test('a chart is saved as a drawing, with its names and styles', async t => {
  const page = await workspace(t, '?nw=styled')
  await lines(page, 'Scripted', 2)
  await panel(page, 'Scripted').getByRole('button', { name: 'Menu of panel Scripted' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as SVG' }).click()])
  assert.equal(file.suggestedFilename(), 'Scripted.svg')
  const drawing = await readFile(await file.path(), 'utf8')
  assert.match(drawing, /^<svg /)
  assert.match(drawing, />From a script<\/text>/)
  assert.match(drawing, new RegExp(`fill="${GREEN}" fill-opacity="0.55"`))
})
