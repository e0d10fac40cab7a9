// Media and tables of pinned runs of other projects; logged pages that name a stylesheet of another site.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('home')
const other = unique('ideal')
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgIAPcA1LQAAAABJRU5ErkJggg==', 'base64')
// as the client writes it in front of every page
const HEAD = '<base target="_blank"><link rel="stylesheet" type="text/css" href="https://app.wandb.ai/normalize.css" />'
let cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  const client = api(who)
  const log = async (place, name, words) => {
    await client.run(place, name)
    await client.file(place, name, 'media/images/picture_0.png', PIXEL)
    await client.file(place, name, 'media/html/page_0.html', `${HEAD}<p id="word">${words}</p><script>document.getElementById("word").textContent += " and a script"; try { parent.document.title = "stolen" } catch {}</script>`)
    await client.file(place, name, 'media/table/rows_0.table.json', JSON.stringify({ columns: ['word'], data: [[words]] }))
    const media = { picture: { _type: 'image-file', path: 'media/images/picture_0.png', width: 1, height: 1, format: 'png', caption: words }, page: { _type: 'html-file', path: 'media/html/page_0.html' }, rows: { _type: 'table-file', path: 'media/table/rows_0.table.json', ncols: 1, nrows: 1 } }
    await client.history(place, name, [{ _step: 0, loss: 1, ...media }])
    await client.summary(place, name, { loss: 1, ...media })
    await client.finish(place, name)
  }
  await log(project, 'mine', 'from here')
  await log(other, 'best', 'from the other project')
  const hex = id => Buffer.from(id, 'base64').toString('hex')
  const pictures = await client.artifact(project, 'mine', 'dataset', 'pictures', { 'media/images/dot.png': PIXEL })
  // a picture that is kept already is referred to by a table, not logged again
  const table = await client.artifact(project, 'mine', 'run_table', 'run-mine-seen', {
    'seen.table.json': JSON.stringify({ columns: ['picture'], data: [[{ _type: 'image-file', path: 'media/images/dot.png', width: 1, height: 1, format: 'png', caption: 'kept elsewhere' }]], column_types: {} }),
  }, { references: { 'media/images/dot.png': `wandb-artifact://${hex(pictures)}/media/images/dot.png` } })
  const seen = { _type: 'table-file', path: 'media/table/seen.table.json', ncols: 1, nrows: 1, artifact_path: `wandb-artifact://${hex(table)}/seen.table.json` }
  await client.run(project, 'again')
  await client.history(project, 'again', [{ _step: 0, seen }])
  await client.summary(project, 'again', { seen })
  await client.finish(project, 'again')
  const pin = Buffer.from(`Run:v1:best:${other}:${entity}`).toString('base64')
  const spec = { section: { panelBankConfig: { state: 1, settings: {}, sections: [] }, runSets: [{ id: 'set', runFeed: { version: 2 }, pinnedRunIds: [pin] }], settings: { shouldAutoGeneratePanels: true } } }
  await client.graphql('mutation View($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: project, name: 'nw-pinned-v', displayName: 'Pinned', type: 'project-view', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
})
after(closeBrowser)

async function only(page, title) {
  await page.getByPlaceholder('Search panels').fill(title)
  const found = panel(page, title)
  await found.waitFor()
  await found.scrollIntoViewIfNeeded()
  return found
}

test('pictures, pages and tables of a pinned run of another project stand beside those of this one', async t => {
  const page = await open(t, `/${entity}/${project}?nw=pinned`, { cookies })
  const pictures = await only(page, 'picture')
  for (const words of ['from here', 'from the other project']) {
    const image = pictures.locator('figure', { hasText: words }).locator('img')
    await image.waitFor()
    await image.evaluate(each => each.decode())
  }
  const rows = await only(page, 'rows')
  for (const words of ['from here', 'from the other project']) await rows.getByText(words, { exact: true }).waitFor()
})

test('a logged page is drawn without asking another site for its stylesheet', async t => {
  // the harness holds requests to other addresses and errors in the console against the page
  const page = await open(t, `/${entity}/${project}?nw=pinned`, { cookies })
  const pages = await only(page, 'page')
  // pinned runs stand first and come later: places are counted when both are there
  await pages.locator('iframe').nth(1).waitFor()
  const words = []
  for (const frame of [0, 1]) {
    const body = pages.locator('iframe').nth(frame).contentFrame().locator('#word')
    await body.filter({ hasText: 'and a script' }).waitFor()
    words.push(await body.textContent())
    assert.equal(await body.evaluate(each => getComputedStyle(each.parentElement).margin), '0px', 'what the stylesheet is for is there')
  }
  assert.deepEqual(words.sort(), ['from here and a script', 'from the other project and a script'])
  assert.notEqual(await page.title(), 'stolen')
})

test('a table shows the pictures that lie in another version', async t => {
  const page = await open(t, `/${entity}/${project}?nw=pinned`, { cookies })
  const image = (await only(page, 'seen')).getByRole('button', { name: 'Enlarge kept elsewhere' }).locator('img')
  await image.waitFor()
  await image.evaluate(each => each.decode())
  const files = await open(t, `/${entity}/${project}/artifacts/run_table/run-mine-seen/v0/files`, { cookies })
  await files.getByRole('link', { name: /seen\.table\.json/ }).click()
  const again = files.getByRole('button', { name: 'Enlarge kept elsewhere' }).locator('img')
  await again.waitFor()
  await again.evaluate(each => each.decode())
})
