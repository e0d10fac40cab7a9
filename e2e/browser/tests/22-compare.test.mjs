import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('differ')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'maker')
  await client.artifact(project, 'maker', 'dataset', 'digits', { 'same.csv': 'a', 'edited.csv': 'b', 'gone.csv': 'c' }, { metadata: { rows: 3, split: { train: 0.8 } } })
  await client.artifact(project, 'maker', 'dataset', 'digits', { 'same.csv': 'a', 'edited.csv': 'B', 'fresh.csv': 'dd' }, { metadata: { rows: 4, split: { train: 0.8 } } })
})
after(closeBrowser)

test('a version tells what is new in it', async t => {
  const page = await open(t, `/${entity}/${project}/artifacts/dataset/digits/v1`, { cookies })
  await page.getByRole('button', { name: 'Compare' }).click()
  const files = page.getByRole('table', { name: 'Files that differ' })
  await files.getByRole('row', { name: /edited\.csv changed/ }).waitFor()
  await files.getByRole('row', { name: /gone\.csv gone/ }).waitFor()
  await files.getByRole('row', { name: /fresh\.csv new/ }).waitFor()
  assert.equal(await files.getByRole('row', { name: /same\.csv/ }).count(), 0)
  const metadata = page.getByRole('table', { name: 'Metadata that differs' })
  await metadata.getByRole('row', { name: 'rows 3 4' }).waitFor()
  assert.equal(await metadata.getByRole('row').count(), 2)
})

test('a version is kept for a while, a collection gets tags and another name', async t => {
  const page = await open(t, `/${entity}/${project}/artifacts/dataset/digits/v1`, { cookies })
  await page.getByRole('button', { name: 'Change how long it is kept' }).click()
  await page.getByLabel('Days after it was made').fill('14')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page.getByText('14 days after it was made').waitFor()
  await page.getByRole('link', { name: 'digits', exact: true }).first().click()
  await page.getByLabel('Add a tag').fill('clean')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove tag clean' }).waitFor()
  await page.getByRole('button', { name: 'Collection menu' }).click()
  await page.getByRole('button', { name: 'Name and description' }).click()
  await page.getByLabel('Name, by which scripts ask for it').fill('numerals')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'numerals' }).waitFor()
})
