import { ApiError } from './http.ts'

/** The text behind a link to a file. Such links carry their own authorization; cookies would only make a foreign bucket refuse. */
export async function readText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, credentials: 'omit' })
  if (!response.ok) throw new ApiError(`The file could not be read (${response.status})`, response.status, 'ERROR', response.headers.get('X-Request-Id'))
  return response.text()
}
