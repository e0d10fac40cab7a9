import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { Session, unique } from '../lib/server.mjs'

const person = unique('mary')
const team = unique('lab')
let client, cookies, username

before(async () => {
  const who = await account()
  ;({ cookies, username } = who)
  client = api(who)
})
after(closeBrowser)

test('an administrator makes a user, who is invited, joins, and gets another role', async t => {
  const page = await open(t, '/console', { cookies })
  await page.getByRole('button', { name: 'New user' }).click()
  await page.getByLabel('E-mail, one a line').fill(`${person}@example.org`)
  await page.getByLabel('First password').fill('a first password')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: new RegExp(person) }).waitFor()

  await page.goto(new URL('/', page.url()).href)
  await page.getByRole('button', { name: 'New team' }).click()
  await page.getByLabel(/^Name/).fill(team)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByLabel('Username or e-mail').fill(person)
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('row', { name: new RegExp(person) }).waitFor()

  const mary = new Session()
  await mary.json('/api/session')
  await mary.json('/api/session', { login: person, password: 'a first password' })
  const hers = await open(t, '/', { cookies: mary.browserCookies() })
  // somebody of the same organization is in at once, anybody else is asked
  const join = hers.getByRole('button', { name: `Join ${team}` })
  await join.or(hers.getByRole('link', { name: team })).first().waitFor()
  if (await join.isVisible()) await join.click()
  await hers.getByRole('link', { name: team }).or(hers.getByRole('heading', { name: team })).first().waitFor()
  await hers.goto(new URL('/console', hers.url()).href)
  await hers.getByRole('heading', { name: 'For administrators of this server' }).waitFor()

  await page.reload()
  await page.getByLabel(`Role of ${person}`).selectOption('viewer')
  await page.reload()
  assert.equal(await page.getByLabel(`Role of ${person}`).inputValue(), 'viewer')
  await hers.goto(new URL(`/${team}/members`, hers.url()).href)
  await hers.getByRole('row', { name: new RegExp(`${person}.*Viewer`) }).waitFor()
  assert.equal(await hers.getByRole('button', { name: 'Invite' }).count(), 0, 'a viewer invites nobody')
})

test('somebody is deactivated, is told so at the login, and comes back', async t => {
  const page = await open(t, '/console', { cookies, allowed: [/status of 40[04]/] })
  const row = page.getByRole('row', { name: new RegExp(`^${person} `) })
  await page.getByPlaceholder('Search users').fill(person)
  await page.getByRole('button', { name: `Deactivate ${person}` }).click()
  await page.getByLabel(/^Hand over what they own/).fill(username)
  await page.getByLabel(/^Move the projects under their own name/).fill('nobody-there')
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await page.getByText('There is no user or team nobody-there').waitFor()
  assert.equal(await row.getByText('deactivated').count(), 0, 'all of it or nothing')
  await page.getByLabel(/^Move the projects under their own name/).fill(team)
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await row.getByText('deactivated').waitFor()
  assert.equal(await page.getByRole('button', { name: `Deactivate ${username}`, exact: true }).count(), 0)
  await page.goto(new URL(`/${team}/members`, page.url()).href)
  await page.getByRole('row', { name: new RegExp(person) }).getByText('deactivated').waitFor()

  const hers = await open(t, '/login', { allowed: [/status of 401/] })
  await hers.getByLabel('Username or e-mail').fill(person)
  await hers.getByLabel('Password').fill('a first password')
  await hers.getByRole('button', { name: 'Log in' }).click()
  await hers.getByRole('alert').filter({ hasText: 'deactivated' }).waitFor()

  await page.goto(new URL('/console', page.url()).href)
  await page.getByPlaceholder('Search users').fill(person)
  await page.getByRole('button', { name: `Reactivate ${person}` }).click()
  await page.getByRole('button', { name: `Deactivate ${person}` }).waitFor()
  await hers.getByRole('button', { name: 'Log in' }).click()
  await hers.waitForURL(url => !url.pathname.startsWith('/login'))
})

test('the console says who was here, and the lists are taken along', async t => {
  await client.run('people-seen', `seen-${Date.now()}`)
  const page = await open(t, '/console', { cookies })
  const mine = page.getByRole('row', { name: new RegExp(`^${username} `) })
  await page.getByPlaceholder('Search users').fill(username)
  await mine.getByText(/ago|now/).last().waitFor()
  const [users] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  const [header, ...rows] = (await readFile(await users.path(), 'utf8')).trim().split('\n')
  assert.equal(header, 'username,name,email,type,role,status,since,last active,days active (30),teams')
  // two days where the tests before this one ran until midnight
  assert.match(rows.find(row => row.startsWith(`${username},`)), /,person,administrator,active,[^,]+,20[^,]+,[12],/)

  await page.goto(new URL('/console/organization', page.url()).href)
  await page.getByRole('img', { name: /^Active people .* today [1-9]/ }).waitFor()
  await page.getByRole('img', { name: /^Runs started .* today [1-9]/ }).waitFor()
  await page.getByRole('button', { name: 'A year' }).click()
  await page.getByRole('img', { name: /^Runs started on each of the last 365 days/ }).waitFor()
  const [members] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  assert.match(await readFile(await members.path(), 'utf8'), new RegExp(`^${username},`, 'm'))

  await page.goto(new URL(`/${username}/people-seen/overview`, page.url()).href)
  await page.locator('dd', { has: page.getByRole('link', { name: username }) }).filter({ hasText: /1/ }).last().waitFor()
  await page.getByText('Compute').waitFor()
  await page.getByRole('link', { name: 'Members and roles' }).click()
  const everybody = page.getByRole('table', { name: 'Who has access, and why' })
  await everybody.getByRole('row', { name: new RegExp(`^${username} .*Admin.*owner`) }).waitFor()
})

test('a service account shows its key once', async t => {
  const page = await open(t, `/${team}/service-accounts`, { cookies })
  await page.getByRole('button', { name: 'New account' }).click()
  await page.getByLabel('What it is for').fill('nightly')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: /nightly/ }).getByRole('button', { name: 'Copy the key' }).waitFor()
})

test('the audit log is taken along from the page', async t => {
  const page = await open(t, '/console/server', { cookies })
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Today' }).click()])
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n').map(line => JSON.parse(line))
  assert.ok(lines.some(line => line.action === 'team:create' && line.entity_name === team), 'the team made above is in it')
})

test('a custom role is made of permissions, and the organization shows its teams', async t => {
  const page = await open(t, '/console/roles', { cookies })
  const role = unique('cleaner')
  await page.getByRole('button', { name: 'New role' }).click()
  await page.getByLabel('Name').fill(role)
  await page.getByRole('row', { name: /^run / }).getByLabel('delete').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: new RegExp(`${role} viewer run:delete`) }).waitFor()
  await page.getByRole('button', { name: `Delete ${role}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('row', { name: new RegExp(role) }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Organization' }).click()
  await page.getByRole('row', { name: new RegExp(`^${team} `) }).waitFor()
  await page.getByRole('row', { name: new RegExp(`${username}.*Admin`) }).waitFor()
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Server' }).click()
  await page.locator('dd', { hasText: /ready/ }).first().waitFor()
})
