import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { Toggle } from '../src/design/Toggle.tsx'

const host = document.createElement('div')
document.body.append(host)
const root = createRoot(host)
const draw = (checked: boolean, onChange: (wish: boolean) => Promise<unknown>) => flushSync(() => root.render(createElement(Toggle, { checked, onChange, name: 'on' })))
const box = () => host.querySelector('input')!

afterEach(() => flushSync(() => root.render(null)))

test('a choice shows within the click, and waits for the server', async () => {
  let saved = () => {}
  draw(false, () => new Promise<void>(done => { saved = done }))
  box().click()
  expect([box().checked, box().disabled]).toEqual([true, true])
  draw(true, () => Promise.resolve())
  saved()
  await vi.waitFor(() => expect([box().checked, box().disabled]).toEqual([true, false]))
})

test('a choice that the server refuses is undone', async () => {
  draw(false, () => Promise.reject(new Error('only admins')))
  box().click()
  expect(box().checked).toBe(true)
  await vi.waitFor(() => expect([box().checked, box().disabled]).toEqual([false, false]))
})
