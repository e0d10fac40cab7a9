import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const team = unique('team')
let client, cookies, username

before(async () => {
  const who = await account()
  ;({ cookies, username } = who)
  client = api(who)
  await client.graphql('mutation Team($name: String!, $admin: String) { createTeam(input: {teamName: $name, teamAdminUserName: $admin}) { entity { name } } }', { name: team, admin: username })
})
after(closeBrowser)

test('a team shows its members, and its admin invites one more', async t => {
  const page = await open(t, `/${team}`, { cookies })
  await page.getByRole('navigation', { name: 'Team' }).getByRole('link', { name: 'Members' }).click()
  await page.getByRole('row', { name: new RegExp(username) }).waitFor()
  assert.match(page.url(), new RegExp(`/${team}/members$`))
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByLabel('Username or e-mail').fill('grace@example.org')
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('row', { name: /grace@example\.org.*invited/ }).waitFor()
  await page.getByRole('button', { name: 'Remove grace@example.org' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('row', { name: /grace@example\.org/ }).waitFor({ state: 'detached' })
})

test('an admin says what the team allows, and it is so after a reload', async t => {
  const page = await open(t, `/${team}/settings`, { cookies })
  const privacy = page.getByRole('region', { name: 'Privacy' })
  await privacy.getByLabel('Members invite others, not only admins').check()
  await page.getByText('Saved').first().waitFor()
  await privacy.getByLabel(/^Days that artifact versions are kept/).fill('30')
  await privacy.getByRole('button', { name: 'Save' }).click()
  await privacy.getByRole('button', { name: 'Save', disabled: true }).waitFor()
  await page.reload()
  await privacy.getByLabel('Members invite others, not only admins').waitFor()
  assert.equal(await privacy.getByLabel('Members invite others, not only admins').isChecked(), true)
  assert.equal(await privacy.getByLabel(/^Days that artifact versions are kept/).inputValue(), '30')
  const { entity } = await client.graphql('query P($name: String) { entity(name: $name) { policy { membersInvite artifactTtlSeconds } } }', { name: team })
  assert.deepEqual(entity.policy, { membersInvite: true, artifactTtlSeconds: 30 * 86_400 })
})
