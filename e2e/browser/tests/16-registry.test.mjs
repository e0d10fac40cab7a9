import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const name = unique('nets')
const project = unique('train')
let client, cookies, entity, version

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'trainer')
  version = await client.artifact(project, 'trainer', 'model', 'cnn', { 'w.bin': 'weights' })
})
after(closeBrowser)

test('a registry is made, a collection in it, and a version linked from its page', async t => {
  const page = await open(t, '/registry', { cookies })
  await page.getByRole('button', { name: 'New registry' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Artifact types it takes').fill('model')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
  await page.getByRole('button', { name: 'New collection' }).click()
  await page.getByLabel('Name').fill('classifier')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: /classifier model/ }).waitFor()
  const home = page.url()

  await page.goto(new URL(`/${entity}/${project}/artifacts/model/cnn/v0`, home).href)
  await page.getByRole('button', { name: 'Link to a registry' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Registry').selectOption(name)
  await form.getByLabel('Collection').fill('classifier')
  await form.getByLabel('Aliases').fill('candidate')
  await form.getByRole('button', { name: 'Link' }).click()
  await form.waitFor({ state: 'detached' })

  await page.goto(home)
  await page.getByRole('row', { name: /classifier model v0.*candidate/ }).waitFor()
  await page.getByLabel('Protect an alias').fill('candidate')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Free the alias candidate' }).waitFor()
  await page.getByRole('link', { name: 'classifier' }).click()
  await page.getByRole('link', { name: 'v0' }).click()
  await page.getByText(`Linked here from ${entity}/${project}/cnn:v0`).waitFor()
})

test('the address that clients print leads to the version', async t => {
  const organization = (await client.graphql('query O { viewer { organizations { name orgEntity { name } } } }')).viewer.organizations[0]
  const path = `${organization.orgEntity.name}/wandb-registry-${name}/classifier`
  const page = await open(t, `/orgs/${organization.name}/registry/${name}?selectionPath=${encodeURIComponent(path)}&view=membership&version=v0`, { cookies })
  await page.getByRole('heading', { name: 'classifier:v0' }).waitFor()
  const rail = page.getByRole('navigation', { name: 'Project' })
  assert.deepEqual(await rail.getByRole('link').allInnerTexts(), ['Collections', 'Versions', 'Automations', 'Members'])
  await rail.getByRole('link', { name: 'Members' }).click()
  await page.getByLabel(/^Role of/).waitFor()
})

test('a starred registry comes first and has the icon that was chosen', async t => {
  const page = await open(t, '/registry', { cookies })
  const other = unique('later')
  await page.getByRole('button', { name: 'New registry' }).click()
  await page.getByLabel('Name').fill(other)
  await page.getByRole('button', { name: 'Icon rocket' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: other, exact: true }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Icon rocket' }).getAttribute('aria-pressed'), 'true')
  await page.goto(new URL('/registry', page.url()).href)
  const cards = page.locator('.registry-card b')
  await page.getByRole('button', { name: `Star ${name}`, exact: true }).click()
  await page.getByRole('button', { name: `Unstar ${name}`, exact: true }).waitFor()
  assert.equal(await cards.first().innerText(), name)
  await page.getByRole('button', { name: `Unstar ${name}`, exact: true }).click()
  await page.getByRole('button', { name: `Star ${name}`, exact: true }).waitFor()
})
