// Fails the build when what a first visit to a workspace loads is over the budget.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET_KB = 200
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const files = new Set(['index.html', 'theme.js'])

function add(key) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the manifest`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const next of chunk.imports ?? []) add(next)
}

add('index.html')
// Rooms that load on their own but stand on the first screen.
for (const key of Object.keys(manifest)) if (/src\/rooms\/(workspace|runs)\/(WorkspacePage|RunsTablePage)\.tsx$/.test(key)) add(key)

let total = 0
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
  total += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} KB  ${file}`)
}
const kb = total / 1024
console.log(`${kb.toFixed(1).padStart(7)} KB  first load, gzipped; the budget is ${BUDGET_KB} KB`)
if (kb > BUDGET_KB) process.exit(1)
