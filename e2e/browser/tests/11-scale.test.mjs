import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('scale')
const RUNS = 10_000
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  let next = 0
  await Promise.all(Array.from({ length: 12 }, async () => {
    for (let at = next++; at < RUNS; at = next++) {
      await client.graphql(
        `mutation Seed($project: String, $entity: String, $name: String, $displayName: String, $config: JSONString, $summary: JSONString) {
          upsertBucket(input: {modelName: $project, entityName: $entity, name: $name, displayName: $displayName, config: $config, summaryMetrics: $summary}) { bucket { id } } }`,
        { project, entity, name: `r${at}`, displayName: `trial ${at}`, config: JSON.stringify({ seed: { value: at }, opt: { value: ['adam', 'sgd'][at % 2] } }), summary: JSON.stringify({ loss: ((at * 7919) % RUNS) / RUNS }) },
      )
    }
  }))
}, { timeout: 230_000 })
after(closeBrowser)

const names = page => page.locator('.grid-row:not(.grid-head) a').allTextContents()

test('ten thousand runs are sorted, scrolled through and jumped into', async t => {
  const page = await open(t, `/${entity}/${project}/table`, { cookies })
  await page.getByRole('heading', { name: /10.000/ }).waitFor({ timeout: 30_000 })
  await page.getByRole('columnheader', { name: /^seed/ }).getByRole('button', { name: 'seed', exact: true }).click()
  await until(async () => (await names(page))[0] === 'trial 9999', 'the largest is not on top', 30_000)
  const grid = page.getByRole('table', { name: 'Runs' })
  await grid.evaluate(each => { each.scrollTop = each.scrollHeight / 2 })
  await until(async () => (await names(page)).some(name => Math.abs(Number(name.slice(6)) - 5000) < 60), 'the middle did not come', 60_000)
  await grid.evaluate(each => { each.scrollTop = each.scrollHeight })
  await until(async () => (await names(page)).includes('trial 0'), 'the last row did not come', 60_000)
  assert.ok(await page.locator('.grid-row').count() < 90, 'rows out of sight must not be in the document')
})

test('the selector of the workspace pages through them, and charts keep to the first', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await page.getByText('1–25 of 10 000').or(page.getByText(/1–25 of 10.000/)).waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Next page of runs' }).click()
  await page.getByText(/26–50 of 10.000/).waitFor()
  await page.getByPlaceholder('Search runs').fill('trial 77')
  await page.getByText(/^111 of 10.000/).waitFor()
})
