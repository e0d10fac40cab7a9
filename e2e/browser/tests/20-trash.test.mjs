import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { rows, unique } from '../lib/server.mjs'

const project = unique('bin')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'kept')
  await client.run(project, 'gone')
  await client.history(project, 'gone', rows(5))
  const id = await client.artifact(project, 'kept', 'dataset', 'digits', { 'a.csv': '1' })
  await client.graphql('mutation D($id: ID!) { deleteArtifact(input: {artifactID: $id, deleteAliases: true}) { artifact { id } } }', { id })
  await client.graphql('mutation R($e: String!, $p: String!, $f: JSONString!) { deleteRuns(input: {entityName: $e, projectName: $p, filters: $f}) { errors } }', { e: entity, p: project, f: '{"name": "gone"}' })
})
after(closeBrowser)

test('deleted runs and versions come back from the overview', async t => {
  const page = await open(t, `/${entity}/${project}/overview`, { cookies })
  const trash = page.getByRole('region', { name: 'Trash' })
  await trash.getByRole('button', { name: 'Restore gone' }).click()
  await trash.getByRole('row', { name: /gone/ }).waitFor({ state: 'detached' })
  await trash.getByRole('button', { name: 'Restore digits:v0' }).click()
  await trash.waitFor({ state: 'detached' })
  const found = await client.graphql('query P($e: String, $p: String) { project(entityName: $e, name: $p) { runCount artifact(name: "digits:v0") { state } } }', { e: entity, p: project })
  assert.deepEqual([found.project.runCount, found.project.artifact.state], [2, 'COMMITTED'])
})

test('a project is opened to others, names its members and gets another name', async t => {
  const page = await open(t, `/${entity}/${project}/overview`, { cookies })
  await page.getByLabel('Visibility').selectOption('USER_READ')
  await page.getByText('Visibility changed').waitFor()
  await page.getByRole('link', { name: 'Members and roles' }).click()
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Username, name or team').fill(entity)
  await page.getByRole('list', { name: 'Found' }).getByRole('button').first().click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('heading', { name: 'Nobody is named here' }).waitFor()

  const other = unique('renamed')
  await page.goto(new URL(`/${entity}/${project}/overview`, page.url()).href)
  await page.getByRole('button', { name: 'Rename this project' }).click()
  await page.getByLabel('New name').fill(other)
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('heading', { name: other }).waitFor()
  assert.match(page.url(), new RegExp(`/${other}/overview$`))
})
