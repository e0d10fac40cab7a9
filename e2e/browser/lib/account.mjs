// The account that all tests use: made on a fresh server, logged into on any other.
import { api, Session } from './server.mjs'

export const USER = process.env.SELVEDGE_LOGIN ?? 'ada'
export const PASSWORD = process.env.SELVEDGE_PASSWORD ?? 'correct horse battery'

let opened

/** A logged-in session with an API key to seed runs with. */
export function account() {
  opened ??= open()
  return opened
}

async function open() {
  const session = new Session()
  const state = await session.json('/api/session')
  const answer = state.needsSetup
    ? await session.json('/api/signup', { username: USER, email: `${USER}@example.org`, password: PASSWORD })
    : await session.json('/api/session', { login: USER, password: PASSWORD })
  const made = await session.graphql('mutation Key { generateApiKey(input: {description: "browser tests"}) { apiKey { name } } }')
  return { session, entity: answer.user.entity, username: answer.user.username, key: process.env.SELVEDGE_API_KEY ?? made.generateApiKey.apiKey.name, cookies: session.browserCookies() }
}

export { api }
