import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const STORE = process.env.SELVEDGE_STORE
const project = unique('bucket')
let client, cookies, entity

/** Pages may load from the bucket, and from nowhere else but us. */
const allowed = [new RegExp(`^fetched ${STORE}/objects/`)]

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'r', {})
  await client.finish(project, 'r')
})
after(closeBrowser)

test('a page uploads to the bucket and reads what it uploaded', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies, allowed })
  const made = (await client.graphql(
    `mutation Files($e: String!, $p: String!, $f: [String!]!) { createRunFiles(input: {entityName: $e, projectName: $p, runName: "r", files: $f}) {
      uploadHeaders files { uploadUrl } } }`, { e: entity, p: project, f: ['from-a-page.txt'] })).createRunFiles
  const status = await page.evaluate(async ([url, headers]) =>
    (await fetch(url, { method: 'PUT', body: 'written by a page', headers: { 'Content-Type': 'text/plain', ...headers } })).status,
  [made.files[0].uploadUrl, Object.fromEntries(made.uploadHeaders.map(line => line.split(/:\s*(.*)/s).slice(0, 2)))])
  assert.equal(status, 200)
  assert.ok(made.files[0].uploadUrl.startsWith(`${STORE}/objects/`), 'the link leads to the bucket')
  await client.uploaded(project, 'r', ['from-a-page.txt'])
  const found = (await client.graphql(
    'query Files($e: String, $p: String) { project(entityName: $e, name: $p) { run(name: "r") { files(names: ["from-a-page.txt"]) { edges { node { directUrl sizeBytes } } } } } }',
    { e: entity, p: project })).project.run.files.edges[0].node
  assert.equal(Number(found.sizeBytes), 17)
  assert.equal(await page.evaluate(async url => (await fetch(url)).text(), found.directUrl), 'written by a page')
})
