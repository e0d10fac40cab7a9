// Figures, 3D scenes and PDFs that scripts log: drawn by libraries that come when they are first needed, under the page's own policy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('figures')
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let client, cookies, entity

const figure = { data: [{ type: 'scatter', x: [1, 2, 3], y: [2, 1, 3], name: 'walk' }, { type: 'bar', x: [1, 2, 3], y: [1, 2, 1], name: 'bars' }], layout: { title: { text: 'A walk<script>document.title = "taken"</script>' }, width: 1200, height: 900, template: { layout: { paper_bgcolor: 'white' } } } }
const corners = [0, 1].flatMap(x => [0, 1].flatMap(y => [0, 1].map(z => [x, y, z])))
const scene = { type: 'lidar/beta', points: Array.from({ length: 400 }, (_, at) => [(at % 20) / 10, Math.floor(at / 20) / 10, (at % 7) / 7, at % 5]), boxes: [{ corners, label: 'car', color: [255, 80, 0], score: 0.75 }], vectors: [] }
const cube = corners.map(corner => `v ${corner.join(' ')}`).join('\n') + '\nf 1 2 4 3\nf 5 7 8 6\nf 1 5 6 2\nf 3 4 8 7\nf 1 3 7 5\nf 2 6 8 4\n'

/** Two pages, each with a filled square. */
function pdf() {
  const square = number => `0 0.4 0.8 rg ${20 * number} 20 100 100 re f`
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>', ...[1, 2].map(each => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>/Contents ${each + 4} 0 R>>`), ...[1, 2].map(each => `<</Length ${square(each).length}>>\nstream\n${square(each)}\nendstream`)]
  let text = '%PDF-1.4\n'
  const places = objects.map((body, at) => { const place = text.length; text += `${at + 1} 0 obj\n${body}\nendobj\n`; return place })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return text
}

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  for (const name of ['one', 'two']) {
    await client.run(project, name)
    await client.file(project, name, 'media/plotly/fig_0.plotly.json', JSON.stringify(figure))
    await client.file(project, name, 'media/object3D/cloud_0.pts.json', JSON.stringify(scene))
    await client.file(project, name, 'media/object3D/mesh_0.obj', cube)
    await client.file(project, name, 'media/molecule/mol_0.pdb', 'END\n')
    for (const at of [0, 1]) await client.file(project, name, `media/images/img_${at}.png`, Buffer.from(PIXEL, 'base64'))
    await client.file(project, name, 'media/table/cells_0.table.json', JSON.stringify({ columns: ['id', 'drawn'], data: [[1, { _type: 'plotly-file', path: 'media/plotly/fig_0.plotly.json' }]] }))
    const media = (type, path, more = {}) => ({ _type: type, path, sha256: 'x', size: 1, ...more })
    const values = {
      fig: media('plotly-file', 'media/plotly/fig_0.plotly.json'), cloud: media('object3D-file', 'media/object3D/cloud_0.pts.json'), mesh: media('object3D-file', 'media/object3D/mesh_0.obj'),
      mol: media('molecule-file', 'media/molecule/mol_0.pdb'), cells: media('table-file', 'media/table/cells_0.table.json', { ncols: 2, nrows: 1 }),
      img: { _type: 'images/separated', filenames: ['media/images/img_0.png', 'media/images/img_1.png'], captions: [`${name} a`, `${name} b`], count: 2, width: 1, height: 1, format: 'png' },
    }
    await client.history(project, name, [{ _step: 0, _runtime: 1, _timestamp: 1_760_000_000, ...values }])
    await client.summary(project, name, { ...values, _step: 0 })
    await client.finish(project, name)
  }
  await client.file(project, 'one', 'paper.pdf', pdf())
})
after(closeBrowser)

const workspace = (t, more = {}) => open(t, `/${entity}/${project}`, { cookies, height: 1800, ...more })
const file = (t, name) => open(t, `/${entity}/${project}/runs/one/files/${name}`, { cookies })
/** How many pixels of a plain canvas are not empty. */
const inked = canvas => canvas.evaluate(element => element.width < 2 ? 0 : element.getContext('2d').getImageData(0, 0, element.width, element.height).data.filter((value, at) => at % 4 === 3 && value > 0).length)

test('figures of scripts are drawn to fit their panel, and their texts are no code', async t => {
  const page = await workspace(t)
  const card = panel(page, 'fig')
  await card.locator('.js-plotly-plot .scatterlayer .trace').first().waitFor({ state: 'attached' })
  await card.locator('.barlayer .point').first().waitFor({ state: 'attached' })
  const [inner, outer] = await Promise.all([card.locator('.main-svg').first().boundingBox(), card.boundingBox()])
  assert.ok(inner.width <= outer.width && inner.height <= outer.height, `${inner.width} × ${inner.height} in ${outer.width} × ${outer.height}`)
  assert.notEqual(await page.title(), 'taken')
  await card.getByRole('button', { name: /^Enlarge one/ }).or(card.getByRole('button', { name: /^Enlarge two/ })).first().click()
  const large = page.getByRole('dialog', { name: 'Picture' })
  await until(async () => (await large.locator('.main-svg').first().boundingBox())?.width > 900, 'the figure does not grow')
})

test('a point cloud is turned by dragging and is as before after a double click', async t => {
  const page = await workspace(t)
  const canvas = panel(page, 'cloud').locator('canvas').first()
  await panel(page, 'cloud').getByText('400 points, 1 boxes').first().waitFor()
  await until(async () => await inked(canvas) > 200, 'nothing is drawn')
  const first = await canvas.getAttribute('data-angle')
  const box = await canvas.boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await until(async () => await canvas.getAttribute('data-angle') !== first, 'it does not turn')
  await canvas.dblclick()
  await until(async () => await canvas.getAttribute('data-angle') === first, 'it stays turned')
  await until(async () => await inked(panel(page, 'mesh').locator('canvas').first()) > 200, 'the mesh is not drawn')
  await panel(page, 'mol').getByRole('link', { name: 'Download' }).first().waitFor()
})

test('pictures stand side by side, four at most, and are zoomed together', async t => {
  const page = await workspace(t, { height: 900 })
  const card = panel(page, 'img')
  await card.scrollIntoViewIfNeeded()
  await card.getByRole('button', { name: /^Enlarge/ }).first().click()
  const viewer = page.getByRole('dialog', { name: 'Picture' })
  const amounts = viewer.getByRole('group', { name: 'Side by side' })
  await amounts.getByRole('button', { name: '2' }).click()
  const cells = viewer.getByRole('region')
  assert.equal(await cells.count(), 2)
  const caption = at => cells.nth(at).locator('figcaption').innerText()
  const [left, right] = [await caption(0), await caption(1)]
  assert.notEqual(left, right)
  await page.keyboard.press('+')
  for (const at of [0, 1]) await cells.nth(at).locator('.zoom[data-scale="1.50"]').waitFor()
  await page.keyboard.press('ArrowRight')
  await until(async () => await caption(0) === right, 'the arrow leads nowhere')
  const chooser = viewer.getByLabel('Picture 2 shows')
  await chooser.selectOption(await chooser.locator('option', { hasText: left }).getAttribute('value'))
  await until(async () => await caption(1) === left, 'the choice shows another picture')
  await amounts.getByRole('button', { name: '4' }).click()
  assert.equal(await cells.count(), 4)
  assert.equal(new Set(await cells.locator('figcaption').allInnerTexts()).size, 4)
  const heights = await cells.evaluateAll(each => each.map(cell => cell.getBoundingClientRect().bottom <= innerHeight))
  assert.deepEqual(heights, [true, true, true, true], 'a picture is cut')
})

test('cells of tables open what they hold', async t => {
  const page = await workspace(t)
  await panel(page, 'cells').getByRole('button', { name: 'Enlarge fig_0.plotly.json' }).first().click()
  await page.getByRole('dialog', { name: 'fig_0.plotly.json' }).locator('.js-plotly-plot .barlayer .point').first().waitFor({ state: 'attached' })
})

test('files of these kinds have a preview, PDFs page by page', async t => {
  const page = await file(t, 'paper.pdf')
  const first = page.getByRole('img', { name: 'Page 1 of 2' })
  await until(() => first.evaluate(element => { if (element.width < 50) return false; const [red, green, blue] = element.getContext('2d').getImageData(element.width * 0.3, element.height * 0.6, 1, 1).data; return red < 30 && green > 60 && blue > 180 }), 'the first page shows no square')
  await page.getByRole('img', { name: 'Page 2 of 2' }).waitFor()
  await page.goto(page.url().replace('paper.pdf', 'media/plotly/fig_0.plotly.json'))
  await page.locator('.js-plotly-plot .barlayer .point').first().waitFor({ state: 'attached' })
  await page.goto(page.url().replace('media/plotly/fig_0.plotly.json', 'media/object3D/mesh_0.obj'))
  await until(async () => await inked(page.locator('.scene canvas')) > 200, 'the mesh is not drawn')
})
