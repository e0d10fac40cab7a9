// No page keeps out people who use a keyboard, a screen reader or strong contrast: axe looks at each, light and dark.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('access')
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let client, cookies, entity, report, sweep

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [at, name] of ['alpha', 'bravo', 'charlie'].entries()) {
    await client.run(project, name, { config: { lr: 0.1 * (at + 1), model: { depth: at } }, tags: ['first'], notes: 'Some **words**', group: at < 2 ? 'pair' : null })
    await client.history(project, name, Array.from({ length: 40 }, (_, step) => ({ _step: step, loss: at + 1 / (step + 1), 'val/loss': at + 2 / (step + 1) })))
    await client.events(project, name, [{ _wandb: true, _runtime: 1, _timestamp: 1, 'system.cpu': 3 }, { _wandb: true, _runtime: 16, _timestamp: 16, 'system.cpu': 5 }])
    await client.summary(project, name, { loss: at, accuracy: 0.9 })
    await client.console(project, name, ['\u001b[32mgreen\u001b[0m words', 'plain words', '\u001b[33;1mWARNING\u001b[0m'])
    await client.file(project, name, 'notes/readme.md', '# Notes\n\nwords')
    await client.finish(project, name, at === 2 ? 1 : 0)
  }
  const data = await client.artifact(project, 'alpha', 'dataset', 'digits', { 'train.csv': 'a,b\n1,2\n' }, { aliases: ['clean'], metadata: { rows: 2 }, description: 'Numbers' })
  await client.use(project, 'bravo', data)
  sweep = (await client.graphql('mutation Sweep($input: UpsertSweepInput!) { upsertSweep(input: $input) { sweep { name } } }', { input: { entityName: entity, projectName: project, config: 'method: random\nmetric: {name: loss, goal: minimize}\nparameters: {lr: {min: 0.1, max: 0.5}}\n' } })).upsertSweep.sweep.name
  const spec = { version: 5, width: 'readable', blocks: [{ type: 'heading', level: 1, children: [{ text: 'Findings' }] }, { type: 'paragraph', children: [{ text: 'Words and a ' }, { type: 'link', url: 'https://example.org', children: [{ text: 'link' }] }] }, { type: 'panel-grid', children: [{ text: '' }], metadata: { runSets: [{ id: 'all', name: 'All runs', enabled: true, project: { entityName: entity, name: project } }], panelBankSectionConfig: { panels: [{ __id__: 'a', viewType: 'Run History Line Plot', config: { metrics: ['loss'] }, layout: { x: 0, y: 0, w: 24, h: 8 } }] } } }] }
  report = (await client.graphql('mutation Report($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'findings', displayName: 'Findings', type: 'runs', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })).upsertView.view.id.replace(/=+$/, '')
})
after(closeBrowser)

/** What axe holds to be serious or worse, as lines that name rule, place and reason. */
async function faults(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], exclude: [] }))
  return found.violations.filter(each => each.impact === 'serious' || each.impact === 'critical').flatMap(each => each.nodes.slice(0, 4).map(node => `${each.id} at ${node.target.join(' ')}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? each.help}`))
}

async function look(t, path, ready, options = { cookies }) {
  const page = await open(t, path, options)
  const found = []
  for (const colorScheme of ['light', 'dark']) {
    // colours in the middle of a transition are nobody's choice
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
    await ready(page)
    found.push(...(await faults(page)).map(each => `${colorScheme}: ${each}`))
  }
  assert.deepEqual(found, [])
}

const heading = name => page => page.getByRole('heading', { name }).first().waitFor()
const text = words => page => page.getByText(words, { exact: true }).first().waitFor()
const at = path => `/${entity}/${project}${path}`

test('login', t => look(t, '/login', page => page.getByRole('button', { name: 'Log in' }).waitFor(), {}))
test('home', t => look(t, '/', text(project)))
test('the projects of a person', t => look(t, `/${entity}`, text(project)))
test('workspace', t => look(t, at(''), page => lines(page, 'loss', 3)))
test('runs table', t => look(t, at('/table'), page => page.getByRole('row', { name: /charlie/ }).waitFor()))
test('project overview', t => look(t, at('/overview'), heading(project)))
for (const [name, tab, ready] of [
  ['overview', '/overview', text('lr')],
  ['charts', '', page => lines(page, 'loss', 1)],
  ['logs', '/logs', page => page.getByText('plain words').waitFor()],
  ['files', '/files/notes/readme.md', heading('Notes')],
  ['artifacts', '/artifacts', text('digits:v0')],
]) test(`run page, ${name}`, t => look(t, at(`/runs/alpha${tab}`), ready))
test('artifact collections', t => look(t, at('/artifacts/dataset/digits'), text('v0')))
test('an artifact version', t => look(t, at('/artifacts/dataset/digits/v0'), text('Digest')))
test('lineage', t => look(t, at('/artifacts/dataset/digits/v0/lineage'), page => page.getByRole('group', { name: 'Lineage graph' }).getByRole('link', { name: /^bravo/ }).waitFor()))
test('registries', t => look(t, '/registry', heading('Registry')))
test('sweeps', t => look(t, at('/sweeps'), text(sweep)))
test('a sweep', t => look(t, at(`/sweeps/${sweep}/overview`), heading(sweep)))
test('reports', t => look(t, at('/reports'), text('Findings')))
test('a report', t => look(t, at(`/reports/Findings--${report}`), page => page.locator('.plot[data-lines="3"]').waitFor()))
test('the report editor', t => look(t, at(`/reports/Findings--${report}/edit`), page => page.locator('.plot[data-lines="3"]').waitFor()))
test('automations', t => look(t, at('/automations'), heading('Automations')))
test('launch', t => look(t, '/launch', heading('Launch')))
test('settings', t => look(t, '/settings', heading('Settings')))
for (const tab of ['users', 'organization', 'roles', 'server']) test(`console, ${tab}`, t => look(t, `/console/${tab}`, heading('Console')))
