// Makes the pictures of docs/images from a running server: SELVEDGE_URL=… node screenshots.mjs
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { account, api } from './lib/account.mjs'
import { URL_ } from './lib/server.mjs'

const folder = new URL('../../docs/images/', import.meta.url).pathname
const project = 'digits-cnn'
const STEPS = 1_200

function random(seed) {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}

const NAMES = ['warm-harbor', 'brisk-summit', 'amber-river', 'lucid-comet', 'calm-orchard', 'noble-lantern', 'early-glacier', 'mellow-beacon', 'olive-canyon', 'keen-thicket', 'ivory-meadow', 'fleet-prairie']

async function seed(who) {
  const client = api(who)
  const data = await client.graphql('query Count($entity: String, $project: String) { project(entityName: $entity, name: $project) { runCount } }', { entity: who.entity, project })
  if (data.project?.runCount >= NAMES.length) return
  for (const [index, label] of NAMES.entries()) {
    const next = random(index + 5)
    const lr = [0.1, 0.03, 0.01, 0.003][index % 4]
    const name = `run${String(index).padStart(2, '0')}${label.slice(0, 3)}`
    const optimizer = ['adam', 'sgd', 'lion'][index % 3]
    await client.run(project, name, { displayName: `${label}-${index + 1}`, config: { lr, batch_size: [64, 128][index % 2], optimizer, model: { depth: 4 + (index % 5), width: 256 }, seed: index }, tags: index % 3 === 0 ? ['baseline'] : index % 4 === 1 ? ['ablation', 'v2'] : [], notes: index === 11 ? 'Cosine decay, **no** dropout.\n\n- warm-up of 100 steps\n- gradient clipping at 1.0' : null })
    const floor = 0.08 + next() * 0.2
    const speed = 0.002 + lr * 0.05 + next() * 0.001
    const at = Date.now() / 1000 - 3600
    const last = index === 11 ? STEPS * 0.6 : STEPS
    const rows = Array.from({ length: last }, (_, step) => {
      const decay = Math.exp(-step * speed)
      const noise = () => (next() - 0.5) * 0.16 * (0.25 + decay)
      const row = { _step: step, _runtime: step * 0.7, _timestamp: at + step * 0.7, 'train/loss': floor + 2.1 * decay + noise(), 'train/accuracy': Math.min(0.999, 0.99 - floor * 0.4 - 0.85 * decay + noise() * 0.3), 'train/grad_norm': Math.abs(0.4 + 2 * decay + noise() * 3), lr: lr * 0.5 * (1 + Math.cos((Math.PI * step) / STEPS)), epoch: Math.floor(step / 100), throughput: 1850 + 90 * Math.sin(step / 70 + index) + noise() * 400 }
      if (step % 20 === 0) Object.assign(row, { 'val/loss': floor * 1.2 + 2.0 * decay + Math.abs(noise()), 'val/accuracy': Math.min(0.99, 0.97 - floor * 0.5 - 0.82 * decay) })
      return row
    })
    await client.history(project, name, rows)
    await client.events(project, name, Array.from({ length: 60 }, (_, step) => ({ _wandb: true, _runtime: step * 15, _timestamp: at + step * 15, 'system.cpu': 55 + 20 * Math.sin(step / 6) + next() * 8, 'system.memory_percent': 40 + step / 6, 'system.gpu.0.gpu': 88 + next() * 10, 'system.gpu.0.powerWatts': 260 + next() * 40, 'system.disk.\\.usageGB': 120 + step / 10, 'system.network.sent': step * 1.2e5 })))
    const { _step, _runtime, ...ends } = rows[rows.length - 1]
    await client.summary(project, name, { ...ends, 'val/loss': floor * 1.2, 'val/accuracy': 0.97 - floor * 0.5, _step, _runtime })
    if (index === 11) {
      const line = content => JSON.stringify({ ts: new Date().toISOString().replace('Z', '000'), content })
      await client.console(project, name, Array.from({ length: 1_500 }, (_, step) => step % 97 === 96
        ? JSON.stringify({ ts: new Date().toISOString().replace('Z', '000'), content: `\u001b[33;1mWARNING\u001b[0m gradient overflow at step ${step}, scale halved`, level: 'error' })
        : line(step % 25 === 0 ? `\u001b[32mepoch ${step / 25}\u001b[0m  loss \u001b[36m${rows[step % last]['train/loss'].toFixed(4)}\u001b[0m  accuracy \u001b[36m${rows[step % last]['train/accuracy'].toFixed(3)}\u001b[0m` : `step ${step}  ${'━'.repeat(step % 25)}${'╌'.repeat(25 - (step % 25))}  ${(1850 + step % 40)} images/s`)))
      await client.file(project, name, 'code/train.py', '"""Train a small convolutional network on handwritten digits."""\nimport wandb\nfrom model import DigitsNet\n\n\ndef train(lr: float = 0.01, steps: int = 1200) -> None:\n    with wandb.init(project="digits-cnn", config={"lr": lr}) as run:\n        net = DigitsNet(depth=5, width=256)\n        for step in range(steps):\n            loss, accuracy = net.step(lr)\n            run.log({"train/loss": loss, "train/accuracy": accuracy})\n\n\nif __name__ == "__main__":\n    train()\n')
      await client.file(project, name, 'requirements.txt', 'torch==2.6.0\nnumpy==2.1.0\nwandb==0.31.0\n')
      await client.file(project, name, 'media/table/predictions_10.table.json', JSON.stringify({ columns: ['id', 'digit', 'predicted', 'score'], data: Array.from({ length: 30 }, (_, at_) => [at_, at_ % 10, (at_ * 7) % 10 === 3 ? 8 : at_ % 10, Number((0.7 + next() * 0.3).toFixed(3))]) }))
    } else {
      await client.finish(project, name, index === 7 ? 1 : 0)
    }
  }
}

const SWEEP = 'method: bayes\nname: learning rate and depth\nmetric:\n  name: val/loss\n  goal: minimize\nparameters:\n  lr:\n    distribution: log_uniform_values\n    min: 0.0001\n    max: 0.1\n  depth:\n    values: [2, 4, 6, 8]\n  optimizer:\n    values: [adam, sgd, lion]\n  dropout:\n    min: 0.0\n    max: 0.5\n'

const lab = 'digits-search'

/** In a project of their own: a sweep, versions of data and models, and a report: once, with the runs. */
async function seedRooms(who) {
  const client = api(who)
  const { entity } = who
  const known = await client.graphql('query Known($entity: String, $project: String) { project(entityName: $entity, name: $project) { sweeps { edges { node { name } } } allViews(viewType: "runs") { edges { node { id } } } } }', { entity, project: lab })
  const organization = (await client.graphql('query Home { viewer { organizations { orgEntity { name } } } }')).viewer.organizations[0].orgEntity.name
  const registry = { entityName: organization, name: 'wandb-registry-models' }
  if (known.project?.sweeps.edges.length > 0) return { sweep: known.project.sweeps.edges[0].node.name, report: known.project.allViews.edges[0].node.id, registry }
  const made = await client.graphql('mutation Sweep($entity: String, $project: String, $config: String) { upsertSweep(input: {entityName: $entity, projectName: $project, config: $config}) { sweep { name } } }', { entity, project: lab, config: SWEEP })
  const sweep = made.upsertSweep.sweep.name
  const next = random(99)
  for (let at = 0; at < 24; at++) {
    const [lr, depth, optimizer, dropout] = [10 ** (-4 + 3 * next()), [2, 4, 6, 8][at % 4], ['adam', 'sgd', 'lion'][at % 3], next() * 0.5]
    const loss = 0.12 + (Math.log10(lr) + 2.4) ** 2 * 0.16 + Math.abs(depth - 6) * 0.03 + (optimizer === 'sgd' ? 0.08 : 0) + dropout * 0.06 + next() * 0.03
    const name = `trial-${String(at).padStart(2, '0')}`
    await client.graphql('mutation Trial($project: String, $entity: String, $name: String, $config: JSONString, $sweep: String) { upsertBucket(input: {modelName: $project, entityName: $entity, name: $name, displayName: $name, config: $config, sweep: $sweep}) { bucket { id } } }', { project: lab, entity, name, sweep, config: JSON.stringify({ lr: { value: lr }, depth: { value: depth }, optimizer: { value: optimizer }, dropout: { value: dropout } }) })
    await client.history(lab, name, Array.from({ length: 40 }, (_, step) => ({ _step: step, 'val/loss': loss + 1.6 * Math.exp(-step / 8) + next() * 0.02 })))
    await client.summary(lab, name, { 'val/loss': loss })
    await client.finish(lab, name)
  }
  await client.run(lab, 'prepare-data', { displayName: 'prepare-data' })
  const data = await client.artifact(lab, 'prepare-data', 'dataset', 'digits', { 'README.md': '# Digits\nScans of *handwritten* digits.', 'train.csv': 'pixel,label\n0,3\n', 'test.csv': 'pixel,label\n0,8\n' }, { aliases: ['clean'], metadata: { rows: 1797, classes: 10 }, description: 'Scans of handwritten digits, **deduplicated**.' })
  await client.finish(lab, 'prepare-data')
  for (const [at, name] of ['trial-05', 'trial-09', 'trial-13'].entries()) {
    await client.use(lab, name, data)
    const model = await client.artifact(lab, name, 'model', 'digits-cnn', { 'weights.json': `{"layers": ${at}}` }, { metadata: { accuracy: 0.95 + at / 100 }, aliases: at === 1 ? ['production'] : [] })
    if (at === 1) await client.use(lab, 'trial-20', model)
  }
  const text = (type, words, more = {}) => ({ type, children: [{ text: words }], ...more })
  const grid = panels => ({ type: 'panel-grid', children: [{ text: '' }], metadata: { runSets: [{ id: 'all', name: 'All runs', enabled: true, project: { entityName: entity, name: lab } }], panelBankSectionConfig: { panels } } })
  const spec = { version: 5, width: 'readable', blocks: [
    text('heading', 'What decides the loss', { level: 1 }),
    { type: 'paragraph', children: [{ text: 'The learning rate matters most: near ' }, { type: 'latex', content: '10^{-2.4}', children: [{ text: '' }] }, { text: ' every optimizer ' }, { text: 'converges', bold: true }, { text: '.' }] },
    grid([{ __id__: 'a', viewType: 'Run History Line Plot', config: { metrics: ['val/loss'], smoothingType: 'exponentialTimeWeighted', smoothingWeight: 0.6 }, layout: { x: 0, y: 0, w: 12, h: 8 } }, { __id__: 'b', viewType: 'Scatter Plot', config: { xAxis: 'config:lr.value', yAxis: 'summary:val/loss', xAxisLogScale: true, chartTitle: 'val/loss by learning rate' }, layout: { x: 12, y: 0, w: 12, h: 8 } }]),
    text('block-quote', 'Depth helps up to six layers.'),
  ] }
  const report = await client.graphql('mutation Report($input: UpsertViewInput!) { upsertView(input: $input) { view { id } } }', { input: { entityName: entity, projectName: lab, name: 'learning-rates', displayName: 'Learning rates of small networks', description: 'Twenty-four trials and what they say.', type: 'runs', spec: JSON.stringify(spec), createdUsing: 'WANDB_SDK' } })
  await seedPlaces(client, entity, organization, lab)
  return { sweep, report: report.upsertView.view.id, registry }
}

/** A registry with two collections, a queue, a team, automations with a webhook and a chat. */
async function seedPlaces(client, entity, organization, project) {
  const registry = async (name, description, types) => client.graphql('mutation Registry($input: UpsertModelInput!) { upsertModel(input: $input) { project { id } } }', { input: { entityName: organization, name: `wandb-registry-${name}`, description, access: 'PRIVATE', allowAllArtifactTypesInRegistry: false, artifactTypes: types.map(each => ({ name: each })) } })
  await registry('models', 'Networks that are good enough to be used.', ['model'])
  await registry('datasets', 'Data that has been looked through.', ['dataset'])
  const link = (name, collection, alias) => client.graphql('query Version($e: String, $p: String, $n: String!) { project(entityName: $e, name: $p) { artifact(name: $n) { id } } }', { e: entity, p: project, n: name }).then(found => client.graphql('mutation Link($input: LinkArtifactInput!) { linkArtifact(input: $input) { versionIndex } }', { input: { artifactID: found.project.artifact.id, entityName: organization, projectName: 'wandb-registry-models', artifactPortfolioName: collection, aliases: [{ alias, artifactCollectionName: collection }] } }))
  await link('digits-cnn:v1', 'digit-reader', 'production')
  await link('digits-cnn:v2', 'digit-reader', 'candidate')
  await client.graphql('mutation Team { createTeam(input: {teamName: "vision-lab"}) { entity { name } } }')
  for (const person of ['grace', 'alan']) {
    await client.graphql('mutation Person($email: String!) { createUser(input: {email: $email}) { user { id } } }', { email: `${person}@example.org` })
    await client.graphql('mutation Invite($name: String) { createInvite(input: {entityName: "vision-lab", username: $name}) { invite { id } } }', { name: person })
  }
  await client.graphql('mutation Home($input: UpsertModelInput!) { upsertModel(input: $input) { project { id } } }', { input: { entityName: entity, name: 'model-registry' } })
  await client.graphql('mutation Queue($input: UpsertRunQueueInput!) { upsertRunQueue(input: $input) { success } }', { input: { entityName: entity, projectName: 'model-registry', queueName: 'gpu-cluster', resourceType: 'kubernetes', resourceConfig: JSON.stringify({ resource_args: { kubernetes: { spec: { template: { spec: { containers: [{ resources: { limits: { 'nvidia.com/gpu': 1 } } }] } } } } } }), prioritizationMode: 'V0' } })
  for (const [job, priority] of [['train', 1], ['evaluate', 2]]) await client.graphql('mutation Push($input: PushToRunQueueByNameInput!) { pushToRunQueueByName(input: $input) { runQueueItemId } }', { input: { entityName: entity, projectName: 'model-registry', queueName: 'gpu-cluster', priority, runSpec: JSON.stringify({ job: `${entity}/${project}/${job}:latest`, entity, project, resource: 'kubernetes', overrides: { run_config: { lr: 0.01 } } }) } })
  await client.graphql('mutation Secret($e: String!) { putTeamSecret(input: {entityName: $e, name: "CI_TOKEN", value: "not shown"}) { secret { name } } }', { e: entity })
  const hook = (await client.graphql('mutation Hook($e: String!) { createGenericWebhookIntegration(input: {entityName: $e, name: "deploy", urlEndpoint: "https://ci.example.org/deploy", accessTokenRef: "CI_TOKEN"}) { integration { id } } }', { e: entity })).createGenericWebhookIntegration.integration.id
  const chat = (await client.graphql('mutation Chat($e: String!) { createSlackIntegration(input: {entityName: $e, teamName: "Research", channelName: "#training", webhookUrl: "https://chat.example.org/hook"}) { integration { id } } }', { e: entity })).createSlackIntegration.integration.id
  const place = (await client.graphql('query Place($e: String, $p: String) { project(entityName: $e, name: $p) { id } }', { e: entity, p: project })).project.id
  const automation = (name, event, filter, type, config) => client.graphql('mutation Make($input: CreateFilterTriggerInput!) { createFilterTrigger(input: $input) { trigger { id } } }', { input: { name, enabled: true, scopeType: 'PROJECT', scopeID: place, triggeringEventType: event, eventFilter: JSON.stringify(filter), triggeredActionType: type, triggeredActionConfig: config } })
  await automation('deploy what is in production', 'ADD_ARTIFACT_ALIAS', { alias: { $regex: '^production$' } }, 'GENERIC_WEBHOOK', { genericWebhookActionInput: { integrationID: hook, requestPayload: '{"version": "${artifact_version_string}"}' } })
  await automation('tell of failures', 'RUN_STATE', { run_filter: '{}', run_state_filter: { states: ['FAILED', 'CRASHED'] } }, 'NOTIFICATION', { notificationActionInput: { integrationID: chat, title: '${run_name} failed', message: '', severity: 'WARN' } })
  await automation('loss explodes', 'RUN_METRIC', { run_filter: '{}', run_metric_filter: { threshold_filter: { name: 'val/loss', agg_op: 'AVERAGE', window_size: 5, cmp_op: '$gt', threshold: 10 } } }, 'NOTIFICATION', { notificationActionInput: { integrationID: chat, title: 'Loss explodes', message: '', severity: 'ERROR' } })
}

const who = await account()
await seed(who)
const rooms = await seedRooms(who)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.SELVEDGE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const base = `/${who.entity}/${project}`
const labBase = `/${who.entity}/${lab}`
const live = 'run11fle'
const PAGES = [
  ['workspace', base, page => page.locator('.plot[data-lines]').first().hover()],
  ['home', '/'],
  ['runs-table', `${base}/table`],
  ['project-overview', `${base}/overview`],
  ['run-charts', `${base}/runs/${live}`],
  ['run-overview', `${base}/runs/${live}/overview`],
  ['run-logs', `${base}/runs/${live}/logs`],
  ['run-files', `${base}/runs/${live}/files/media/table/predictions_10.table.json`],
  ['run-code', `${base}/runs/${live}/code`],
  ['panel-full-screen', `${base}?panelDisplayName=train%2Floss&panelSectionName=train`],
  ['sweeps', `${labBase}/sweeps`],
  ['sweep', `${labBase}/sweeps/${rooms.sweep}`],
  ['artifact-versions', `${labBase}/artifacts/model/digits-cnn`],
  ['artifact', `${labBase}/artifacts/dataset/digits/v0`],
  ['lineage', `${labBase}/artifacts/model/digits-cnn/production/lineage`],
  ['report', `${labBase}/reports/Learning-rates--${rooms.report.replace(/=+$/, '')}`],
  ['report-editor', `${labBase}/reports/Learning-rates--${rooms.report.replace(/=+$/, '')}/edit`],
  ['automations', `${labBase}/automations`],
  ['registry', '/registry'],
  ['registry-collections', `/${rooms.registry.entityName}/${rooms.registry.name}`],
  ['launch-queue', `/launch/${who.entity}/model-registry/gpu-cluster`],
  ['team-members', '/vision-lab/members'],
  ['console', '/console/organization'],
  ['settings', '/settings'],
  ['authorize', '/authorize'],
]
for (const scheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme })
  await context.addCookies(who.cookies)
  for (const [name, path, act] of PAGES) {
    const page = await context.newPage()
    await page.goto(URL_ + path)
    await page.locator('main, .gate').first().waitFor()
    await page.waitForLoadState('networkidle').catch(() => {})
    await page.waitForTimeout(Number(process.env.SELVEDGE_PATIENCE ?? 2_500))
    if (act) await act(page)
    await page.waitForTimeout(700)
    await page.screenshot({ path: `${folder}${name}-${scheme}.png` })
    await page.close()
  }
  await context.close()
}
await browser.close()
