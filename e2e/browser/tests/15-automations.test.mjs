import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open, until } from '../lib/browser.mjs'
import { rows, unique } from '../lib/server.mjs'

const project = unique('auto')
const hook = unique('hook')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'first')
  await client.history(project, 'first', rows(20))
  await client.summary(project, 'first', { 'train/loss': 0.4 })
})
after(closeBrowser)

test('a webhook and a secret are made in the settings, and an automation that uses them', async t => {
  const page = await open(t, `/${entity}/settings`, { cookies })
  const secret = unique('TOKEN').toUpperCase().replace('-', '_')
  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByLabel('Name').fill(secret)
  await page.getByLabel('Value').fill('nobody reads this')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: new RegExp(secret) }).waitFor()
  assert.ok(!(await page.content()).includes('nobody reads this'))

  await page.getByRole('button', { name: 'New webhook' }).click()
  await page.getByLabel('Name').fill(hook)
  await page.getByLabel('Address').fill('http://127.0.0.1:9/in')
  await page.getByLabel('Secret that signs the body').selectOption(secret)
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: new RegExp(hook) }).waitFor()
  await page.getByRole('button', { name: `Test ${hook}` }).click()
  await page.locator('.toast.bad').waitFor()

  await page.goto(page.url().replace('/settings', `/${project}/automations`))
  await page.getByRole('button', { name: 'New automation' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Event').selectOption({ label: 'A metric crosses a threshold' })
  assert.ok(await form.getByRole('button', { name: 'Create' }).isDisabled(), 'nothing is watched yet')
  await form.getByRole('combobox', { name: 'Metric', exact: true }).fill('train/loss')
  await form.getByRole('combobox', { name: 'Is', exact: true }).selectOption('$lt')
  await form.getByLabel('Threshold', { exact: true }).fill('0.1')
  await form.getByRole('combobox', { name: 'Webhook', exact: true }).selectOption(hook)
  await form.getByLabel('Name', { exact: true }).fill('small loss')
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: new RegExp(`small loss.*train/loss < 0.1.*this project.*Call ${hook}.*never`) }).waitFor()

  await client.history(project, 'first', [{ _step: 20, 'train/loss': 0.05 }], 20)
  await page.getByRole('button', { name: 'History of small loss' }).click()
  await page.getByRole('dialog').getByRole('row', { name: /first.*failed|first.*pending/ }).waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Close' }).click()
})

test('an automation is changed, rests and goes', async t => {
  const page = await open(t, `/${entity}/${project}/automations`, { cookies })
  await page.getByRole('button', { name: 'Edit small loss' }).click()
  const form = page.getByRole('dialog')
  assert.equal(await form.getByLabel('Threshold', { exact: true }).inputValue(), '0.1')
  await form.getByLabel('Event').selectOption({ label: 'A run changes its state' })
  await form.getByLabel('crashed').check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: /small loss A run becomes failed or crashed/ }).waitFor()
  // the box follows with the next drawing, not inside the click
  await page.getByRole('checkbox', { name: 'small loss is on' }).click()
  await page.getByRole('checkbox', { name: 'small loss is on', checked: false }).waitFor()
  await until(async () => (await client.graphql('query A($e: String, $p: String) { project(entityName: $e, name: $p) { triggers { enabled } } }', { e: entity, p: project })).project.triggers[0].enabled === false, 'the automation is still on')
  await page.getByRole('button', { name: 'Delete small loss' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'No automations yet' }).waitFor()
})

test('what a script narrowed stays so when the automation is changed here', async t => {
  const id = (await client.graphql('query P($entity: String, $project: String) { project(entityName: $entity, name: $project) { id } }', { entity, project })).project.id
  const eventFilter = JSON.stringify({ $or: [{ $and: [{ alias: { $in: ['a1', 'a2'] } }] }] })
  await client.graphql('mutation T($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { id } } }', { input: { name: 'two aliases', enabled: true, scopeType: 'PROJECT', scopeID: id, triggeringEventType: 'ADD_ARTIFACT_ALIAS', eventFilter, triggeredActionType: 'NO_OP', triggeredActionConfig: { noOpActionInput: { noOp: true } } } })
  const page = await open(t, `/${entity}/${project}/automations`, { cookies })
  await page.getByRole('row', { name: /two aliases A version gets an alias: a1 or a2 this project/ }).waitFor()
  await page.getByRole('button', { name: 'Edit two aliases' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('Only where the alias is a1 or a2').waitFor()
  await form.getByRole('combobox', { name: 'In', exact: true }).selectOption({ label: `All projects of ${entity}` })
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: new RegExp(`two aliases A version gets an alias: a1 or a2 all of ${entity}`) }).waitFor()
  const kept = (await client.graphql('query T($entity: String!) { entity(name: $entity) { triggers(filters: "{\\"name\\": \\"two aliases\\"}") { edges { node { id scope { __typename } triggeringCondition { ... on FilterEventTriggeringCondition { filter } } } } } } }', { entity })).entity.triggers.edges[0].node
  assert.equal(kept.scope.__typename, 'Entity')
  assert.deepEqual(JSON.parse(JSON.parse(kept.triggeringCondition.filter).filter), JSON.parse(eventFilter))
  await client.graphql('mutation D($id: ID!) { deleteTrigger(input: {triggerID: $id}) { success } }', { id: kept.id })
})

test('an automation of a registry calls a webhook of one of the teams', async t => {
  const registry = `wandb-registry-${unique('calls')}`
  const organization = (await client.graphql('query O { viewer { organizations { orgEntity { name } } } }')).viewer.organizations[0].orgEntity.name
  await client.graphql('mutation R($input: UpsertModelInput!) { upsertModel(input: $input) { project { id } } }', { input: { entityName: organization, name: registry, access: 'PRIVATE', allowAllArtifactTypesInRegistry: true } })
  const page = await open(t, `/${organization}/${registry}/automations`, { cookies })
  await page.getByRole('button', { name: 'New automation' }).click()
  const form = page.getByRole('dialog')
  assert.equal(await form.getByRole('option', { name: 'A run changes its state' }).count(), 0, 'a registry has no runs')
  await form.getByRole('combobox', { name: 'Webhook', exact: true }).selectOption({ label: `${hook} (${entity})` })
  await form.getByLabel('Name', { exact: true }).fill('linked')
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('row', { name: new RegExp(`linked A version is linked here this registry Call ${hook} never`) }).waitFor()
})

test('alerts of runs stand in their project', async t => {
  await client.graphql('mutation Alert($e: String!, $p: String!) { notifyScriptableRunAlert(input: {entityName: $e, projectName: $p, runName: "first", title: "Loss is NaN", text: "Stopped at step 3", severity: ERROR}) { success } }', { e: entity, p: project })
  const page = await open(t, `/${entity}/${project}/automations?show=alerts`, { cookies })
  const alert = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem')
  await alert.getByText('Stopped at step 3').waitFor()
  await alert.getByRole('link', { name: 'first' }).click()
  await page.waitForURL(new RegExp(`/runs/first`))
})
