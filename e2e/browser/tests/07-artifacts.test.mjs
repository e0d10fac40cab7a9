import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('artifacts')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['prepare', 'train-0', 'train-1', 'train-2', 'train-3', 'train-4', 'evaluate']) await client.run(project, name)
  const table = JSON.stringify({ columns: ['digit', 'score'], data: [[3, 0.25], [8, 0.75]] })
  const data = await client.artifact(project, 'prepare', 'dataset', 'digits', { 'README.md': '# Digits\nwith *care*', 'train/part 1%.csv': 'x,y\n1,2\n', 'stats.table.json': table }, { aliases: ['clean'], metadata: { rows: 1797, split: { train: 0.8 } }, description: 'By **hand**' })
  for (let at = 0; at < 5; at++) {
    await client.use(project, `train-${at}`, data)
    const model = await client.artifact(project, `train-${at}`, 'model', 'cnn', { 'weights.json': `{"w": ${at}}` }, { metadata: { acc: 0.9 + at / 100 }, aliases: at === 2 ? ['best'] : [] })
    if (at === 2) await client.use(project, 'evaluate', model)
  }
})
after(closeBrowser)

const artifacts = (t, path = '', options) => open(t, `/${entity}/${project}/artifacts${path}`, { cookies, ...options })

test('types, collections and versions are walked from the tree', async t => {
  const page = await artifacts(t)
  await page.getByRole('region', { name: 'Type dataset' }).getByRole('link', { name: 'digits' }).waitFor()
  await page.getByRole('navigation', { name: 'Artifact collections' }).getByRole('link', { name: /^cnn/ }).click()
  await page.getByRole('heading', { name: '5 versions' }).waitFor()
  const best = page.getByRole('row', { name: /best/ })
  assert.match(await best.textContent(), /v2.*best.*train-2.*0\.92/)
  await page.getByRole('link', { name: 'v2', exact: true }).click()
  await page.getByRole('heading', { name: 'cnn:v2' }).waitFor()
  assert.match(page.url(), /artifacts\/model\/cnn\/v2$/)
  await page.goBack()
  await page.getByRole('heading', { name: '5 versions' }).waitFor()
  await page.getByPlaceholder('Search collections').fill('dig')
  await page.getByRole('navigation', { name: 'Artifact collections' }).getByRole('link', { name: /^cnn/ }).waitFor({ state: 'detached' })
})

test('a version shows what it is, who made it and who used it', async t => {
  const page = await artifacts(t, '/dataset/digits/latest')
  await page.getByRole('heading', { name: 'digits:v0' }).waitFor()
  await page.getByText(`${entity}/${project}/digits:v0`).waitFor()
  await page.getByText('hand', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'prepare' }).waitFor()
  await page.getByText('5 runs').waitFor()
  await page.getByRole('link', { name: 'Metadata' }).click()
  await page.getByRole('list', { name: 'metadata' }).getByText('split').waitFor()
  await page.getByRole('link', { name: 'Usage' }).click()
  await page.getByLabel('In a run, which then shows it as its input', { exact: true }).getByText(`use_artifact("${entity}/${project}/digits:latest", type="dataset")`).waitFor()
})

test('aliases, tags and description are changed in place', async t => {
  const page = await artifacts(t, '/model/cnn/v1')
  const aliases = page.getByRole('group', { name: 'Aliases' })
  await aliases.getByRole('button', { name: 'Add an alias' }).click()
  await page.getByLabel('New alias').fill('candidate')
  await page.getByLabel('New alias').press('Enter')
  await aliases.getByText('candidate').waitFor()
  await page.getByLabel('Add a tag').fill('small')
  await page.getByLabel('Add a tag').press('Enter')
  await page.getByRole('button', { name: 'Remove tag small' }).waitFor()
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByLabel('Description in Markdown').fill('The *first* that learns')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('first', { exact: true }).waitFor()
  const data = await client.graphql('query V($entity: String, $project: String) { project(entityName: $entity, name: $project) { artifact(name: "cnn:candidate") { versionIndex description tags { name } } } }', { entity, project })
  assert.deepEqual(data.project.artifact, { versionIndex: 1, description: 'The *first* that learns', tags: [{ name: 'small' }] })
  await page.getByRole('button', { name: 'Remove alias candidate' }).click()
  await aliases.getByText('candidate').waitFor({ state: 'detached' })
  await page.getByRole('navigation', { name: 'Artifact version' }).getByRole('link', { name: 'History' }).click()
  const rows = page.getByRole('table', { name: 'Action history' }).getByRole('row')
  await rows.nth(3).waitFor()
  assert.deepEqual((await rows.allTextContents()).slice(1).map(row => row.replace(/just now|\d+ \w+ ago/, '').trim()), [`candidate taken from v1${entity}`, `candidate given to v1${entity}`, `v1 came in${entity}`])
})

test('a collection says who moved which alias', async t => {
  for (const version of ['v2', 'v4']) {
    const { project: { artifact: { id } } } = await client.graphql('query V($entity: String, $project: String, $name: String!) { project(entityName: $entity, name: $project) { artifact(name: $name) { id } } }', { entity, project, name: `cnn:${version}` })
    await client.graphql('mutation Move($entity: String!, $project: String!, $id: ID!) { addAliases(input: {artifactID: $id, aliases: [{entityName: $entity, projectName: $project, artifactCollectionName: "cnn", alias: "tried"}]}) { success } }', { entity, project, id })
  }
  const page = await artifacts(t, '/model/cnn')
  await page.getByRole('button', { name: 'History' }).click()
  const rows = page.getByRole('dialog').getByRole('row')
  await rows.filter({ hasText: 'tried moved from v2 to v4' }).waitFor()
  await rows.filter({ hasText: 'tried given to v2' }).waitFor()
})

test('files are shown in a tree with previews, and have addresses', async t => {
  const page = await artifacts(t, '/dataset/digits/v0/files')
  await page.getByText(/^3 files, /).waitFor()
  await page.getByRole('link', { name: /stats.table.json/ }).click()
  await page.getByRole('cell', { name: '0.75' }).waitFor()
  await page.getByRole('link', { name: /README.md/ }).click()
  await page.getByText('care', { exact: true }).waitFor()
  await page.goto(page.url().replace('README.md', 'train/part%201%25.csv'))
  await page.getByRole('region', { name: 'train/part 1%.csv' }).getByText('x,y').waitFor()
})

test('all files of a version are one download', async t => {
  const page = await artifacts(t, '/dataset/digits/v0/files')
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all' }).click()
  const file = await waiting
  assert.equal(file.suggestedFilename(), 'digits-v0.zip')
  const names = execFileSync('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*(f"{i.filename}={i.file_size}" for i in z.infolist()), sep="\\n")', await file.path()], { encoding: 'utf8' })
  assert.deepEqual(names.trim().split('\n').sort(), ['README.md=20', 'stats.table.json=56', 'train/part 1%.csv=8'])
})

test('the lineage goes from the first input to the last output and leaves out the rest', async t => {
  const page = await artifacts(t, '/model/cnn/best/lineage')
  const graph = page.getByRole('group', { name: 'Lineage graph' })
  for (const name of [/^prepare/, /^digits:v0/, /^train-2/, /^cnn:v2/, /^evaluate/]) await graph.getByRole('link', { name }).waitFor()
  assert.equal(await graph.getByRole('link').count(), 5, 'what is no ancestor and no descendant stays away')
  await page.goto(page.url().replace('/model/cnn/best', '/dataset/digits/v0'))
  await graph.getByRole('link', { name: /^evaluate/ }).waitFor()
  assert.equal(await graph.getByRole('link', { name: /^train-/ }).count(), 0, 'five runs of one kind with one source are a box, and so is what they made')
  await graph.getByRole('button', { name: /^5 × run/ }).click()
  const members = page.getByRole('dialog', { name: /^[45] × run/ })
  await members.getByRole('textbox').fill('train-4')
  await members.getByRole('button', { name: 'train-4' }).click()
  await graph.getByRole('link', { name: /^train-4/ }).waitFor()
  await graph.getByRole('link', { name: /^cnn:v4/ }).waitFor()
  await page.keyboard.press('Escape')
  await members.waitFor({ state: 'detached' })
  await graph.getByRole('button', { name: /^4 × model/ }).waitFor()

  await graph.getByRole('link', { name: /^evaluate/ }).hover()
  await page.getByRole('complementary', { name: 'About evaluate' }).getByText(project).waitFor()
  const card = graph.getByRole('link', { name: /^train-4/ })
  const before = await card.boundingBox()
  await card.hover()
  await page.mouse.down()
  await page.mouse.move(before.x + before.width / 2 + 40, before.y + before.height / 2 + 60, { steps: 4 })
  await page.mouse.up()
  const after = await card.boundingBox()
  assert.ok(Math.abs(after.y - before.y - 60) < 12, 'a card is dragged, and not opened by it')
  await page.getByRole('button', { name: 'As it was laid out' }).click()
  await graph.getByRole('button', { name: /^5 × run/ }).waitFor()
  await graph.getByRole('link', { name: /^evaluate/ }).hover()
  await page.getByRole('button', { name: 'Put evaluate aside' }).click()
  await graph.getByRole('link', { name: /^evaluate/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '1 put aside: show' }).click()
  await graph.getByRole('link', { name: /^evaluate/ }).waitFor()
  await graph.getByRole('button', { name: /^5 × model/ }).click()
  await page.getByRole('button', { name: 'Show all 5' }).click()
  await graph.getByRole('link', { name: /^cnn:v4/ }).click()
  await page.getByRole('heading', { name: 'cnn:v4' }).waitFor()
})

test('a run lists its inputs and outputs', async t => {
  const page = await open(t, `/${entity}/${project}/runs/train-3/artifacts`, { cookies })
  await page.getByRole('region', { name: 'Output artifacts' }).getByRole('link', { name: 'cnn:v3' }).waitFor()
  await page.getByRole('region', { name: 'Input artifacts' }).getByRole('link', { name: 'digits:v0' }).waitFor()
})

test('a version is deleted after a question', async t => {
  const page = await artifacts(t, '/model/cnn/v0')
  await page.getByRole('button', { name: 'Version menu' }).click()
  await page.getByRole('button', { name: 'Delete this version' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: '4 versions' }).waitFor()
})

test('addresses that lead nowhere say so, and offer the search', async t => {
  const page = await artifacts(t, '/model/cnn/v99', { allowed: [/404/] })
  await page.getByRole('heading', { name: 'There is no such artifact version' }).waitFor()
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('dialog', { name: 'Search' }).waitFor()
  for (const [path, status] of [[`/${entity}/${project}`, 200], [`/${entity}/${project}/runs/prepare`, 200], [`/${entity}/${project}/artifacts/dataset/digits/clean`, 200], [`/${entity}/${project}/runs/nobody`, 404], [`/${entity}/no-such-project`, 404], ['/nobody-at-all', 404], [`/${entity}/${project}/sweeps/none`, 404], [`/${entity}/${project}/bogus`, 404]]) {
    assert.equal((await page.request.get(new URL(path, page.url()).href)).status(), status, path)
  }
})
