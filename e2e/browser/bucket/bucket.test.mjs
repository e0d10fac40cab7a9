import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, until } from '../lib/browser.mjs'
import { unique, URL_ } from '../lib/server.mjs'

const STORE = process.env.SELVEDGE_STORE
const OTHER = process.env.SELVEDGE_OTHER
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const project = unique('bucket')
let client, cookies, entity

/** Pages may load from the bucket, and from nowhere else but us. */
const allowed = [new RegExp(`^fetched ${STORE}/objects/`)]

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'r', {})
  await client.artifact(project, 'r', 'dataset', 'digits', {
    'readme.md': '# kept in a bucket\n', 'media/dot.png': DOT, 'media/silence.wav': silence(),
  })
  await client.file(project, 'r', 'notes.txt', 'a run’s file, kept in a bucket\n')
  await client.file(project, 'r', 'media/dot.png', DOT)
  await client.file(project, 'r', 'media/page.html', '<h1 id="said">nothing</h1><script>document.getElementById("said").textContent = window.origin</script>')
  await client.finish(project, 'r')
})
after(closeBrowser)

/** A tenth of a second of nothing, which players take. */
function silence() {
  const samples = 800
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0); wav.writeUInt32LE(36 + samples * 2, 4); wav.write('WAVEfmt ', 8); wav.writeUInt32LE(16, 16); wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22); wav.writeUInt32LE(8000, 24); wav.writeUInt32LE(16000, 28); wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34)
  wav.write('data', 36); wav.writeUInt32LE(samples * 2, 40)
  return wav
}

/** Signed links that a page followed to the bucket, newest last. */
function linksOf(page) {
  const links = []
  page.on('request', request => { if (request.url().startsWith(`${STORE}/objects/`)) links.push(request.url()) })
  return links
}

async function files(t) {
  const page = await open(t, `/${entity}/${project}/artifacts/dataset/digits/v0/files`, { cookies, allowed })
  await page.getByText(/^3 files, /).waitFor()
  return page
}

test('text, pictures and sound of an artifact are loaded from the bucket, and downloads too', async t => {
  const page = await files(t)
  const links = linksOf(page)
  await page.getByRole('link', { name: /readme\.md/ }).click()
  await page.getByText('kept in a bucket').waitFor()
  await page.getByRole('link', { name: /dot\.png/ }).click()
  const image = page.getByRole('img', { name: 'media/dot.png' })
  await until(() => image.evaluate(each => each.naturalWidth === 1), 'the picture does not load')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download media/dot.png' }).click()])
  assert.deepEqual(await readFile(await file.path()), DOT)
  await page.getByRole('link', { name: /silence\.wav/ }).click()
  const audio = page.locator('audio')
  await audio.evaluate(each => each.load())
  await until(() => audio.evaluate(each => each.duration > 0.09), 'the sound does not load')
  assert.ok(links.length >= 3, `only ${links.length} requests went to the bucket`)
})

test('the files of a run are loaded from the bucket, saved from it, and pages among them are shut in', async t => {
  const page = await open(t, `/${entity}/${project}/runs/r/files`, { cookies, allowed })
  const links = linksOf(page)
  await page.getByRole('link', { name: /notes\.txt/ }).click()
  await page.getByText('a run’s file, kept in a bucket').waitFor()
  await page.getByRole('link', { name: /dot\.png/ }).click()
  const image = page.getByRole('img', { name: 'media/dot.png' })
  await until(() => image.evaluate(each => each.naturalWidth === 1), 'the picture does not load')
  assert.ok(links.length >= 2, `only ${links.length} requests went to the bucket`)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download media/dot.png' }).click()])
  assert.equal(file.suggestedFilename(), 'dot.png')
  assert.deepEqual(await readFile(await file.path()), DOT)
  const html = (await client.graphql(
    'query Html($e: String, $p: String) { project(entityName: $e, name: $p) { run(name: "r") { files(names: ["media/page.html"]) { edges { node { directUrl } } } } } }',
    { e: entity, p: project })).project.run.files.edges[0].node.directUrl
  assert.ok(html.startsWith(URL_), 'what runs as a page goes through the server, which shuts it in')
  const stranger = await open(t, '/', { cookies, allowed: [/./] })
  await stranger.goto(html)
  assert.equal(await stranger.locator('#said').textContent(), 'null', 'an origin of its own')
})

test('an object that an artifact refers to is seen below the folder that is open, and only named elsewhere', async t => {
  await client.artifact(project, 'r', 'dataset', 'pointers', { 'readme.md': 'x' }, { references: { 'seen.png': 's3://objects/open/dot.png', 'named.png': 's3://objects/closed/dot.png' } })
  const page = await open(t, `/${entity}/${project}/artifacts/dataset/pointers/v0/files`, { cookies, allowed })
  const asked = []
  page.on('request', request => { if (/\/objects\/(open|closed)\//.test(request.url())) asked.push(request.url()) })
  await page.getByRole('link', { name: /seen\.png/ }).click()
  const image = page.getByRole('img', { name: 'seen.png' })
  await until(() => image.evaluate(each => each.naturalWidth === 1), 'the picture of the reference does not load')
  assert.match(asked[0], /\/objects\/open\/dot\.png\?.*X-Amz-Signature=/)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download seen.png' }).click()])
  assert.deepEqual(await readFile(await file.path()), DOT)
  await page.getByRole('link', { name: /named\.png/ }).click()
  await page.getByText('s3://objects/closed/dot.png').first().waitFor()
  assert.equal(await page.getByRole('img', { name: 'named.png' }).count(), 0)
  assert.ok(asked.every(url => url.includes('/objects/open/')), 'nothing is asked of what is not open')
})

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

test('pages of another address may not read the bucket, and ours may load from nowhere else', async t => {
  const ours = await files(t)
  const links = linksOf(ours)
  await ours.getByRole('link', { name: /readme\.md/ }).click()
  await ours.getByText('kept in a bucket').waitFor()
  const url = links.at(-1)
  assert.equal(await ours.evaluate(async each => (await fetch(each)).status, url), 200)
  const stranger = await open(t, '/', { cookies, allowed: [/./] })
  await stranger.goto(`${OTHER}/login`)
  const refused = await stranger.evaluate(each => fetch(each).then(() => 'read', error => String(error)), url)
  assert.match(refused, /Failed to fetch/, 'the bucket answers pages that it must not answer')
  const elsewhere = await stranger.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'read', error => String(error)))
  assert.match(elsewhere, /Failed to fetch/)
  const policy = (await fetch(URL_)).headers.get('Content-Security-Policy')
  for (const directive of ['img-src', 'media-src', 'connect-src']) assert.match(policy, new RegExp(`${directive} [^;]*${STORE}`))
  assert.ok(!/script-src [^;]*:\/\//.test(policy), 'no script from a bucket')
})

test('the administrator gives a team a bucket of its own, and hears at once what is wrong with it', async t => {
  const team = unique('team')
  await client.graphql('mutation Team($name: String!) { createTeam(input: {teamName: $name}) { entity { name } } }', { name: team })
  const page = await open(t, `/${team}/settings`, { cookies, allowed: [/400/] })
  const storage = page.getByRole('region', { name: 'Storage' })
  await storage.getByRole('button', { name: 'Use a bucket of its own' }).click()
  const dialog = page.getByRole('dialog')
  const place = process.env.BUCKET.replace('/objects/own?', `/objects/${team}?`)
  await dialog.getByLabel('Address').fill(place.replace('pages-of-the-tests', 'wrong'))
  await dialog.getByRole('button', { name: 'Try and save' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Address').fill(place)
  await dialog.getByRole('button', { name: 'Try and save' }).click()
  await storage.getByText(`${STORE}/objects/${team}/`).waitFor()
  assert.ok(!(await page.content()).includes('pages-of-the-tests'), 'the address is not shown again')
  await client.graphql('mutation Run($e: String) { upsertBucket(input: {entityName: $e, modelName: "p", name: "r"}) { bucket { id } } }', { e: team })
  const made = await client.graphql(
    'mutation Files($e: String!) { createRunFiles(input: {entityName: $e, projectName: "p", runName: "r", files: ["a.txt"]}) { files { uploadUrl } } }', { e: team })
  assert.ok(made.createRunFiles.files[0].uploadUrl.startsWith(`${STORE}/objects/${team}/runs/`))
  await storage.getByRole('button', { name: 'Stop using it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop using it' }).click()
  await storage.getByText('Older objects stay in 1 earlier bucket.').waitFor()
})
