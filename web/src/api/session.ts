import { useQuery, type QueryClient } from '@tanstack/react-query'
import { requestJson, request } from './http.ts'

export interface SessionUser { username: string; name: string | null; email: string | null; admin: boolean; entity: string }

export interface Session { user: SessionUser | null; needsSetup: boolean; signupOpen: boolean; version: string }

export const sessionKey = ['session'] as const

export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: () => requestJson<Session>('/api/session', { quiet401: true }), staleTime: 60_000 })
}

export async function logIn(client: QueryClient, login: string, password: string) {
  const session = await requestJson<Session>('/api/session', { body: { login, password }, quiet401: true })
  client.clear()
  client.setQueryData(sessionKey, session)
}

export async function signUp(client: QueryClient, form: { username: string; email: string; password: string }) {
  const session = await requestJson<Session>('/api/signup', { body: form, quiet401: true })
  client.clear()
  client.setQueryData(sessionKey, session)
}

export async function logOut() {
  await request('/api/session', { method: 'DELETE', quiet401: true })
  // a full load drops everything the last user saw from memory
  location.assign('/login')
}
