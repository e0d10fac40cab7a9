// Plain HTTP to the server under test, as a browser session and as a client with a key.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'

export const URL_ = (process.env.SELVEDGE_URL ?? '').replace(/\/$/, '')
assert.ok(URL_, 'SELVEDGE_URL must name a running server; ./run.sh starts one')

export class Session {
  #cookies = new Map()

  async send(path, body, method = body === undefined ? 'GET' : 'POST') {
    const headers = { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const token = this.#cookies.get('XSRF-TOKEN')
    if (token) headers['X-XSRF-TOKEN'] = decodeURIComponent(token)
    const response = await fetch(URL_ + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    for (const line of response.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=')
      this.#cookies.set(name, value.join('='))
    }
    return response
  }

  async json(path, body) {
    const response = await this.send(path, body)
    const text = await response.text()
    assert.ok(response.ok, `${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }

  async graphql(query, variables = {}) {
    const answer = await this.json('/graphql', { query, variables })
    assert.equal(answer.errors, undefined, JSON.stringify(answer.errors))
    return answer.data
  }

  browserCookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: URL_ }))
  }
}

/** What a client does, without the client: upsert, file_stream, file uploads. */
export function api({ key, entity }) {
  const auth = { Authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}`, 'Content-Type': 'application/json' }

  async function graphql(query, variables) {
    const response = await fetch(`${URL_}/graphql`, { method: 'POST', headers: auth, body: JSON.stringify({ query, variables }) })
    const text = await response.text()
    assert.equal(response.status, 200, text)
    const answer = JSON.parse(text)
    assert.equal(answer.errors, undefined, text)
    return answer.data
  }

  async function stream(project, run, body) {
    const path = [entity, project, run].map(encodeURIComponent).join('/')
    const response = await fetch(`${URL_}/files/${path}/file_stream`, { method: 'POST', headers: auth, body: JSON.stringify(body) })
    assert.ok(response.ok, `file_stream: ${response.status} ${await response.text()}`)
  }

  return {
    graphql,

    async run(project, name, { config = {}, displayName = name, tags = [], group = null, notes = null } = {}) {
      const wrapped = Object.fromEntries(Object.entries(config).map(([at, value]) => [at, { value }]))
      const data = await graphql(
        `mutation Seed($project: String, $entity: String, $name: String, $config: JSONString, $displayName: String, $tags: [String], $group: String, $notes: String) {
          upsertBucket(input: {modelName: $project, entityName: $entity, name: $name, config: $config, displayName: $displayName, tags: $tags, groupName: $group, notes: $notes}) { bucket { id name } } }`,
        { project, entity, name, config: JSON.stringify(wrapped), displayName, tags, group, notes },
      )
      return data.upsertBucket.bucket
    },

    history: (project, run, rows, offset = 0) => stream(project, run, { files: { 'wandb-history.jsonl': { offset, content: rows.map(row => JSON.stringify(row)) } } }),
    uploaded: (project, run, names) => stream(project, run, { uploaded: names }),
    events: (project, run, rows, offset = 0) => stream(project, run, { files: { 'wandb-events.jsonl': { offset, content: rows.map(row => JSON.stringify(row)) } } }),
    summary: (project, run, summary) => stream(project, run, { files: { 'wandb-summary.json': { offset: 0, content: [JSON.stringify(summary)] } } }),
    console: (project, run, lines, offset = 0) => stream(project, run, { files: { 'output.log': { offset, content: lines } } }),
    finish: (project, run, exitcode = 0) => stream(project, run, { complete: true, exitcode }),

    /** A version logged by a run, with its files and manifest; the id of the version. */
    async artifact(project, run, type, name, files, { aliases = [], metadata = {}, description = null, references = {} } = {}) {
      const md5 = content => createHash('md5').update(content).digest('base64')
      const contents = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { digest: md5(content), size: Buffer.byteLength(content) }]))
      const made = await graphql('mutation Make($input: CreateArtifactInput!) { createArtifact(input: $input) { artifact { id } } }', { input: {
        entityName: entity, projectName: project, runName: run, artifactTypeName: type, artifactCollectionNames: [name], digestAlgorithm: 'MANIFEST_MD5',
        digest: createHash('md5').update(JSON.stringify([name, contents, metadata, references])).digest('hex'), description, metadata: JSON.stringify(metadata), aliases: ['latest', ...aliases].map(alias => ({ artifactCollectionName: name, alias })),
      } })
      const { id } = made.createArtifact.artifact
      const put = async ({ uploadUrl, uploadHeaders }, content) => {
        if (!uploadUrl) return
        const headers = Object.fromEntries(uploadHeaders.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
        const response = await fetch(uploadUrl, { method: 'PUT', headers, body: content })
        assert.ok(response.ok, `artifact upload: ${response.status} ${await response.text()}`)
      }
      const places = await graphql('mutation Files($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node { name uploadUrl uploadHeaders artifact { id } } } } } }', { input: {
        storageLayout: 'V2', artifactFiles: Object.entries(contents).map(([path, { digest }]) => ({ artifactID: id, name: path, md5: digest })),
      } })
      // what an older version holds is not sent again: the entry then names that version
      const birth = Object.fromEntries(places.createArtifactFiles.files.edges.map(({ node }) => [node.name, node.artifact?.id ?? id]))
      for (const { node } of places.createArtifactFiles.files.edges) await put(node, files[node.name])
      const manifest = JSON.stringify({ version: 1, storagePolicy: 'wandb-storage-policy-v1', storagePolicyConfig: { storageLayout: 'V2' }, contents: { ...Object.fromEntries(Object.entries(contents).map(([path, entry]) => [path, { ...entry, birthArtifactID: birth[path] }])), ...Object.fromEntries(Object.entries(references).map(([path, ref]) => [path, { ref, digest: md5(ref), size: 70, extra: { etag: md5(ref) } }])) } })
      const place = await graphql('mutation Manifest($input: CreateArtifactManifestInput!) { createArtifactManifest(input: $input) { artifactManifest { id file { uploadUrl uploadHeaders } } } }', { input: {
        name: 'wandb_manifest.json', artifactID: id, digest: md5(manifest), entityName: entity, projectName: project, runName: run, type: 'FULL',
      } })
      await put(place.createArtifactManifest.artifactManifest.file, manifest)
      await graphql('mutation Commit($id: ID!) { commitArtifact(input: {artifactID: $id}) { artifact { id } } }', { id })
      return id
    },

    use: (project, run, id) => graphql('mutation Use($input: UseArtifactInput!) { useArtifact(input: $input) { artifact { id } } }', { input: { artifactID: id, entityName: entity, projectName: project, runName: run } }),

    async file(project, run, name, content) {
      const data = await graphql(
        `mutation Files($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
          createRunFiles(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) { uploadHeaders files { name uploadUrl } } }`,
        { entity, project, run, files: [name] },
      )
      const { uploadHeaders, files } = data.createRunFiles
      const headers = Object.fromEntries(uploadHeaders.map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
      const response = await fetch(files[0].uploadUrl, { method: 'PUT', headers, body: content })
      assert.ok(response.ok, `upload: ${response.status} ${await response.text()}`)
      await stream(project, run, { uploaded: [name] })
    },
  }
}

export const unique = prefix => `${prefix}-${Math.random().toString(36).slice(2, 8)}`

/** A falling loss and a rising accuracy. */
export function rows(amount, from = 0) {
  return Array.from({ length: amount }, (_, index) => {
    const step = from + index
    return { _step: step, _runtime: step * 0.5, _timestamp: 1_760_000_000 + step * 0.5, 'train/loss': 2 / (1 + step / 50), 'train/acc': 1 - 1 / (1 + step / 50), lr: 0.1 }
  })
}
