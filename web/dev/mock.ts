import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buildSchema, graphql, extendSchema, parse } from 'graphql'
import type { Plugin } from 'vite'
import { KEYS, logsOf, projects, rowsNow, SYSTEM_KEYS, valueOf, type MockRun } from './data.ts'
import { answerHistory } from './history.ts'
import { fieldOf, matches, select, summaryOf } from './runQuery.ts'

/**
 * A server with invented data behind the real schema, for looking at pages without one. It answers the documents of
 * `src` through the contract's own types, so a field that the contract lacks fails here too.
 */
const FOLDER = new URL('../../contracts/graphql/', import.meta.url)

export function contractSchema() {
  const files = readdirSync(FOLDER).filter(name => name.endsWith('.graphqls'))
  const texts = files.map(name => readFileSync(new URL(name, FOLDER), 'utf8'))
  // GraphQL's reader wants a field in each root type; the contract adds them all by extension
  const scalars = files.indexOf('scalars.graphqls')
  const base = texts[scalars]!.replace(/^type Query$/m, 'type Query { _base: Boolean }').replace(/^type Mutation$/m, 'type Mutation { _base: Boolean }')
  const rest = texts.filter((_, at) => at !== scalars).join('\n')
  return extendSchema(buildSchema(base), parse(rest))
}

interface Pages { first?: number | null; after?: string | null; last?: number | null }

function connection<T>(items: T[], { first, after, last }: Pages, node: (item: T) => unknown) {
  const start = last ? Math.max(0, items.length - last) : after ? Number(after) : 0
  const end = last ? items.length : Math.min(items.length, start + (first ?? 50))
  return {
    edges: items.slice(start, end).map((item, at) => ({ node: node(item), cursor: String(start + at + 1) })),
    pageInfo: { endCursor: end > start ? String(end) : null, hasNextPage: end < items.length, hasPreviousPage: start > 0, startCursor: null },
    totalCount: items.length,
  }
}

const pickKeys = (object: Record<string, unknown>, keys?: string[] | null) => JSON.stringify(keys ? Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key))) : object)

const FILES: Record<string, string> = {
  'config.yaml': 'lr:\n  value: 0.01\nbatch_size:\n  value: 64\n',
  'requirements.txt': 'torch==2.6.0\nnumpy==2.1.0\nwandb==0.31.0\n',
  'wandb-metadata.json': JSON.stringify({ os: 'Linux', gpu: 'NVIDIA A100', args: ['--lr', '0.01'] }),
  'code/train.py': 'import wandb\n\n\ndef main(lr: float = 0.01) -> None:\n    """Train the model."""\n    with wandb.init(project="mnist-cnn") as run:\n        for step in range(1000):\n            run.log({"train/loss": 1 / (step + 1)})\n\n\nif __name__ == "__main__":\n    main()\n',
  'diff.patch': '--- a/train.py\n+++ b/train.py\n@@ -1,2 +1,2 @@\n-lr = 0.1\n+lr = 0.01\n',
  'README.md': '# A run\n\nWith *Markdown*, `code` and a list:\n\n- one\n- two\n',
  'media/table/predictions_10.table.json': JSON.stringify({ columns: ['id', 'label', 'score'], data: Array.from({ length: 40 }, (_, at) => [at, at % 2 ? 'cat' : 'dog', (at * 37 % 100) / 100]) }),
  'media/images/sample_0.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><rect width="240" height="240" fill="#3d6fd9"/><circle cx="120" cy="120" r="80" fill="#e2574c"/></svg>',
}

const views: { id: string; name: string; displayName: string; spec: string; type: string; updatedAt: string; project: string; user: { username: string } }[] = []
const keys = [{ id: 'QXBpS2V5OjE=', name: 'a1b2****', description: 'Laptop', createdAt: new Date().toISOString(), lastUsedAt: null }]
const state = { loggedIn: process.env.MOCK !== 'empty', setup: process.env.MOCK === 'empty', empty: process.env.MOCK === 'empty' }

function runNode(run: MockRun, projectName: string): Record<string, unknown> {
  return {
    id: btoa(`Run:${run.seed}`), name: run.name, displayName: run.displayName, state: run.state, createdAt: run.createdAt, heartbeatAt: new Date().toISOString(), updatedAt: run.createdAt,
    tags: run.tags, notes: run.notes, group: run.group, jobType: null, host: 'node-03', sweepName: null, computeSeconds: rowsNow(run) * 0.31, historyLineCount: rowsNow(run), user: { username: 'ada', name: 'Ada', id: 'x' },
    config: ({ keys: wanted }: { keys?: string[] }) => pickKeys(run.config, wanted),
    summaryMetrics: ({ keys: wanted }: { keys?: string[] }) => pickKeys(summaryOf(run), wanted),
    wandbConfig: '{}', commit: '4f1c9a77d2', stopped: false, readOnly: false, exitcode: run.state === 'failed' ? 1 : 0, fileCount: Object.keys(FILES).length, logLineCount: () => logsOf(run).length, eventsLineCount: 40, storageBytes: 123456,
    systemMetrics: () => JSON.stringify(Object.fromEntries(SYSTEM_KEYS.map(key => [key, valueOf(run, key, 1)]))),
    historyKeys: () => ({ lastStep: rowsNow(run) - 1, keys: Object.fromEntries([...KEYS, 'examples'].map(key => [key, { typeCounts: [{ type: key === 'examples' ? 'image-file' : 'number', count: 10 }] }])) }),
    runInfo: { args: ['--lr', '0.01'], codeSaved: true, cpuCount: 16, executable: 'python', gpu: 'NVIDIA A100', gpuCount: 2, os: 'Linux-6.1-x86_64', program: 'train.py', python: '3.12.4', git: { remote: 'https://example.org/mnist.git', commit: '4f1c9a77' } },
    logLines: (pages: Pages) => connection(logsOf(run), pages, line => ({ ...line, id: String(line.number) })),
    files: (pages: Pages & { names?: string[] }) => connection(Object.keys(FILES), pages, name => ({ id: name, name, directUrl: `/mock-file/${name}`, url: `/mock-file/${name}`, sizeBytes: FILES[name]!.length, mimetype: null, updatedAt: run.createdAt, displayName: name, uploadHeaders: [] })),
    projectName,
  }
}

function projectNode(name: string | null) {
  const project = projects.find(each => each.name === name)
  if (!project || state.empty) return null
  const count = ({ filters }: { filters?: string }) => select(project.runs, filters).length
  return {
    id: btoa(`Project:${project.name}`), name: project.name, entityName: 'ada', createdAt: project.runs[0]?.createdAt ?? new Date().toISOString(), lastActive: project.runs.at(-1)?.createdAt ?? null, internalId: btoa('ProjectInternalId:7'), readOnly: false,
    description: '# About\n\nWhat this project is for.', access: 'PRIVATE', storageBytes: 48_000_000, tagCounts: [{ name: 'baseline', count: 12 }], runCount: count,
    runs: ({ filters, order, ...pages }: { filters?: string; order?: string } & Pages) => connection(select(project.runs, filters, order), pages, run => runNode(run, project.name)),
    run: ({ name: wanted }: { name: string }) => {
      const found = project.runs.find(run => run.name === wanted && !run.deleted)
      return found ? runNode(found, project.name) : null
    },
    fields: (pages: Pages) => connection([
      ...['lr.value', 'batch_size.value', 'optimizer.value', 'model.value.depth', 'model.value.width', 'seed.value'].map(key => ({ path: `config.${key}`, type: key.startsWith('opt') ? 'string' : 'number', count: 40 })),
      ...KEYS.map(key => ({ path: `summary_metrics.${key}`, type: 'number', count: 40 })),
    ], pages, each => each),
    runGroups: ({ groupKeys, filters, aggregateKeys, ...pages }: { groupKeys: string[]; filters?: string; aggregateKeys?: string[] } & Pages) => {
      const groups = new Map<string, MockRun[]>()
      for (const run of select(project.runs, filters)) {
        const key = JSON.stringify(groupKeys.map(path => fieldOf(run, path) ?? null))
        groups.set(key, [...(groups.get(key) ?? []), run])
      }
      return connection([...groups], pages, ([key, runs]) => ({
        key: JSON.parse(key), runCount: runs.length,
        aggregates: Object.fromEntries((aggregateKeys ?? []).map(path => {
          const values = runs.map(run => fieldOf(run, path)).filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          return [path, { count: values.length, mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length), min: Math.min(...values), max: Math.max(...values) }]
        })),
        filters: JSON.stringify({ $and: [JSON.parse(filters || '{}'), Object.fromEntries(groupKeys.map((path, at) => [path, JSON.parse(key)[at]]))] }),
      }))
    },
    allViews: ({ viewName, ...pages }: { viewName?: string } & Pages) => connection(views.filter(view => view.project === name && (!viewName || view.name === viewName)), pages, view => view),
  }
}

type Input<T> = { input: T }

const root = {
  viewer: () => ({ id: btoa('User:1'), name: 'Ada', username: 'ada', email: 'ada@example.org', entity: 'ada', admin: true, createdAt: new Date().toISOString(), organizations: [], teams: { edges: [{ node: { name: 'vision-lab' } }] }, apiKeys: { edges: keys.map(node => ({ node, cursor: '' })), pageInfo: { hasNextPage: false, hasPreviousPage: false } } }),
  generateApiKey: ({ input }: Input<{ description: string }>) => {
    const made = { id: btoa(`ApiKey:${keys.length + 1}`), name: 'local-' + '0123456789abcdef'.repeat(3), description: input.description, createdAt: new Date().toISOString(), lastUsedAt: null }
    keys.push({ ...made, name: '0123****' })
    return { apiKey: made }
  },
  deleteApiKey: ({ input }: Input<{ id: string }>) => ({ success: keys.splice(keys.findIndex(key => key.id === input.id), 1).length === 1 }),
  updateUser: () => ({ user: { id: 'x', name: 'Ada', createdAt: '', organizations: [] } }),
  models: (pages: Pages & { entityName: string }) => connection(state.empty || pages.entityName !== 'ada' ? [] : projects, pages, project => projectNode(project.name)),
  entity: ({ name }: { name: string }) => (name === 'ada' || name === 'vision-lab' ? { name, isTeam: name !== 'ada', createdAt: new Date().toISOString(), memberCount: 3 } : null),
  project: ({ name }: { name: string }) => projectNode(name),
  search: ({ query, first }: { query: string; first?: number }) => projects.flatMap(project => [
    { kind: 'project', entityName: 'ada', projectName: project.name, name: project.name, displayName: project.name },
    ...project.runs.slice(0, 100).map(run => ({ kind: 'run', entityName: 'ada', projectName: project.name, name: run.name, displayName: run.displayName })),
  ]).filter(hit => hit.displayName.includes(query)).slice(0, first ?? 20),
  upsertView: ({ input }: Input<{ id?: string; projectName: string; name: string; displayName: string; spec: string; type: string }>) => {
    let view = views.find(each => each.id === input.id || (each.name === input.name && each.project === input.projectName))
    if (!view) views.push(view = { id: btoa(`View:${views.length + 1}`), name: input.name, displayName: input.displayName, spec: '', type: input.type, updatedAt: '', project: input.projectName, user: { username: 'ada' } })
    Object.assign(view, { spec: input.spec, displayName: input.displayName, updatedAt: new Date().toISOString() })
    return { view, inserted: true }
  },
  deleteView: ({ input }: Input<{ id: string }>) => ({ success: views.splice(views.findIndex(view => view.id === input.id), 1).length === 1 }),
  upsertBucket: ({ input }: Input<{ id: string; displayName?: string; notes?: string; tags?: string[] }>) => {
    const run = projects.flatMap(project => project.runs).find(each => btoa(`Run:${each.seed}`) === input.id)!
    for (const name of ['displayName', 'notes', 'tags'] as const) if (input[name] != null) Object.assign(run, { [name]: input[name] })
    return { bucket: runNode(run, '') }
  },
  stopRun: () => ({ success: true }),
  deleteFiles: () => ({ success: true }),
  deleteRuns: ({ input }: Input<{ projectName: string; filters: string }>) => (setDeleted(input, true), { errors: null }),
  undeleteRuns: ({ input }: Input<{ projectName: string; filters: string }>) => (setDeleted(input, false), { clientMutationId: null }),
  modifyRuns: ({ input }: Input<{ projectName: string; filters: string; addTags: string[]; removeTags: string[] }>) => {
    const runs = select(projects.find(each => each.name === input.projectName)!.runs, input.filters)
    for (const run of runs) run.tags = [...new Set([...run.tags, ...input.addTags])].filter(tag => !input.removeTags.includes(tag))
    return { runs: runs.map(run => runNode(run, input.projectName)) }
  },
}

function setDeleted({ projectName, filters }: { projectName: string; filters: string }, deleted: boolean) {
  for (const run of projects.find(each => each.name === projectName)!.runs) if (matches(run, JSON.parse(filters))) run.deleted = deleted
}

async function body(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString() || '{}')
}

const session = () => ({ user: state.loggedIn ? { username: 'ada', name: 'Ada', email: 'ada@example.org', admin: true, entity: 'ada' } : null, needsSetup: state.setup, signupOpen: true, version: '0.1.0' })

function json(response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(value))
}

export function mock(): Plugin {
  const schema = contractSchema()
  return {
    name: 'selvedge-mock',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?')[0]!
        const answer = async () => {
          if (path === '/api/session' && request.method === 'GET') return json(response, 200, session())
          if (path === '/api/session' && request.method === 'DELETE') return (state.loggedIn = false, json(response, 200, {}))
          if (path === '/api/session' || path === '/api/signup') {
            const form = (await body(request)) as { password: string }
            if (form.password === 'wrong-password') return json(response, 401, { error: { code: 'UNAUTHENTICATED', message: 'Wrong username or password', requestId: 'r-1' } })
            state.loggedIn = true
            state.setup = false
            return json(response, 200, session())
          }
          if (path === '/graphql') {
            const { query, variables, operationName } = (await body(request)) as { query: string; variables: Record<string, unknown>; operationName: string }
            const result = await graphql({ schema, source: query, variableValues: variables, operationName, rootValue: root })
            if (result.errors) console.error(operationName, result.errors.map(error => error.message))
            return json(response, 200, result)
          }
          if (path === '/api/history/query') {
            response.setHeader('Content-Type', 'application/vnd.selvedge.columns')
            return response.end(Buffer.from(answerHistory((await body(request)) as never)))
          }
          const file = FILES[decodeURIComponent(path.replace('/mock-file/', ''))]
          if (path.startsWith('/mock-file/') && file !== undefined) {
            response.setHeader('Content-Type', path.endsWith('.svg') ? 'image/svg+xml' : 'text/plain')
            return response.end(file)
          }
          // names of projects may hold dots, which the development server would take for files
          if (request.headers.accept?.includes('text/html')) request.url = '/'
          next()
        }
        answer().catch(failure => {
          console.error(failure)
          json(response, 500, { error: { code: 'INTERNAL', message: String(failure), requestId: 'mock-1' } })
        })
      })
    },
  }
}
