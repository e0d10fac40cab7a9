// Reports are starred, counted and talked about.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, until } from '../lib/browser.mjs'
import { Session, unique } from '../lib/server.mjs'

const team = unique('talkers')
const project = 'papers'
let cookies, reader, address

const text = (type, words, more = {}) => ({ type, children: [{ text: words }], ...more })
const blocks = [text('heading', 'What happened', { level: 1 }), { type: 'paragraph', children: [{ text: 'The loss ' }, { text: 'falls', bold: true }, { text: ' slowly.' }] }, text('paragraph', 'The end.')]

async function person(client, name) {
  const made = await client.graphql('mutation Person($email: String!) { createUser(input: {email: $email}) { user { id username } } }', { email: `${name}@example.org` })
  await client.graphql('mutation Password($id: ID, $password: String) { updateUser(input: {id: $id, password: $password}) { user { id } } }', { id: made.createUser.user.id, password: 'a good password' })
  await client.graphql('mutation Join($entity: String, $username: String) { createInvite(input: {entityName: $entity, username: $username}) { invite { id } } }', { entity: team, username: made.createUser.user.username })
  const session = new Session()
  await session.json('/api/session', { login: made.createUser.user.username, password: 'a good password' })
  const { viewer } = await session.graphql('{ viewer { invites { id } } }')
  for (const { id } of viewer.invites) await session.graphql('mutation Accept($id: String!) { acceptInvite(input: {id: $id}) { entity { name } } }', { id })
  // reads, and changes nothing of the team's
  await client.graphql('mutation Role($entity: String!, $username: String!) { updateTeamMember(input: {entityName: $entity, username: $username, role: "viewer"}) { success } }', { entity: team, username: made.createUser.user.username })
  return { username: made.createUser.user.username, cookies: session.browserCookies() }
}

before(async () => {
  const who = await account()
  cookies = who.cookies
  const client = api(who)
  await client.graphql('mutation Team($name: String!, $admin: String) { createTeam(input: {teamName: $name, teamAdminUserName: $admin}) { entity { name } } }', { name: team, admin: who.username })
  await api({ ...who, entity: team }).run(project, 'one')
  for (const name of ['The story', 'Another one']) {
    const made = await client.graphql('mutation Save($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: team, projectName: project, name: unique('r'), displayName: name, type: 'runs', spec: JSON.stringify({ version: 5, width: 'readable', blocks }), createdUsing: 'WANDB_SDK' } })
    address ??= `/${team}/${project}/reports/The-story--${made.upsertView.view.id.replace(/=+$/, '')}`
  }
  reader = await person(client, unique('vera'))
})
after(closeBrowser)

/** Chooses words of the report as a mouse does. */
async function choose(page, words) {
  await page.evaluate(wanted => {
    const walker = document.createTreeWalker(document.querySelector('.report-body'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      getSelection().removeAllRanges()
      getSelection().addRange(range)
    }
    document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
  }, words)
}

test('reports are starred and searched, and their readers counted', async t => {
  const read = await open(t, address, { cookies: reader.cookies })
  await read.getByRole('heading', { name: 'The story' }).waitFor()
  await until(async () => { await read.reload(); await read.getByText(/\d views?$/).waitFor(); return (await read.getByText(/^1 view$/).count()) === 1 }, 'the visit was not counted')
  await read.getByRole('button', { name: 'Star The story' }).click()
  await read.getByRole('button', { name: 'Unstar The story', pressed: true }).waitFor()

  const list = await open(t, `/${team}/${project}/reports`, { cookies })
  const row = list.getByRole('row', { name: /The story/ })
  await row.getByRole('button', { name: 'Star The story' }).getByText('1').waitFor()
  assert.match(await row.textContent(), /1/)
  await row.getByRole('button', { name: 'Star The story' }).click()
  await row.getByRole('button', { name: 'Unstar The story' }).getByText('2').waitFor()
  await list.getByRole('button', { name: 'Starred' }).click()
  await list.getByRole('link', { name: 'Another one' }).waitFor({ state: 'detached' })
  await list.getByRole('button', { name: 'Starred' }).click()
  await list.getByPlaceholder('Search reports').fill('another')
  await list.getByRole('link', { name: 'The story' }).waitFor({ state: 'detached' })
  await list.getByRole('link', { name: 'Another one' }).waitFor()
})

test('readers comment on words, blocks and the whole; others answer, change and delete', async t => {
  const read = await open(t, address, { cookies: reader.cookies })
  await read.getByText('slowly.').waitFor()
  await choose(read, 'slowly')
  await read.getByRole('button', { name: 'Comment on this', exact: true }).click()
  const said = read.getByRole('complementary', { name: 'Comments' })
  await said.getByLabel('Comment on this place').fill('Why **so** slowly, @ad')
  await said.getByRole('button', { name: /^@ada/ }).click()
  await said.getByLabel('Comment on this place').press('Control+Enter')
  const thread = said.getByRole('article').first()
  await thread.locator('strong', { hasText: 'so' }).waitFor()
  await thread.getByText('slowly', { exact: true }).waitFor()
  await read.getByRole('button', { name: '1 thread at this block' }).waitFor()
  assert.equal(await read.evaluate(() => [...CSS.highlights.get('report-comments')].map(String).join()), 'slowly')
  await said.getByLabel('Comment on the report').fill('Good work')
  await said.getByRole('button', { name: 'Comment', exact: true }).click()
  await until(async () => (await said.getByRole('article').count()) === 2, 'the second thread is not there')

  const write = await open(t, address, { cookies })
  await write.getByRole('button', { name: 'Comments (2)' }).click()
  const heard = write.getByRole('complementary', { name: 'Comments' })
  const first = heard.getByRole('article').first()
  await first.getByRole('button', { name: 'Answer' }).click()
  await first.getByLabel('Your answer').fill('A small rate')
  await first.getByRole('button', { name: 'Answer' }).click()
  await first.getByText('A small rate').waitFor()
  await first.getByRole('button', { name: 'Change the comment' }).click()
  await first.getByLabel('Your comment').fill('A tiny rate')
  await first.getByRole('button', { name: 'Save' }).click()
  await first.getByText('A tiny rate').waitFor()
  // who may change the report deletes what others said of it
  await heard.getByRole('article').nth(1).getByRole('button', { name: 'Delete the comment' }).click()
  await until(async () => (await heard.getByRole('article').count()) === 1, 'the thread did not go with its last comment')

  await read.reload()
  await read.getByRole('button', { name: 'Comments (1)' }).click()
  await said.getByText('A tiny rate').waitFor()
  assert.equal(await said.getByRole('region', { name: /Comment of/ }).nth(1).getByRole('button').count(), 0, 'a reader neither changes nor deletes what others said')
})

test('whoever comes with a link sees the report and not what was said', async t => {
  const page = await open(t, address, { cookies })
  await page.getByRole('button', { name: 'Share' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = new URL((await page.getByLabel('link', { exact: true }).textContent()).trim())
  const guest = await open(t, link.pathname + link.search, {})
  await guest.getByText('slowly.').waitFor()
  assert.equal(await guest.getByRole('button', { name: /Comment/ }).count(), 0)
  const token = link.searchParams.get('accessToken')
  const answer = await guest.evaluate(async ([id, value]) => (await fetch('/graphql', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Selvedge-Access-Token': value }, body: JSON.stringify({ query: 'query Q($id: ID!) { view(id: $id) { displayName discussionThreads { totalCount edges { node { id } } } } }', variables: { id } }) })).json(), [address.split('--').at(-1), token])
  assert.deepEqual(answer.data.view, { displayName: 'The story', discussionThreads: { totalCount: 0, edges: [] } })
})
