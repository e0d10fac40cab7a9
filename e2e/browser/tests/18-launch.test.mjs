import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, open } from '../lib/browser.mjs'
import { unique } from '../lib/server.mjs'

const project = unique('jobs')
const queue = unique('gpu')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'maker')
  await client.artifact(project, 'maker', 'job', 'train', { 'wandb-job.json': '{"_version": "v0", "source_type": "image", "source": {"image": "train:1"}, "input_types": {}, "output_types": {}, "runtime": "3.11"}' }, { metadata: { source_type: 'image' } })
})
after(closeBrowser)

test('a queue is made, a job is put into it, and taken out again', async t => {
  const page = await open(t, '/launch', { cookies })
  await page.getByRole('button', { name: 'New queue' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill(queue)
  await form.getByLabel('Runs are started by').selectOption('kubernetes')
  await form.getByLabel(/What the machine gets/).fill('{"spec": {"template": {"spec": {"containers": [{"resources": {"limits": {"nvidia.com/gpu": "{{gpus}}"}}}]}}}}')
  await form.getByLabel(/Variables that whoever/).fill('{"gpus": {"schema": {"type": "integer", "minimum": 1, "maximum": 4}}}')
  await form.getByLabel('Urgent items first').check()
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: queue }).waitFor()
  await page.getByText('No agent serves this queue.').waitFor()
  assert.match(await page.locator('pre.queue-config').innerText(), /"kubernetes"/)

  await page.goto(new URL(`/${entity}/${project}/jobs`, page.url()).href)
  await page.getByRole('row', { name: /train an image 1/ }).waitFor()
  await page.getByRole('button', { name: 'Launch train' }).click()
  await form.getByRole('combobox', { name: 'Queue', exact: true }).selectOption({ label: `${entity} / ${queue}` })
  await form.getByLabel('Priority').selectOption({ label: 'high' })
  await form.getByLabel('gpus', { exact: true }).fill('2')
  await form.getByLabel('Settings of the run that differ').fill('{"lr": 0.5}')
  await form.getByRole('button', { name: 'Put into the queue' }).click()
  const item = page.getByRole('row', { name: new RegExp(`pending.*${project}/train:latest.*high`) })
  await item.waitFor()
  await page.getByText('1 item waiting').waitFor()
  await item.getByRole('button', { name: `${entity}/${project}/train:latest`, exact: true }).click()
  assert.match(await form.locator('pre').innerText(), /"lr": 0.5/)
  assert.equal((await form.getByLabel('Template variables').innerText()).replace(/\s+/g, ' '), 'gpus 2')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /out of the queue/ }).click()
  await item.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Edit' }).click()
  assert.match(await form.getByLabel(/What the machine gets/).inputValue(), /^\{\s+"spec"/, 'without the name of the machine around it')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await form.getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/launch$/)
  await page.getByRole('link', { name: queue }).waitFor({ state: 'detached' })
})
