import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { account, api } from '../lib/account.mjs'
import { closeBrowser, lines, open } from '../lib/browser.mjs'
import { rows, unique, URL_ } from '../lib/server.mjs'

const project = unique('shell')
let client, cookies, entity

before(async () => {
  const who = await account()
  ;({ cookies, entity } = who)
  client = api(who)
  await client.run(project, 'only', { displayName: 'findable-name' })
  await client.history(project, 'only', rows(30))
  await client.finish(project, 'only')
})
after(closeBrowser)

test('home lists the project', async t => {
  const page = await open(t, '/', { cookies })
  await page.getByRole('link', { name: project }).first().click()
  await lines(page, 'train/loss', 1)
})

test('Ctrl+K finds projects and runs', async t => {
  const page = await open(t, '/', { cookies })
  await page.getByRole('button', { name: /Search/ }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('findable')
  await page.getByRole('option', { name: /findable-name/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/${project}/runs/only`)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(project)
  await page.getByRole('option', { name: new RegExp(`^${project}`) }).first().click()
  await page.waitForURL(`**/${entity}/${project}`)
})

test('the theme follows the system, can be chosen, and stays', async t => {
  const page = await open(t, '/', { cookies, scheme: 'dark' })
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  assert.equal(await theme(), 'dark')
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('button', { name: 'Light' }).click()
  assert.equal(await theme(), 'light')
  await page.reload()
  assert.equal(await theme(), 'light')
})

test('the keyboard reaches the list, the charts and back', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await lines(page, 'train/loss', 1)
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Search panels')
  await page.keyboard.press('Escape')
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('Control+j')
  await page.getByRole('complementary', { name: 'Runs' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+j')
  await page.getByRole('complementary', { name: 'Runs' }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('back and forward walk through pages', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies })
  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.getByRole('heading', { name: 'About' }).waitFor()
  await page.goBack()
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  await page.goBack()
  await lines(page, 'train/loss', 1)
})

test('what is not built says so', async t => {
  const page = await open(t, `/${entity}/${project}/weave`, { cookies })
  await page.getByRole('heading', { name: 'Traces: not part of this version' }).waitFor()
})

test('an unknown project is a page that offers search', async t => {
  const page = await open(t, `/${entity}/no-such-project`, { cookies, allowed: [/status of 404/] })
  await page.getByRole('heading', { name: 'There is no such project' }).waitFor()
})

const NEW_PAGES = () => [`/${entity}/${project}/overview`, `/${entity}/${project}/automations`, `/${entity}/${project}/jobs`, `/${entity}/${project}/users`, `/${entity}/${project}/reports/new`, `/${entity}/settings`, '/registry', '/launch', '/console', '/console/organization', '/console/roles', '/console/server']

test('every control has a name and every page one main region', async t => {
  for (const path of [`/${entity}/${project}`, `/${entity}/${project}/table`, `/${entity}/${project}/runs/only`, `/${entity}/${project}/sweeps`, `/${entity}/${project}/artifacts`, `/${entity}/${project}/reports`, ...NEW_PAGES(), '/settings', '/']) {
    const page = await open(t, path, { cookies })
    await page.locator('main').waitFor()
    await page.waitForLoadState('networkidle')
    const nameless = await page.evaluate(() => [...document.querySelectorAll('button, a[href], input, select, textarea')].filter(element => {
      const label = element.getAttribute('aria-label') || element.getAttribute('title') || element.textContent.trim() || element.closest('label')?.textContent.trim()
      return !label && element.type !== 'hidden'
    }).map(element => element.outerHTML.slice(0, 120)))
    assert.deepEqual(nameless, [], path)
    assert.equal(await page.locator('main').count(), 1, path)
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  }
})

test('the policy forbids inline scripts and nothing comes from elsewhere', async t => {
  const answer = await fetch(`${URL_}/`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /script-src 'self'/)
  assert.doesNotMatch(policy, /script-src[^;]*unsafe/)
  await answer.text()
  await open(t, `/${entity}/${project}`, { cookies })
})

test('a narrow screen can do the same', async t => {
  const page = await open(t, `/${entity}/${project}`, { cookies, width: 400, height: 800 })
  await lines(page, 'train/loss', 1)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page must not scroll sideways')
  for (const path of [...NEW_PAGES(), '/settings', '/']) {
    await page.goto(URL_ + path)
    await page.locator('main h1').first().waitFor()
    const wide = await page.evaluate(() => [...document.querySelectorAll('main, main > .page')].filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.className))
    assert.deepEqual(wide, [], `${path} scrolls sideways`)
  }
})
