import { parseLenient } from './json.ts'

/** What a server refused or failed at; `requestId` finds it in the server's log. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null

  constructor(message: string, status: number, code: string, requestId: string | null) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.requestId = requestId
  }
}

export function cookie(name: string): string | null {
  for (const part of document.cookie.split('; ')) {
    const cut = part.indexOf('=')
    if (part.slice(0, cut) === name) return decodeURIComponent(part.slice(cut + 1))
  }
  return null
}

let guest: string | null = null

/** The token of a shared link: from then on everything is asked as its guest. */
export function setGuestToken(token: string | null) {
  guest = token
}

export const guestToken = () => guest

/** A report that somebody edits by invitation, and the projects (entity/project) that are seen for it alone. */
export interface Invitation { readonly report: string; readonly places: ReadonlySet<string> }

let invitation: Invitation | null = null

/** From then on what is in those projects is read as the report's guest; changes are made in the own name. */
export function setInvitation(to: Invitation) {
  invitation = to
}

export function endInvitation(of: Invitation) {
  if (invitation === of) invitation = null
}

interface Question { entity?: string; project?: string; query?: string; variables?: Question }

function isOfInvitation(question: Question) {
  const { entity, project } = question.variables ?? question
  return invitation!.places.has(`${entity}/${project}`) && !question.query?.startsWith('mutation')
}

let sessionEnded: () => void = () => {}

/** Called when a request that needs a session finds none: the shell leads to the login page. */
export function onSessionEnd(listener: () => void) {
  sessionEnded = listener
}

function messageOf(body: unknown, status: number): { message: string; code: string; requestId: string | null } {
  const root = (body ?? {}) as { error?: unknown; errors?: { message?: string; extensions?: { code?: string; requestId?: string } }[]; requestId?: string }
  if (root.errors?.length) {
    const first = root.errors[0]!
    return {
      message: root.errors.map(each => each.message ?? 'unknown error').join('; '),
      code: first.extensions?.code ?? 'ERROR',
      requestId: first.extensions?.requestId ?? null,
    }
  }
  const error = root.error as { code?: string; message?: string; requestId?: string } | string | undefined
  if (typeof error === 'string') return { message: error, code: 'ERROR', requestId: null }
  if (error?.message) return { message: error.message, code: error.code ?? 'ERROR', requestId: error.requestId ?? null }
  return { message: status ? `The server answered ${status}` : 'The server cannot be reached', code: 'ERROR', requestId: null }
}

export interface RequestOptions {
  method?: string
  body?: unknown
  signal?: AbortSignal
  /** Login answers 401 itself: that is no lost session. */
  quiet401?: boolean
}

export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST')
  const headers: Record<string, string> = {}
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  // who is logged in stays asked as it was
  if (guest !== null && !path.startsWith('/api/session')) headers['X-Selvedge-Access-Token'] = guest
  if (invitation !== null && options.body && isOfInvitation(options.body)) headers['X-Selvedge-Report'] = invitation.report
  if (method !== 'GET') {
    const token = cookie('XSRF-TOKEN')
    if (token) headers['X-XSRF-TOKEN'] = token
  }
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body,
      // a change made just before the page goes is still sent; browsers refuse this beyond 64 KiB
      keepalive: body !== undefined && body.length < 16_000,
      signal: options.signal,
    })
  } catch (failure) {
    if (options.signal?.aborted) throw failure
    throw new ApiError('The server cannot be reached', 0, 'UNREACHABLE', null)
  }
  if (response.ok) return response
  let answer: unknown
  try {
    answer = parseLenient(await response.text())
  } catch {
    answer = null
  }
  const { message, code, requestId } = messageOf(answer, response.status)
  if (response.status === 401 && !options.quiet401 && guest === null) sessionEnded()
  throw new ApiError(message, response.status, code, requestId ?? response.headers.get('X-Request-Id'))
}

export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await request(path, options)
  return parseLenient(await response.text()) as T
}

export { messageOf }
