import { ApiError, messageOf, request } from './http.ts'
import { parseLenient } from './json.ts'

/** A query text that knows the types of its answer and variables. */
export interface Document<Answer, Variables> {
  readonly name: string
  readonly text: string
  readonly __types?: (variables: Variables) => Answer
}

export function gql<Answer, Variables = Record<string, never>>(text: string): Document<Answer, Variables> {
  const name = /(?:query|mutation)\s+(\w+)/.exec(text)?.[1]
  if (!name) throw new Error('A document needs a name')
  return { name, text }
}

export async function run<Answer, Variables>(document: Document<Answer, Variables>, variables: Variables, signal?: AbortSignal): Promise<Answer> {
  const response = await request('/graphql', {
    body: { operationName: document.name, query: document.text, variables },
    signal,
  })
  const body = parseLenient(await response.text()) as { data?: Answer | null; errors?: unknown[] }
  if (body.errors?.length || !body.data) {
    const { message, code, requestId } = messageOf(body, response.status)
    throw new ApiError(message, response.status, code, requestId ?? response.headers.get('X-Request-Id'))
  }
  return body.data
}

export interface Edges<Node> {
  edges: { node: Node; cursor?: string }[]
}

export interface Page<Node> extends Edges<Node> {
  pageInfo: { endCursor: string | null; hasNextPage: boolean }
}

export function nodes<Node>(connection: { edges: { node: Node | null }[] } | null | undefined): Node[] {
  return (connection?.edges ?? []).map(edge => edge.node).filter((node): node is Node => node !== null)
}
