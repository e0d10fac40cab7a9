import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, colorOf, drag, historyQueries, ink, lines, open, panel, until } from '../lib/browser.mjs'
import { rows, unique } from '../lib/server.mjs'

let client, cookies, entity
before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
})
after(closeBrowser)

test('a running run grows within five seconds and keeps the zoom', async t => {
  const project = unique('live')
  await client.run(project, 'live-run', { displayName: 'alive' })
  await client.history(project, 'live-run', rows(100))
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'train/loss', 1)
  await drag(page, 'train/loss', [0.2, 0.1], [0.6, 0.9])
  await panel(page, 'train/loss').getByRole('button', { name: 'Reset zoom' }).waitFor()
  const answers = []
  page.on('response', response => { if (response.url().endsWith('/api/history/query')) answers.push(response) })
  const started = Date.now()
  await client.history(project, 'live-run', rows(100, 100), 100)
  await until(async () => {
    for (const response of answers.splice(0)) {
      const body = await response.body().catch(() => Buffer.alloc(0))
      const header = body.length > 8 ? JSON.parse(body.subarray(8, 8 + body.readUInt32LE(4)).toString()) : { series: [] }
      if (header.series.some(series => series.rows === 200)) return true
    }
    return false
  }, 'the new rows were not asked for', 8_000)
  assert.ok(Date.now() - started < 5_500, `took ${Date.now() - started} ms`)
  await panel(page, 'train/loss').getByRole('button', { name: 'Reset zoom' }).waitFor()
})

test('quiet runs are answered with a header only', async t => {
  const project = unique('quiet')
  await client.run(project, 'quiet-run')
  await client.history(project, 'quiet-run', rows(500))
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'train/loss', 1)
  const asked = historyQueries(page)
  await until(() => asked.some(query => query.known?.['quiet-run']), 'no version was sent along')
})

test('a spike in one of a million rows is seen', { timeout: 240_000 }, async t => {
  const project = unique('spike')
  await client.run(project, 'spiky', { displayName: 'spiky' })
  const amount = 1_000_000
  const batch = 50_000
  for (let from = 0; from < amount; from += batch) {
    await client.history(project, 'spiky', Array.from({ length: batch }, (_, at) => ({ _step: from + at, value: from + at === 654_321 ? 100 : 1 })), from)
  }
  await client.finish(project, 'spiky')
  const page = await open(t, `/${entity}/${project}`, { cookies })
  page.setDefaultTimeout(60_000)
  await lines(page, 'value', 1)
  const color = await colorOf(page, 'spiky')
  const { top } = await until(async () => { const seen = await ink(page, 'value', color); return seen.amount > 20 && seen }, 'nothing drawn')
  assert.ok(top < 0.25, `the highest mark stands at ${top} of the height`)
})

test('a new run comes into list and charts by itself', async t => {
  const project = unique('arrive')
  await client.run(project, 'first', { displayName: 'first' })
  await client.history(project, 'first', rows(20))
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'train/loss', 1)
  await client.run(project, 'second', { displayName: 'second' })
  await client.history(project, 'second', rows(20))
  await page.getByRole('link', { name: 'second' }).waitFor()
  await lines(page, 'train/loss', 2)
})

test('NaN and Infinity neither break the line nor the page', async t => {
  const project = unique('nan')
  await client.run(project, 'odd', { displayName: 'odd' })
  const lines_ = ['{"_step":0,"v":1}', '{"_step":1,"v":NaN}', '{"_step":2,"v":Infinity}', '{"_step":3,"v":2}', '{"_step":4,"v":-Infinity}', '{"_step":5,"v":3}', '{"_step":6,"v":3}']
  const { key } = await account()
  const { URL_ } = await import('../lib/server.mjs')
  const response = await fetch(`${URL_}/files/${entity}/${project}/odd/file_stream`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}` }, body: JSON.stringify({ files: { 'wandb-history.jsonl': { offset: 0, content: lines_ } } }) })
  assert.ok(response.ok)
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'v', 1)
  const color = await colorOf(page, 'odd')
  await until(async () => (await ink(page, 'v', color)).amount > 20, 'nothing drawn')
})
