import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// `npm run dev` serves the sources and passes everything else on to a running server (SELVEDGE_URL).
const server = process.env.SELVEDGE_URL ?? 'http://127.0.0.1:8080'
const proxied = ['/api', '/graphql', '/files', '/storage', '/artifactsV2']
const proxy = Object.fromEntries(proxied.map(path => [path, { target: server }]))

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
  },
  test: { environment: 'jsdom', setupFiles: ['test/setup.ts'], include: ['test/**/*.test.ts'] },
})
