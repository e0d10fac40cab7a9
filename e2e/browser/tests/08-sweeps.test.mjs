import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, panel, until } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('sweeps')
const CONFIG = 'method: random\nname: tune\nmetric:\n  name: loss\n  goal: minimize\nparameters:\n  lr:\n    min: 0.0\n    max: 1.0\n  opt:\n    values: [adam, sgd]\n'
let client, cookies, entity, sweep

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  const made = await client.graphql('mutation Sweep($entity: String, $project: String, $config: String) { upsertSweep(input: {entityName: $entity, projectName: $project, config: $config}) { sweep { name } } }', { entity, project, config: CONFIG })
  sweep = made.upsertSweep.sweep.name
  for (let at = 0; at < 12; at++) {
    const lr = ((at * 5) % 12) / 12
    await client.graphql(
      `mutation Seed($project: String, $entity: String, $name: String, $config: JSONString, $sweep: String) {
        upsertBucket(input: {modelName: $project, entityName: $entity, name: $name, config: $config, displayName: $name, sweep: $sweep}) { bucket { id } } }`,
      { project, entity, name: `trial-${at}`, sweep, config: JSON.stringify({ lr: { value: lr }, opt: { value: ['adam', 'sgd'][at % 2] } }) },
    )
    await client.history(project, `trial-${at}`, Array.from({ length: 5 }, (_, step) => ({ _step: step, loss: lr + 1 / (step + 1) })))
    await client.summary(project, `trial-${at}`, { loss: lr + 0.2 })
    await client.finish(project, `trial-${at}`)
  }
  await client.run(project, 'outsider')
  await client.finish(project, 'outsider')
})
after(closeBrowser)

const page_ = (t, tab = '', options) => open(t, `/${entity}/${project}/sweeps/${sweep}${tab}`, { cookies, ...options })

test('the list shows state, metric and the best value', async t => {
  const page = await open(t, `/${entity}/${project}/sweeps`, { cookies })
  const row = page.getByRole('row', { name: /tune/ })
  assert.match(await row.textContent(), /random.*12.*loss.*0\.2/)
  await row.getByRole('link', { name: 'tune' }).click()
  await page.getByRole('heading', { name: 'tune' }).waitFor()
})

test('three panels show the search, of the runs of this sweep alone', async t => {
  const page = await page_(t)
  await panel(page, 'loss over time').locator('svg[data-marks="12"]').waitFor()
  await panel(page, 'Parameters and loss').locator('svg[data-marks="12"]').waitFor()
  const rows = panel(page, 'Parameter importance').getByRole('row')
  await until(async () => /^lr/.test((await rows.nth(1).textContent().catch(() => '')) ?? ''), 'lr is not the most important parameter')
  await page.getByRole('heading', { name: /^Runs 12$/ }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'outsider' }).count(), 0)
})

test('a drag along an axis keeps the runs that pass through it, a click lets all through again', async t => {
  const page = await page_(t)
  const plot = panel(page, 'Parameters and loss')
  await plot.locator('svg[data-kept="12"]').waitFor()
  const axis = await plot.getByLabel('Range of loss').boundingBox()
  const x = axis.x + axis.width / 2
  await page.mouse.move(x, axis.y + axis.height - 2)
  await page.mouse.down()
  await page.mouse.move(x, axis.y + axis.height * 0.7, { steps: 4 })
  await page.mouse.up()
  const kept = await until(async () => { const value = Number(await plot.locator('svg[data-kept]').getAttribute('data-kept')); return value > 0 && value < 12 ? value : null }, 'nothing was narrowed')
  assert.ok(kept >= 2 && kept <= 7, `${kept} runs of low loss`)
  await page.mouse.click(x, axis.y + axis.height * 0.2)
  await plot.locator('svg[data-kept="12"]').waitFor()
})

test('the table of a sweep lists its runs and no others', async t => {
  const page = await page_(t, '/table')
  await page.getByRole('heading', { name: /^Runs 12$/ }).waitFor()
  await page.getByRole('link', { name: 'trial-11' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'outsider' }).count(), 0)
})

test('the overview has the agent command, the configuration and the best run', async t => {
  const page = await page_(t, '/overview')
  await page.getByLabel('agent command', { exact: true }).getByText(`wandb agent ${entity}/${project}/${sweep}`).waitFor()
  await page.getByLabel('configuration', { exact: true }).getByText('method: random').waitFor()
  await page.getByRole('link', { name: 'trial-0', exact: true }).waitFor()
})

test('a sweep is paused, resumed and stopped from its page', async t => {
  const page = await page_(t)
  const state = async () => (await client.graphql('query S($entity: String, $project: String, $name: String!) { project(entityName: $entity, name: $project) { sweep(sweepName: $name) { state } } }', { entity, project, name: sweep })).project.sweep.state
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  assert.equal(await state(), 'PAUSED')
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.getByRole('button', { name: 'Sweep menu' }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Finished').first().waitFor()
  assert.equal(await state(), 'FINISHED')
})

test('a new sweep is made from a configuration, and a wrong one is refused in words', async t => {
  const page = await open(t, `/${entity}/${project}/sweeps`, { cookies, allowed: [/400|422/] })
  await page.getByRole('button', { name: 'New sweep' }).click()
  const dialog = page.getByRole('dialog', { name: 'New sweep' })
  await dialog.getByLabel('Configuration in YAML').fill('method: nonsense\n')
  await dialog.getByRole('button', { name: 'Start the sweep' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Configuration in YAML').fill('method: grid\nparameters:\n  a:\n    values: [1, 2, 3]\n')
  await dialog.getByRole('button', { name: 'Start the sweep' }).click()
  await page.getByText('grid · 0 of 3 runs').waitFor()
  await page.getByText(/^Start an agent/).first().waitFor()
})

test('a sweep that is over is given a new configuration and goes on', async t => {
  const made = await client.graphql('mutation Sweep($entity: String, $project: String, $config: String) { upsertSweep(input: {entityName: $entity, projectName: $project, config: $config}) { sweep { id name } } }', { entity, project, config: 'method: grid\nname: small\nparameters:\n  n:\n    values: [1, 2]\n' })
  const { id, name } = made.upsertSweep.sweep
  await client.graphql('mutation Over($id: ID) { upsertSweep(input: {id: $id, state: "FINISHED"}) { sweep { state } } }', { id })
  const page = await open(t, `/${entity}/${project}/sweeps/${name}/overview`, { cookies })
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const text = page.getByLabel('Configuration in YAML')
  await text.fill((await text.inputValue()).replace('[1, 2]', '[]'))
  await page.getByRole('button', { name: 'Save and resume' }).click()
  await page.getByRole('alert').getByText('values must be a list with at least one value').waitFor()
  await text.fill((await text.inputValue()).replace('[]', '[1, 2, 3, 4]'))
  await page.getByRole('button', { name: 'Save and resume' }).click()
  await page.getByText('0 of 4').first().waitFor()
  const now = await client.graphql('query State($entity: String, $project: String, $name: String!) { project(entityName: $entity, name: $project) { sweep(sweepName: $name) { state runCountExpected } } }', { entity, project, name })
  assert.deepEqual(now.project.sweep, { state: 'RUNNING', runCountExpected: 4 })
})
