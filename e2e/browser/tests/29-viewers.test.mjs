import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('viewers')
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let client, cookies, entity

const code = (source, count, outputs) => ({ cell_type: 'code', source, execution_count: count, metadata: {}, outputs })
const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { language_info: { name: 'python' } }, cells: [
  { cell_type: 'markdown', metadata: {}, source: ['# A study\n', '\n', 'of **digits**'] },
  code(['import wandb\n', 'print("ready")'], 1, [{ output_type: 'stream', name: 'stdout', text: ['\u001b[32mready\u001b[0m\n'] }]),
  code('frame', 2, [{ output_type: 'execute_result', execution_count: 2, metadata: {}, data: { 'text/html': '<table onclick="alert(1)"><tr><th>loss</th></tr><tr><td>0.25</td></tr></table><img src="https://example.org/seen.png">', 'text/plain': 'a frame' } }]),
  code('plot()', 3, [{ output_type: 'display_data', metadata: {}, data: { 'image/png': PIXEL, 'text/plain': '<Figure>' } }, { output_type: 'display_data', metadata: {}, data: { 'text/html': '<script>document.title = "taken"</script>', 'text/plain': 'a widget' } }]),
  code('1 / 0', 4, [{ output_type: 'error', ename: 'ZeroDivisionError', evalue: 'division by zero', traceback: ['\u001b[0;31mZeroDivisionError\u001b[0m: division by zero'] }]),
] }

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'study')
  await client.file(project, 'study', 'code/study.ipynb', JSON.stringify(notebook))
  await client.file(project, 'study', 'settings.yaml', '# how it was trained\nmodel:\n  depth: 7\n  name: net\nlr: 0.1\n')
  await client.file(project, 'study', 'broken.yaml', 'a: [1,\n')
  await client.file(project, 'study', 'result.json', JSON.stringify({ scores: { test: 0.875 } }))
  await client.finish(project, 'study')
})
after(closeBrowser)

const file = (t, name, more = {}) => open(t, `/${entity}/${project}/runs/study/files/${name}`, { cookies, ...more })

test('a notebook is shown with what its cells put out, and nothing in it runs', async t => {
  // the page's own policy names the handler that it does not let run, before the handler is taken out
  const page = await file(t, 'code/study.ipynb', { allowed: [/Executing inline event handler violates/] })
  const view = page.getByRole('region', { name: 'Notebook' })
  await view.getByRole('heading', { name: 'A study' }).waitFor()
  await view.getByRole('region', { name: 'Cell 1' }).getByText('ready', { exact: true }).waitFor()
  await view.locator('.hljs-keyword', { hasText: 'import' }).waitFor()
  const table = view.getByRole('region', { name: 'Cell 2' })
  await table.getByRole('cell', { name: '0.25' }).waitFor()
  assert.equal(await table.locator('img').count(), 0, 'a picture of another site is asked for')
  assert.equal(await table.locator('[onclick]').count(), 0)
  const drawn = view.getByRole('region', { name: 'Cell 3' })
  assert.equal(await drawn.getByRole('img').evaluate(image => image.naturalWidth), 1)
  await drawn.getByText('a widget').waitFor()
  await view.getByRole('region', { name: 'Cell 4' }).locator('pre.error', { hasText: 'ZeroDivisionError: division by zero' }).waitFor()
  assert.notEqual(await page.title(), 'taken')
})

test('YAML and JSON are a tree or a text', async t => {
  const page = await file(t, 'settings.yaml')
  await page.getByText('# how it was trained').waitFor()
  await page.getByRole('button', { name: 'Tree' }).click()
  await page.getByText('depth', { exact: true }).waitFor()
  await page.goto(page.url().replace('settings.yaml', 'result.json'))
  await page.getByText('0.875').waitFor()
  await page.getByRole('button', { name: 'Text' }).click()
  await page.locator('pre', { hasText: '{"scores":{"test":0.875}}' }).waitFor()
  await page.goto(page.url().replace('result.json', 'broken.yaml'))
  await page.locator('pre', { hasText: 'a: [1,' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Tree' }).count(), 0)
})
