import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('narrow')
const team = unique('crew')
let client, cookies, entity, report

const text = (type, words, more = {}) => ({ type, children: [{ text: words }], ...more })

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [at, name] of ['alpha', 'bravo', 'charlie', 'delta'].entries()) {
    await client.run(project, name, { config: { 'optimizer_of_head': 10 ** -at, depth: at } })
    await client.summary(project, name, { loss: 0.541416 + at / 7 })
    await client.finish(project, name)
  }
  await client.graphql('mutation Team($name: String!) { createTeam(input: {teamName: $name}) { entity { name } } }', { name: team })
  const panels = [{ __id__: 'a', viewType: 'Bar Chart', config: { metrics: ['loss'] }, layout: { x: 0, y: 0, w: 24, h: 6 } }, { __id__: 'b', viewType: 'Parameter Importance', config: { targetKey: 'loss' }, layout: { x: 0, y: 6, w: 24, h: 6 } }]
  const blocks = [{ type: 'markdown-block', content: '| parameter | accuracy | a long name of a column |\n|---|---|---|\n| one | 0.9 | some words in it |', children: [{ text: '' }] }, text('block-quote', 'Said by somebody'), { type: 'panel-grid', children: [{ text: '' }], metadata: { runSets: [{ id: 'all', name: 'All runs', enabled: true, project: { entityName: entity, name: project } }], panelBankSectionConfig: { panels } } }]
  report = (await client.graphql('mutation Report($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'narrow', displayName: 'Narrow', type: 'runs', spec: JSON.stringify({ version: 5, width: 'readable', blocks }), createdUsing: 'WANDB_SDK' } })).upsertView.view.id.replace(/=+$/, '')
})
after(closeBrowser)

const narrow = (t, path) => open(t, path, { cookies, width: 420 })

async function inside(page, locator) {
  await locator.first().waitFor()
  for (const each of await locator.all()) {
    const box = await each.boundingBox()
    assert.ok(box && box.x >= 0 && box.x + box.width <= 420, `reaches to ${box && Math.round(box.x + box.width)} of 420`)
  }
}

test('on a narrow screen the tables of people show whom one may remove and what role they have', async t => {
  const page = await narrow(t, `/${team}/members`)
  await inside(page, page.getByLabel(/^Role of/))
  await inside(page, page.getByRole('button', { name: /^Remove/ }))
  await page.goto(new URL('/console', page.url()).href)
  await inside(page, page.getByLabel(/administers this server/))
  await inside(page, page.getByRole('button', { name: /^(Set the password|Deactivate|Remove)/ }))
})

test('tables of a report are moved sideways before their words are torn apart', async t => {
  const page = await narrow(t, `/${entity}/${project}/reports/Narrow--${report}`)
  const head = page.locator('.report-body th', { hasText: /^parameter$/ })
  await head.waitFor()
  const lines = await head.evaluate(cell => { const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length })
  assert.equal(lines, 1, 'the word of the header is torn')
})

test('bars leave room for their values, parameters for their names', async t => {
  const page = await open(t, `/${entity}/${project}/reports/Narrow--${report}`, { cookies, width: 420, height: 1400 })
  const bars = panel(page, 'loss').locator('.marks-scroll svg')
  await bars.waitFor()
  const right = await bars.evaluate(svg => svg.getBoundingClientRect().right - Math.max(...[...svg.querySelectorAll('text')].map(each => each.getBoundingClientRect().right)))
  assert.ok(right >= 0, `the longest value is cut by ${-right} px`)
  const name = panel(page, 'Parameter importance').getByText('optimizer_of_head')
  await name.waitFor()
  assert.ok(await name.evaluate(cell => cell.scrollWidth <= cell.clientWidth), 'the name is cut')
})
