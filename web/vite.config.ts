import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// `npm run dev` serves the sources and passes everything else on to a running server (SELVEDGE_URL).
const server = process.env.SELVEDGE_URL ?? 'http://127.0.0.1:8080'
const proxied = ['/api', '/graphql', '/files', '/storage', '/artifactsV2']
const proxy = Object.fromEntries(proxied.map(path => [path, { target: server }]))

// What the first screen needs comes in two files, whose words compress together, instead of forty.
const SHELL = 'src/main.tsx'
const SCREENS = ['src/rooms/workspace/WorkspacePage.tsx', 'src/rooms/runs/RunsTablePage.tsx']
const reached = new Map<string, Set<string>>()

function reachedFrom(starts: string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const key = starts.join()
  const known = reached.get(key)
  if (known) return known
  const found = new Set<string>()
  const open = starts.map(start => fileURLToPath(new URL(start, import.meta.url)))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...importsOf(id))
  }
  reached.set(key, found)
  return found
}

function firstLoad(id: string, context: { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }): string | null {
  if ([SHELL, ...SCREENS].some(start => id.endsWith(start))) return null
  const importsOf = (each: string) => context.getModuleInfo(each)?.importedIds ?? []
  if (reachedFrom([SHELL], importsOf).has(id)) return 'shell'
  if (!reachedFrom(SCREENS, importsOf).has(id)) return null
  return /lucide-react|@tanstack.(react-)?query|src.(design|api|app)./.test(id) ? 'shell' : 'workspace'
}

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    manifest: true,
    // the content security policy allows no data: scripts or styles
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstLoad }] } } },
  },
  test: { environment: 'jsdom', setupFiles: ['test/setup.ts'], include: ['test/**/*.test.ts'] },
})
