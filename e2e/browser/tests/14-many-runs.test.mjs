// A project of many runs: the server sorts, filters and pages, and the page holds what is in sight. SELVEDGE_BROWSER_RUNS=10000 is the full size.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const RUNS = Number(process.env.SELVEDGE_BROWSER_RUNS ?? 2000)
const AT_ONCE = 25
const project = unique('many')
const last = RUNS - 1
// thousands are set apart by a narrow blank
const shown = number => number.toLocaleString('en').replace(/,/g, '\\s')
let cookies, entity

/** As many mutations in one document as a client would send one by one. */
async function seed(client, from) {
  const indexes = Array.from({ length: Math.min(AT_ONCE, RUNS - from) }, (_, at) => from + at)
  const variables = { project, entity }
  for (const index of indexes) {
    variables[`n${index}`] = `m${String(index).padStart(5, '0')}`
    variables[`d${index}`] = `run ${index}`
    variables[`c${index}`] = JSON.stringify({ lr: { value: [0.1, 0.01][index % 2] }, index: { value: index } })
    // scattered, so that neither the order of creation nor its reverse is the order of the metric
    variables[`s${index}`] = JSON.stringify({ score: (index * 7919) % RUNS, loss: index / 10 })
  }
  const declared = indexes.map(i => `$n${i}: String, $d${i}: String, $c${i}: JSONString, $s${i}: JSONString`).join(', ')
  const upserts = indexes.map(i => `u${i}: upsertBucket(input: {modelName: $project, entityName: $entity, name: $n${i}, displayName: $d${i}, config: $c${i}, summaryMetrics: $s${i}}) { bucket { id } }`)
  await client.graphql(`mutation Seed($project: String, $entity: String, ${declared}) { ${upserts.join('\n')} }`, variables)
}

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  const client = api(who)
  for (let from = 0; from < RUNS; from += 4 * AT_ONCE) {
    await Promise.all([0, 1, 2, 3].map(at => from + at * AT_ONCE).filter(start => start < RUNS).map(start => seed(client, start)))
  }
})
after(closeBrowser)

const table = (t, options) => open(t, `/${entity}/${project}/table`, { cookies, ...options })
const names = page => page.locator('.grid-row:not(.grid-head) a').allTextContents()
const byScore = score => Array.from({ length: RUNS }, (_, index) => index).find(index => (index * 7919) % RUNS === score)

async function sortBy(page, key) {
  await page.getByRole('columnheader', { name: new RegExp(`^${key}`) }).getByRole('button', { name: key, exact: true }).click()
}

test('a metric sorts all of the runs, both ways', async t => {
  const page = await table(t)
  await page.getByText(new RegExp(`^${shown(RUNS)}$`)).waitFor()
  await sortBy(page, 'score')
  await until(async () => (await names(page))[0] === `run ${byScore(last)}`, 'the highest score is not on top')
  await sortBy(page, 'score')
  await until(async () => (await names(page))[0] === `run ${byScore(0)}`, 'the lowest score is not on top')
})

test('the end of the table can be jumped to, and only rows in sight are in the document', async t => {
  const page = await table(t)
  await sortBy(page, 'index')
  await until(async () => (await names(page))[0] === `run ${last}`, 'not sorted')
  const grid = page.getByRole('table', { name: 'Runs' })
  // pages come one after the other where the end is far: keep going down, as a person would
  await until(async () => {
    await grid.evaluate(each => { each.scrollTop = each.scrollHeight })
    return (await names(page)).includes('run 0')
  }, 'the last row did not come', 60_000)
  assert.ok((await page.locator('.grid-row').count()) < 90, 'rows out of sight must not be in the document')
})

test('runs far down the list have the colour of their value, too', async t => {
  const page = await table(t)
  await page.getByRole('button', { name: 'Colours of runs' }).click()
  const form = page.getByRole('dialog', { name: 'Colours of runs' })
  await form.getByRole('button', { name: 'By a value' }).click()
  await form.getByLabel('Value', { exact: true }).selectOption('summary:score')
  await page.keyboard.press('Escape')
  const grid = page.getByRole('table', { name: 'Runs' })
  await until(async () => {
    await grid.evaluate(each => { each.scrollTop = each.scrollHeight })
    return (await names(page)).includes('run 0')
  }, 'the last row did not come', 60_000)
  const dots = () => page.locator('.grid-row:not(.grid-head) .run-dot').evaluateAll(all => all.map(each => getComputedStyle(each).backgroundColor))
  await until(async () => { const all = await dots(); return all.length > 5 && all.every(color => color !== 'rgb(139, 145, 156)') }, 'runs at the end are grey', 30_000)
  await page.getByRole('button', { name: 'Colours of runs' }).click()
  await form.getByRole('button', { name: 'One a run' }).click()
  await saved(page)
})

test('filters on a configuration and a metric are the server\'s work', async t => {
  const page = await table(t)
  await page.getByRole('button', { name: /^Filter/ }).click()
  const popover = page.getByRole('dialog', { name: 'Filters' })
  await popover.getByRole('button', { name: 'New filter' }).click()
  await popover.getByLabel('Filter by').selectOption('config:lr.value')
  await popover.getByLabel('Value').fill('0.1')
  await page.getByText(new RegExp(`^${shown(RUNS / 2)} of ${shown(RUNS)}$`)).waitFor()
  await popover.getByRole('button', { name: 'New filter' }).click()
  await popover.getByLabel('Filter by').nth(1).selectOption('summary:loss')
  await popover.getByLabel('Operator').nth(1).selectOption('<')
  await popover.getByLabel('Value').nth(1).fill('1')
  await page.getByText(new RegExp(`^5 of ${shown(RUNS)}$`)).waitFor()
  // the workspace keeps its filters, and the next test begins with all runs
  for (let left = 2; left > 0; left--) await popover.getByRole('button', { name: /^Remove/ }).first().click()
  await page.getByText(new RegExp(`^${shown(RUNS)}$`)).waitFor()
  await saved(page)
})

test('a search finds one run among all', async t => {
  const page = await table(t)
  await page.getByText(new RegExp(`^${shown(RUNS)}$`)).waitFor()
  await page.getByPlaceholder('Search runs').pressSequentially(`run ${last}`, { delay: 30 })
  await until(async () => { const found = await names(page); return found.length === 1 && found[0] === `run ${last}` }, 'the search did not find the run')
})
