import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open, panel, until } from '../lib/browser.mjs'
import { rows, unique, URL_ } from '../lib/server.mjs'

const project = unique('run')
const LINES = 100_000
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'a=b&c', { displayName: 'the run', config: { lr: 0.1, nested: { depth: 3 } }, tags: ['first'], notes: 'Some **bold** words' })
  await client.history(project, 'a=b&c', rows(300))
  await client.events(project, 'a=b&c', Array.from({ length: 20 }, (_, at) => ({ _wandb: true, _timestamp: 1_760_000_000 + at * 15, _runtime: at * 15, 'system.cpu': 30 + at, 'system.gpu.0.gpu': 90 })))
  await client.summary(project, 'a=b&c', { 'train/loss': 0.25, best: { acc: 0.9 } })
  await client.file(project, 'a=b&c', 'notes/read me%20.txt', 'hello from a file\n')
  await client.file(project, 'a=b&c', 'data.json', '{"answer": 42, "bad": NaN}')
  await client.file(project, 'a=b&c', 'media/images/dot.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  await client.file(project, 'a=b&c', 'code/train.py', 'import wandb\nprint("hi")\n')
  for (let from = 0; from < LINES; from += 20_000) {
    await client.console(project, 'a=b&c', Array.from({ length: 20_000 }, (_, at) => JSON.stringify({ ts: '2026-01-01T00:00:00.000001', content: from + at === 77_777 ? '\u001b[31mneedle in red\u001b[0m' : `line ${from + at}` })), from)
  }
  await client.finish(project, 'a=b&c')
})
after(closeBrowser)

const run = (t, tab = '', options) => open(t, `/${entity}/${project}/runs/a=b&c${tab}`, { cookies, ...options })

test('charts show the metrics and a section of system metrics', async t => {
  const page = await run(t)
  await lines(page, 'train/loss', 1)
  await page.getByRole('button', { name: /^System/ }).click()
  await lines(page, 'system/cpu', 1)
  await lines(page, 'system/gpu.0.gpu', 1)
})

test('the overview shows config, summary, tags and notes, and changes them in place', async t => {
  const page = await run(t, '/overview')
  await page.getByRole('list', { name: 'config' }).getByText('depth').waitFor()
  await page.getByRole('list', { name: 'summary' }).getByText('0.25').waitFor()
  await page.getByText('bold').waitFor()
  await page.getByText('Finished').first().waitFor()
  await page.getByLabel('Add a tag').fill('second')
  await page.getByLabel('Add a tag').press('Enter')
  await page.getByRole('button', { name: 'Remove tag second' }).waitFor()
  await page.getByRole('button', { name: 'Remove tag first' }).click()
  await page.getByRole('button', { name: 'Remove tag first' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Rename the run' }).click()
  await page.getByLabel('Run name').fill('renamed')
  await page.getByLabel('Run name').press('Enter')
  await page.getByRole('heading', { name: 'renamed' }).waitFor()
  const data = await client.graphql('query Run($entity: String, $project: String) { project(entityName: $entity, name: $project) { run(name: "a=b&c") { displayName tags notes } } }', { entity, project })
  assert.deepEqual(data.project.run, { displayName: 'renamed', tags: ['second'], notes: 'Some **bold** words' })
})

test('a hundred thousand log lines are searched, coloured and downloaded', async t => {
  const page = await run(t, '/logs')
  await page.getByText(/^100.000 lines$/).waitFor({ timeout: 40_000 })
  assert.ok((await page.locator('.log-line').count()) < 200, 'lines out of sight must not be in the document')
  await page.getByPlaceholder('Search logs').fill('needle')
  await page.getByText('1 of 1').waitFor()
  const needle = page.locator('.log-line.current')
  assert.match(await needle.textContent(), /^77778needle in red$/)
  assert.equal(await needle.locator('.ansi-red').count(), 1)
  await page.getByRole('button', { name: 'Timestamps' }).click()
  assert.match(await needle.textContent(), /2026-01-01 00:00:00/)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the log' }).click()])
  const text = await readFile(await file.path(), 'utf8')
  assert.equal(text.split('\n').length, LINES + 1)
  assert.ok(!text.includes('\u001b'))
})

test('files are a tree with previews and links that survive odd names', async t => {
  const page = await run(t, '/files')
  await page.getByRole('button', { name: /notes/ }).waitFor()
  await page.getByRole('link', { name: /read me%20\.txt/ }).click()
  await page.getByText('hello from a file').waitFor()
  await page.reload()
  await page.getByText('hello from a file').waitFor()
  await page.getByRole('link', { name: /data\.json/ }).click()
  await page.getByText('answer').waitFor()
  await page.getByRole('link', { name: /dot\.png/ }).click()
  const image = page.getByRole('img', { name: 'media/images/dot.png' })
  await until(() => image.evaluate(each => each.naturalWidth === 1), 'the picture does not load')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download media/images/dot.png' }).click()])
  assert.ok((await readFile(await file.path())).length > 50)
})

test('code is shown with colours', async t => {
  const page = await run(t, '/code')
  await page.locator('.hljs-keyword', { hasText: 'import' }).waitFor()
})

test('a live log follows and rewrites its end', async t => {
  await client.run(project, 'talking', {})
  const line = content => JSON.stringify({ ts: '2026-01-01T00:00:00.000001', content })
  await client.console(project, 'talking', [line('first'), line('10 %')])
  const page = await open(t, `/${entity}/${project}/runs/talking/logs`, { cookies })
  await page.getByText('10 %').waitFor()
  await client.console(project, 'talking', [line('100 %'), line('done')], 1)
  await page.getByText('done').waitFor()
  await page.getByText('100 %').waitFor()
  assert.equal(await page.getByText('10 %', { exact: true }).count(), 0)
})

test('an unknown run says so and offers the search', async t => {
  const page = await open(t, `/${entity}/${project}/runs/nobody`, { cookies, allowed: [/status of 404/] })
  await page.getByRole('heading', { name: 'There is no such run' }).waitFor()
  await page.getByRole('button', { name: 'Search' }).last().click()
  await page.getByRole('combobox').waitFor()
})

test('a notebook frame shows the run without the shell', async t => {
  const page = await open(t, '/settings', { cookies })
  await page.goto(`${URL_}/${entity}/${project}/runs/a=b&c?jupyter=true`)
  await lines(page, 'train/loss', 1)
  assert.equal(await page.getByRole('banner').count(), 0)
  assert.equal(await page.getByRole('navigation', { name: 'Breadcrumb' }).count(), 0)
  await page.getByRole('link', { name: 'Logs' }).click()
  assert.match(page.url(), /jupyter=true/)
  await panel(page, 'train/loss').waitFor({ state: 'detached' })
})
