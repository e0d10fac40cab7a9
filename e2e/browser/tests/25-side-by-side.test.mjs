import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel, saved, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('beside')
let client, cookies, entity

const table = (path, rows) => ({ _type: 'table-file', path, ncols: 3, nrows: rows.length })

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const [at, name] of ['first', 'second'].entries()) {
    await client.run(project, name, { config: { size: at } })
    const history = []
    for (const step of [0, 4, 8]) {
      // the second run gets one answer more right, and lacks one question
      const rows = [[1, 'cat', 0.1 * step], [2, 'dog', 0.5], [3, at === 0 ? 'cat' : 'fox', 0.9], ...(at === 0 ? [[4, 'owl', 0.2]] : [])]
      const row = { _step: step }
      for (const key of ['preds', 'others']) {
        const path = `media/table/${key}_${step}.table.json`
        await client.file(project, name, path, JSON.stringify({ columns: ['id', 'label', 'score'], data: rows }))
        row[key] = table(path, rows)
      }
      history.push(row)
    }
    await client.history(project, name, history)
    await client.summary(project, name, { preds: history[2].preds, others: history[2].others })
    await client.finish(project, name)
  }
  for (let at = 0; at < 12; at++) {
    const name = `trial-${at}`
    await client.run(project, name, { config: { opt: ['adam', 'sgd'][at % 2] } })
    await client.summary(project, name, { score: at % 2 === 0 ? 0.5 + at / 40 : 0.2 + (at % 4 === 1 ? 0 : 0.5) })
    await client.finish(project, name)
  }
})
after(closeBrowser)

const workspace = t => open(t, `/${entity}/${project}`, { cookies })

test('tables of two runs lie side by side, matched by a column', async t => {
  const page = await workspace(t)
  const box = panel(page, 'preds')
  await box.getByText('7 rows', { exact: true }).waitFor()
  await box.getByLabel('Lay out runs').selectOption({ label: 'By id, side by side' })
  await box.getByText('4 rows', { exact: true }).waitFor()
  await box.getByRole('columnheader', { name: 'label first' }).waitFor()
  await box.getByRole('columnheader', { name: 'label second' }).waitFor()
  const third = box.getByRole('row', { name: /^3 / })
  await third.locator('.differs').filter({ hasText: 'fox' }).waitFor()
  await box.getByLabel('Only what differs').check()
  await box.getByText('2 of 4 rows').waitFor()
  await box.getByLabel('Lay out runs').selectOption('none')
  await box.getByText('7 rows', { exact: true }).waitFor()
})

test('panels move to the same step, until one is to move alone', async t => {
  const page = await workspace(t)
  const [one, other] = [panel(page, 'preds'), panel(page, 'others')]
  await one.getByText('Step 8', { exact: true }).waitFor()
  await other.getByText('Step 8', { exact: true }).waitFor()
  await one.getByLabel('Step', { exact: true }).fill('0')
  await one.getByText('Step 0', { exact: true }).waitFor()
  assert.equal(await other.getByText('Step 8', { exact: true }).count(), 1)
  await one.getByRole('button', { name: 'Move all panels to the same step' }).click()
  await other.getByText('Step 0', { exact: true }).waitFor()
  await other.getByLabel('Step', { exact: true }).fill('1')
  await one.getByText('Step 4', { exact: true }).waitFor()
  await saved(page)
  await page.reload()
  await other.getByRole('button', { name: 'Move this panel alone' }).click()
  await other.getByLabel('Step', { exact: true }).fill('1')
  await other.getByText('Step 4', { exact: true }).waitFor()
  assert.equal(await one.getByText('Step 8', { exact: true }).count(), 1)
  await saved(page)
})

test('bars of groups are violins and boxes, lying or upright', async t => {
  const page = await workspace(t)
  await page.getByRole('button', { name: 'Add panel' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a panel' })
  await dialog.getByLabel('Kind').selectOption('Bar Chart')
  await dialog.getByLabel('Add to Values').selectOption('summary:score')
  await dialog.getByLabel('Group by').selectOption('config:opt.value')
  await dialog.getByLabel('Drawn as').selectOption('violin')
  await dialog.getByLabel('Section').fill('Mine')
  await dialog.getByRole('button', { name: /^Add/ }).last().click()
  const bars = panel(page, 'score')
  await until(async () => (await bars.locator('[data-violin="6"]').count()) === 2, 'there are no two violins of six runs')
  const wide = await bars.locator('[data-violin]').first().boundingBox()
  assert.ok(wide.width > wide.height * 2, 'the violins do not lie')
  await bars.hover()
  await bars.getByRole('button', { name: 'Edit panel score' }).click()
  await page.getByRole('dialog').getByLabel('Upright').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await until(async () => { const box = await bars.locator('[data-violin]').first().boundingBox(); return box && box.height > box.width * 2 }, 'the violins do not stand')
  await bars.getByRole('button', { name: 'Edit panel score' }).click()
  await page.getByRole('dialog').getByLabel('Drawn as').selectOption('boxplot')
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
  await until(async () => (await bars.locator('.median').count()) === 2, 'there are no two boxes')
})

test('the rows of a table in two versions of an artifact are compared', async t => {
  const rows = last => JSON.stringify({ columns: ['id', 'label'], data: [[1, 'cat'], [2, last], [3, 'owl']] })
  await client.artifact(project, 'first', 'tables', 'answers', { 'answers.table.json': rows('dog') })
  await client.artifact(project, 'first', 'tables', 'answers', { 'answers.table.json': rows('fox') })
  const page = await open(t, `/${entity}/${project}/artifacts/tables/answers/v1`, { cookies })
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'Compare its rows' }).click()
  const diff = page.getByRole('group', { name: 'Rows of answers.table.json' })
  await diff.getByRole('row', { name: '2 dog fox' }).waitFor()
  assert.equal(await diff.locator('.differs').count(), 2)
  await diff.getByLabel('Only what differs').check()
  await diff.getByText('1 of 3 rows').waitFor()
})
