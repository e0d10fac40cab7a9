// Chromium of the machine, driven through playwright-core: nothing is downloaded.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { URL_ } from './server.mjs'

const EXECUTABLE = process.env.SELVEDGE_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

// With SELVEDGE_OFFLINE no name outside leads anywhere, and the browser does not look for updates of its own.
const ARGUMENTS = ['--no-sandbox', ...(process.env.SELVEDGE_OFFLINE ? [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
] : [])]

let browser

export async function closeBrowser() {
  await browser?.close()
  browser = undefined
}

/**
 * A page of its own context. What it writes to the console as an error, what it throws and what it fetches from
 * elsewhere is held against it when the test ends.
 */
export async function open(t, path, { cookies, scheme = 'light', width = 1440, height = 900, allowed = [] } = {}) {
  browser ??= await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS })
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, acceptDownloads: true })
  if (cookies) await context.addCookies(cookies)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults = []
  page.on('pageerror', error => faults.push(`threw ${error}`))
  page.on('console', message => { if (message.type() === 'error') faults.push(`logged ${message.text()}`) })
  page.on('request', request => { if (!request.url().startsWith(URL_) && !/^(data|blob|about):/.test(request.url())) faults.push(`fetched ${request.url()}`) })
  t.after(async () => {
    await context.close()
    assert.deepEqual(faults.filter(fault => !allowed.some(pattern => pattern.test(fault))), [], 'the page had faults')
  })
  await page.goto(URL_ + path)
  return page
}

/** The questions that charts ask from now on. */
export function historyQueries(page) {
  const asked = []
  page.on('request', request => { if (request.url().endsWith('/api/history/query')) asked.push(request.postDataJSON()) })
  return asked
}

export async function until(check, message, timeout = 10_000) {
  const end = Date.now() + timeout
  for (;;) {
    const value = await check()
    if (value) return value
    if (Date.now() > end) assert.fail(message)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

export const panel = (page, title) => page.getByRole('article', { name: `Panel ${title}`, exact: true })

/** Waits until the layout as it is now is stored: a reload shows the same. */
export const saved = page => page.locator('html[data-layout="saved"]').waitFor({ state: 'attached' })

/** Waits until a chart shows so many lines. */
export async function lines(page, title, amount) {
  await panel(page, title).locator(`.plot[data-lines="${amount}"]`).waitFor()
}

/** How many pixels of a colour the chart shows, and the highest row of them as a share of the chart's height. */
export function ink(page, title, color) {
  return panel(page, title).locator('canvas').evaluate((canvas, wanted) => {
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(wanted.slice(at, at + 2), 16))
    let amount = 0
    let top = height
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 60 && Math.abs(data[at] - red) < 40 && Math.abs(data[at + 1] - green) < 40 && Math.abs(data[at + 2] - blue) < 40) {
        amount++
        top = Math.min(top, Math.floor(at / 4 / width))
      }
    }
    return { amount, top: top / height }
  }, color)
}

/** The colour that the run list gives a run. */
export async function colorOf(page, name) {
  const color = await page.getByRole('button', { name: `Colour of ${name}`, exact: true }).locator('i').evaluate(dot => getComputedStyle(dot).backgroundColor)
  return '#' + color.match(/\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, '0')).join('')
}

/** Drags a box in a chart, given in shares of its drawing area. */
export async function drag(page, title, [x0, y0], [x1, y1]) {
  const box = await panel(page, title).locator('.u-over').boundingBox()
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y]
  await page.mouse.move(...at(x0, y0))
  await page.mouse.down()
  await page.mouse.move(...at((x0 + x1) / 2, (y0 + y1) / 2), { steps: 4 })
  await page.mouse.move(...at(x1, y1), { steps: 4 })
  await page.mouse.up()
}
