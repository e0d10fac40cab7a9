import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { account, PASSWORD, USER } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { Session, URL_ } from '../lib/server.mjs'

after(closeBrowser)

test('the first visitor makes the administrator', async t => {
  const { needsSetup } = await new Session().json('/api/session')
  if (!needsSetup) return t.skip('this server has an account already')
  const page = await open(t, '/')
  await page.waitForURL('**/signup**')
  await page.getByLabel('Username').fill(USER)
  await page.getByLabel('E-mail').fill(`${USER}@example.org`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page.getByRole('heading', { name: 'Log your first run' }).waitFor()
  await page.getByText(`--host ${URL_}`).waitFor()
})

test('a wrong password is refused in words', async t => {
  await account()
  const page = await open(t, '/login', { allowed: [/status of 401/] })
  await page.getByLabel('Username or e-mail').fill(USER)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('alert').waitFor()
})

test('a deep link comes back after the login', async t => {
  await account()
  const page = await open(t, '/settings?x=1')
  await page.waitForURL('**/login?returnTo=**')
  await page.getByLabel('Username or e-mail').fill(USER)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'API keys' }).waitFor()
  assert.equal(new URL(page.url()).search, '?x=1')
})

test('the authorize page shows a key that works, once', async t => {
  const { cookies } = await account()
  const page = await open(t, '/authorize?ref=models', { cookies })
  await page.getByRole('button', { name: 'Create an API key' }).click()
  const key = await page.getByTestId('api-key').textContent()
  assert.match(key, /^[\w-]{40,}$/)
  const answer = await fetch(`${URL_}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}` }, body: JSON.stringify({ query: '{ viewer { username } }' }) })
  assert.equal((await answer.json()).data.viewer.username, USER)
  await page.goto(`${URL_}/settings`)
  await page.getByText('Terminal (models)').first().waitFor()
  assert.equal(await page.getByText(key).count(), 0, 'the secret must not be shown again')
})

test('a key can be made and deleted in the settings', async t => {
  const { cookies } = await account()
  const page = await open(t, '/settings', { cookies })
  await page.getByLabel('What the new key is for').fill('to be deleted')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await page.getByTestId('api-key').waitFor()
  await page.getByRole('button', { name: 'Delete key to be deleted' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('row', { name: /to be deleted/ }).waitFor({ state: 'detached' })
})

test('logging out ends the session', async t => {
  const own = new Session()
  await own.json('/api/session')
  await own.json('/api/session', { login: USER, password: PASSWORD })
  const page = await open(t, '/settings', { cookies: own.browserCookies() })
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL('**/login**')
  assert.equal((await own.json('/api/session')).user, null)
})

test('somebody deletes their own account, after saying its name', async t => {
  const { session: root } = await account()
  const leaver = `leaver-${Date.now().toString(36)}`
  const made = await root.send(`/admin/v1/users/${leaver}`, { password: 'a first password' }, 'PUT')
  assert.equal(made.status, 200)
  const session = new Session()
  await session.json('/api/session')
  await session.json('/api/session', { login: leaver, password: 'a first password' })
  const page = await open(t, '/settings', { cookies: session.browserCookies(), allowed: [/status of 40[014]/] })
  await page.getByRole('button', { name: 'Delete my account' }).click()
  const dialog = page.getByRole('dialog')
  const action = dialog.getByRole('button', { name: 'Delete my account' })
  assert.equal(await action.isDisabled(), true)
  await dialog.getByLabel(/to confirm$/).fill(leaver)
  await dialog.getByLabel(/^Hand over what you own/).fill('nobody-there')
  await action.click()
  await page.getByText('User not found: nobody-there').waitFor()
  await dialog.getByLabel(/^Hand over what you own/).fill('')
  await action.click()
  await page.waitForURL('**/login**')
  await page.getByLabel('Username or e-mail').fill(leaver)
  await page.getByLabel('Password').fill('a first password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('alert').waitFor()
})
