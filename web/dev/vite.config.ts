import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vite'
import base from '../vite.config.ts'
import { mock } from './mock.ts'

// `npm run mock`: the sources with invented data and no server. MOCK=empty starts without an account.
export default mergeConfig(base, {
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [mock()],
  server: { proxy: undefined, port: Number(process.env.PORT ?? 5199), strictPort: true },
})
