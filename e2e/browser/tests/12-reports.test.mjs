import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open, panel } from '../lib/browser.mjs'
import { rows, Session, unique, URL_ } from '../lib/server.mjs'

const project = unique('reports')
const other = unique('hidden')
let client, cookies, entity, address

const text = (type, words, more = {}) => ({ type, children: [{ text: words }], ...more })

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['one', 'two']) {
    await client.run(project, name, { config: { lr: 0.1 } })
    await client.history(project, name, rows(50))
    await client.summary(project, name, { 'train/loss': 0.5 })
    await client.finish(project, name)
  }
  await client.run(other, 'secret')
  const spec = { version: 5, width: 'readable', blocks: [
    { type: 'table-of-contents', children: [{ text: '' }] },
    text('heading', 'What happened', { level: 1 }),
    { type: 'paragraph', children: [{ text: 'It ' }, { text: 'converged', bold: true }, { text: ' by ' }, { type: 'latex', content: 'e^{-t}', children: [{ text: '' }] }, { type: 'link', url: 'javascript:alert(1)', children: [{ text: 'a trap' }] }] },
    { type: 'list', ordered: true, children: [{ type: 'list-item', ordered: true, children: [text('paragraph', 'first')] }, { type: 'list-item', ordered: true, children: [text('paragraph', 'second')] }] },
    { type: 'panel-grid', children: [{ text: '' }], metadata: { runSets: [{ id: 'a', name: 'Both', enabled: true, project: { entityName: entity, name: project } }], panelBankSectionConfig: { panels: [{ __id__: 'p', viewType: 'Run History Line Plot', config: { metrics: ['train/loss'] }, layout: { x: 0, y: 0, w: 12, h: 8 } }, { __id__: 'q', viewType: 'Bar Chart', config: { metrics: ['train/loss'], chartTitle: 'Ends' }, layout: { x: 12, y: 0, w: 12, h: 8 } }] } } },
    text('block-quote', 'The end'),
  ] }
  const made = await client.graphql('mutation Save($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: unique('r'), displayName: 'The story', type: 'runs', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  address = `/${entity}/${project}/reports/The-story--${made.upsertView.view.id.replace(/=+$/, '')}`
})
after(closeBrowser)

async function reads(page) {
  await page.getByRole('heading', { name: 'The story' }).waitFor()
  await page.getByText('converged').waitFor()
  await lines(page, 'train/loss', 2)
  await panel(page, 'Ends').locator('svg[data-marks="2"]').waitFor()
}

test('reports are listed and read, with words, formulas and panels', async t => {
  const page = await open(t, `/${entity}/${project}/reports`, { cookies })
  await page.getByRole('link', { name: 'The story' }).click()
  await reads(page)
  await page.locator('.katex').first().waitFor()
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'What happened' }).waitFor()
  assert.equal(await page.getByText('a trap').getAttribute('href'), null, 'a script is no address')
})

test('a link shows the report and its runs without an account, and nothing else, until it is revoked', async t => {
  const page = await open(t, address, { cookies })
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = (await page.getByLabel('link', { exact: true }).textContent()).trim()
  assert.ok(link.startsWith(`${URL_}${address}?accessToken=`), link)
  const guest = await open(t, link.slice(URL_.length), {})
  await reads(guest)
  assert.equal(await guest.getByRole('button', { name: 'Share' }).count(), 0)

  const token = new URL(link).searchParams.get('accessToken')
  const ask = async (query, variables) => (await fetch(`${URL_}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Selvedge-Access-Token': token }, body: JSON.stringify({ query, variables }) })).json()
  const found = await ask('query Q($entity: String, $project: String, $other: String) { shown: project(entityName: $entity, name: $project) { runs { edges { node { name } } } artifactTypes { edges { node { name } } } sweeps { edges { node { name } } } allViews { edges { node { name } } } members { name } } hidden: project(entityName: $entity, name: $other) { name } viewer { username } }', { entity, project, other })
  assert.deepEqual(found.data.shown.runs.edges.map(edge => edge.node.name).sort(), ['one', 'two'])
  for (const list of [found.data.shown.artifactTypes.edges, found.data.shown.sweeps.edges, found.data.shown.allViews.edges, found.data.shown.members]) assert.deepEqual(list, [])
  assert.equal(found.data.hidden, null)
  assert.equal(found.data.viewer, null)
  const change = await ask('mutation M($entity: String, $project: String) { upsertBucket(input: {entityName: $entity, modelName: $project, name: "three"}) { bucket { id } } }', { entity, project })
  assert.ok(change.errors?.length, 'a guest writes nothing')

  page.on('dialog', dialog => dialog.accept())
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('The link opens nothing any more').waitFor()
  const late = await open(t, link.slice(URL_.length), { allowed: [/404/] })
  await late.getByRole('heading', { name: 'There is no such report' }).waitFor()
})

test('somebody who was invited edits the report and sees its panels, and is a stranger again when removed', async t => {
  const name = unique('guest')
  const made = await fetch(`${URL_}/admin/v1/users/${name}`, { method: 'PUT', headers: { 'Content-Type': 'application/json', Authorization: `Basic ${Buffer.from(`api:${(await account()).key}`).toString('base64')}` }, body: JSON.stringify({ email: `${name}@example.org`, password: 'a long enough one' }) })
  assert.ok(made.ok, await made.text())
  const session = new Session()
  await session.json('/api/session', { login: name, password: 'a long enough one' })
  const own = session.browserCookies()
  const before = await open(t, address, { cookies: own, allowed: [/404/] })
  await before.getByRole('heading', { name: 'There is no such report' }).waitFor()

  const page = await open(t, address, { cookies })
  await page.getByRole('button', { name: 'Share' }).click()
  const editors = page.getByRole('region', { name: 'Invited editors' })
  await editors.getByLabel('Username to invite').fill(name)
  await editors.getByRole('button', { name: 'Invite' }).click()
  await editors.getByRole('button', { name: `Remove ${name}` }).waitFor()

  const guest = await open(t, address, { cookies: own })
  await reads(guest)
  assert.equal(await guest.getByRole('button', { name: 'Share' }).count(), 0)
  assert.equal(await guest.getByRole('button', { name: 'Report menu' }).count(), 0)
  await guest.getByRole('link', { name: 'Edit' }).click()
  await lines(guest, 'train/loss', 2)
  await guest.getByLabel('What it is about').fill('By somebody else')
  await guest.locator('[data-saving="saved"]').waitFor()
  await guest.reload()
  assert.equal(await guest.getByLabel('What it is about').inputValue(), 'By somebody else')
  await guest.getByRole('button', { name: 'Publish' }).click()
  await guest.getByText('Changes published').waitFor()
  await reads(guest)
  await page.reload()
  await page.getByText('By somebody else').waitFor()

  await page.getByRole('button', { name: 'Share' }).click()
  await editors.getByRole('button', { name: `Remove ${name}` }).click()
  await page.getByText(`${name} edits this report no longer`).waitFor()
  const late = await open(t, address, { cookies: own, allowed: [/404/] })
  await late.getByRole('heading', { name: 'There is no such report' }).waitFor()
})

test('without a link the login page stands before a report', async t => {
  const page = await open(t, address, {})
  await page.getByRole('heading', { name: 'Log in to Selvedge' }).waitFor()
})
