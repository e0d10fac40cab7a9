import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, ink, lines, open, panel, saved, until } from '../lib/browser.mjs'
import { unique, URL_ } from '../lib/server.mjs'

const project = unique('groups')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (let at = 0; at < 8; at++) {
    await client.run(project, `run-${at}`, { config: { opt: ['adam', 'sgd'][at % 2], lr: [0.1, 0.01][Math.floor(at / 2) % 2] } })
    await client.history(project, `run-${at}`, Array.from({ length: 20 }, (_, step) => ({ _step: step, loss: at + step / 10 })))
    await client.summary(project, `run-${at}`, { loss: at })
    await client.finish(project, `run-${at}`)
  }
})
after(closeBrowser)

async function group(page, name) {
  const menu = page.getByRole('dialog', { name: /^Group/ })
  if (await menu.count() === 0) await page.getByRole('button', { name: /^Group/ }).first().click()
  await menu.locator('.menu-item', { hasText: name }).first().click()
}

test('groups lie inside groups, each with count, mean and spread, the runs at the end', async t => {
  const page = await open(t, `/${entity}/${project}/table`, { cookies })
  await page.getByRole('link', { name: 'run-7' }).waitFor()
  await group(page, 'opt')
  await group(page, 'lr')
  await page.keyboard.press('Escape')
  const adam = page.getByRole('row', { name: /adam/ })
  await adam.waitFor()
  assert.match(await adam.textContent(), /adam4.*3 ± /)
  await adam.getByRole('button', { name: /adam/ }).click()
  const inner = page.locator('.grid-row.group.depth-1')
  await until(async () => await inner.count() === 2, 'no groups inside the group')
  assert.match(await inner.first().textContent(), /2/)
  await inner.first().getByRole('button').first().click()
  await until(async () => await page.locator('.grid-row a').count() === 2, 'the runs of the inner group are not listed')
  await page.reload()
  await page.getByRole('row', { name: /adam/ }).waitFor()
})

test('charts draw one line a group of the table, with the range of its runs', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'loss', 4)
  await page.getByText('Charts group runs by opt, lr').waitFor()
  assert.match(await panel(page, 'loss').locator('.legend').textContent(), /adam, 0\.1 \(2\)/)
  await page.getByRole('button', { name: 'Ungroup' }).click()
  await lines(page, 'loss', 8)
})

test('a panel groups runs by a key of its own', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'loss', 8)
  await panel(page, 'loss').hover()
  await page.getByRole('button', { name: 'Edit panel loss' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit loss' })
  await dialog.getByLabel('Group runs').selectOption('config:opt.value')
  await dialog.getByLabel('Shade around it').selectOption('stddev')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await lines(page, 'loss', 2)
  const box = await panel(page, 'loss').locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2)
  const tip = await page.getByRole('tooltip').textContent()
  assert.match(tip, /adam \(4\)/)
  await saved(page)
  await page.goto(`${URL_}/${entity}/${project}`)
  await lines(page, 'loss', 2)
})

test('groups have the colours that a script gave them', async t => {
  const key = `run-color-group:${encodeURIComponent('"set"')}:${encodeURIComponent(JSON.stringify([{ kind: 'group', key: 'config:opt.value', value: 'adam' }]))}`
  const spec = { section: { panelBankConfig: { state: 1, settings: {}, sections: [] }, customRunColors: { [key]: '#12ab34' }, runSets: [{ id: 'set', grouping: [{ section: 'config', name: 'opt.value' }] }], settings: { shouldAutoGeneratePanels: true } } }
  await client.graphql('mutation View($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'nw-coloured-v', displayName: 'Coloured', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  const page = await open(t, `/${entity}/${project}?nw=coloured`, { cookies })
  await lines(page, 'loss', 2)
  await panel(page, 'loss').locator('.legend span', { hasText: /^adam/ }).locator('i[style*="rgb(18, 171, 52)"]').waitFor()
  await until(async () => (await ink(page, 'loss', '#12ab34')).amount > 50, 'no line has the colour')
})

test('a panel draws arithmetic over metrics, on both axes', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await page.getByRole('button', { name: 'Add panel' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a panel' })
  await adding.getByLabel('Add a metric').fill('loss')
  await adding.getByLabel('Add a metric').press('Enter')
  await adding.getByLabel('Title').fill('Computed')
  await adding.getByLabel('Section').fill('Arithmetic')
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await lines(page, 'Computed', 8)
  await panel(page, 'Computed').hover()
  await page.getByRole('button', { name: 'Edit panel Computed' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Computed' })
  await dialog.getByLabel('Y as an expression').fill('${loss} * 100')
  await dialog.getByLabel('X as an expression').fill('loss - 3')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await panel(page, 'Computed').getByRole('img', { name: 'Computed over loss - 3: 8 lines' }).waitFor()
  const box = await panel(page, 'Computed').locator('.u-over').boundingBox()
  await page.mouse.move(box.x + box.width - 4, box.y + 10)
  await page.mouse.move(box.x + box.width - 5, box.y + 10)
  assert.match(await page.getByRole('tooltip').textContent(), /8\d\d/)
})
