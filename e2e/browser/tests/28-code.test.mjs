import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel, saved } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('code')
let client, cookies, entity

const body = Array.from({ length: 40 }, (_, at) => `line_${at} = ${at}`)
const text = changes => body.map((line, at) => changes[at] ?? line).join('\n') + '\n'

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['older', 'newer', 'logged']) {
    await client.run(project, name, { config: { lr: name === 'older' ? 0.1 : 0.5 } })
    await client.history(project, name, [{ _step: 0, loss: 1 }])
  }
  await client.file(project, 'older', 'code/train.py', text({}))
  await client.file(project, 'older', 'requirements.txt', 'numpy==2.1.0\n')
  await client.file(project, 'newer', 'code/train.py', text({ 20: 'line_20 = compute(20)' }))
  await client.file(project, 'newer', 'requirements.txt', 'numpy==2.1.0\n')
  await client.file(project, 'newer', 'code/model.py', 'class Net:\n    pass\n')
  // what run.log_code() makes
  await client.artifact(project, 'logged', 'code', 'source-code', { 'train.py': text({ 0: 'line_0 = None' }) })
  for (const name of ['older', 'newer', 'logged']) await client.finish(project, name)
})
after(closeBrowser)

const grid = (viewType, config) => ({ type: 'panel-grid', children: [{ text: '' }], metadata: { runSets: [{ id: 'all', name: 'All runs', enabled: true, project: { entityName: entity, name: project } }], panelBankSectionConfig: { panels: [{ __id__: 'a', viewType, config, layout: { x: 0, y: 0, w: 24, h: 12 } }] } } })

async function report(t, name, block) {
  const made = await client.graphql('mutation Report($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name, displayName: name, type: 'runs', spec: JSON.stringify({ version: 5, width: 'readable', blocks: [block] }), createdUsing: 'WANDB_SDK' } })
  return open(t, `/${entity}/${project}/reports/${name}--${made.upsertView.view.id.replace(/=+$/, '')}`, { cookies })
}

test('the code of two runs is held against each other, side by side or in one column', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await page.getByRole('button', { name: 'Add panel' }).click()
  await page.getByLabel('Kind').selectOption({ label: 'Code comparer' })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const code = panel(page, 'Code')
  await code.getByLabel('Before').selectOption('older')
  await code.getByLabel('After').selectOption('newer')
  const file = code.getByLabel('File')
  await file.locator('option', { hasText: 'train.py (changed)' }).waitFor({ state: 'attached' })
  assert.deepEqual(await file.locator('option').allTextContents(), ['train.py (changed)', 'model.py (new)', 'requirements.txt (same)'])
  await code.getByText('+1').waitFor()
  assert.deepEqual(await code.locator('td.removed:not(.no)').allTextContents(), ['line_20 = 20'])
  assert.deepEqual(await code.locator('td.added:not(.no)').allTextContents(), ['line_20 = compute(20)'])
  assert.equal(await code.locator('tr').filter({ has: page.locator('td.removed') }).filter({ has: page.locator('td.added') }).count(), 1, 'both sides stand in one row')
  assert.equal(await code.getByText('line_5 = 5').count(), 0)
  await code.getByRole('button', { name: '17 equal lines' }).click()
  assert.equal(await code.getByText('line_5 = 5').count(), 2)
  await code.getByRole('button', { name: 'One column' }).click()
  assert.equal(await code.getByText('line_5 = 5').count(), 1)
  await saved(page)
  await file.selectOption('model.py')
  await code.getByText('Only in the second run: 2 lines').waitFor()
  await page.reload()
  await panel(page, 'Code').locator('table.unified').waitFor()
})

test('code that was logged as an artifact is compared with saved files', async t => {
  const page = await report(t, 'panel-of-a-script', grid('Code Comparer', { diff: 'unified' }))
  const code = panel(page, 'Code')
  await code.getByLabel('Before').selectOption('older')
  await code.getByLabel('After').selectOption('logged')
  await code.getByLabel('File').selectOption('train.py')
  await code.locator('table.unified td.added', { hasText: 'line_0 = None' }).waitFor()
  assert.equal(await code.locator('td.removed:not(.no)').count(), 1)
})

test('the run comparer is copied as a table', async t => {
  const page = await report(t, 'comparer', grid('Run Comparer', { diffOnly: 'split' }))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const comparer = panel(page, 'Run comparer')
  await comparer.getByPlaceholder('Search keys and values').fill('lr')
  await comparer.getByRole('button', { name: 'Copy as a table' }).click()
  await comparer.getByRole('button', { name: 'Copied' }).waitFor()
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'Section\tKey\tlogged\tnewer\tolder\nConfig\tlr\t0.5\t0.5\t0.1')
})
