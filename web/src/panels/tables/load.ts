import { nodes, run } from '../../api/graphql.ts'
import { isObject, parseLenient } from '../../api/json.ts'
import { picturesOf, type Picture } from '../media.ts'
import { ClientArtifactQuery, MediaFilesQuery, TableFilesQuery } from '../queries.ts'

/** Where a logged table lies: its rows with their media in an artifact, a poorer copy among the files of the run. */
export interface TableRef { step: number; path: string; artifactPath: string | null; parts: string[] }

export interface LoadedTable { columns: string[]; rows: unknown[][]; /** Links to the media of cells, by their path. */ links: (paths: readonly string[]) => Promise<Map<string, string>> }

const TYPES = new Set(['table-file', 'incremental-table-file'])

export function tableRef(value: unknown, step: number): TableRef | null {
  if (!isObject(value) || !TYPES.has(String(value._type)) || typeof value.path !== 'string') return null
  const parts = Array.isArray(value.previous_increments_paths) ? value.previous_increments_paths.filter((part): part is string => typeof part === 'string') : []
  return { step, path: value.path, artifactPath: typeof value.artifact_path === 'string' ? value.artifact_path : null, parts }
}

export function tableRefs(rows: unknown, key: string): TableRef[] {
  return (Array.isArray(rows) ? rows : []).flatMap(row => {
    const ref = isObject(row) && typeof row._step === 'number' ? tableRef(row[key], row._step) : null
    return ref ? [ref] : []
  })
}

/** `wandb-client-artifact://<client id>[:alias]/<file>` or `wandb-artifact://<hex of the id>/<file>`. */
export function artifactOf(path: string): { client: string } & { file: string } | { id: string; file: string } | null {
  const match = /^wandb-(client-)?artifact:\/\/([^/:]+)(?::[^/]+)?\/(.+)$/.exec(path)
  if (!match) return null
  const [, client, name, file] = match as unknown as [string, string | undefined, string, string]
  if (client) return { client: name, file }
  if (!/^([0-9a-f]{2})+$/i.test(name)) return null
  return { id: btoa(name.replace(/../g, pair => String.fromCharCode(parseInt(pair, 16)))), file }
}

export async function readTable(url: string, signal: AbortSignal): Promise<{ columns: string[]; rows: unknown[][] }> {
  const response = await fetch(url, { signal, credentials: 'omit' })
  if (!response.ok) throw new Error(`The table could not be read (${response.status})`)
  const file = parseLenient(await response.text())
  if (!isObject(file) || !Array.isArray(file.columns) || !Array.isArray(file.data)) throw new Error('The file is not a table')
  return { columns: file.columns.map(String), rows: file.data.filter(Array.isArray) as unknown[][] }
}

interface Place { entity: string; project: string; run: string }

async function artifactFile(path: string, signal: AbortSignal): Promise<{ url: string; id: string } | null> {
  const found = artifactOf(path)
  if (!found) return null
  const id = 'id' in found ? found.id : (await run(ClientArtifactQuery, { id: found.client }, signal)).clientIDMapping?.serverID
  if (!id) return null
  const file = nodes((await run(TableFilesQuery, { id, names: [found.file], first: 1 }, signal)).artifact?.files)[0]
  return file ? { url: file.directUrl, id } : null
}

/** Links to files of an artifact, by their names. */
export async function artifactLinks(id: string, names: readonly string[]): Promise<Map<string, string>> {
  return new Map(nodes((await run(TableFilesQuery, { id, names: [...names], first: names.length })).artifact?.files).map(file => [file.name, file.directUrl]))
}

async function runLinks(place: Place, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const answer = await run(MediaFilesQuery, { entity: place.entity, project: place.project, name: place.run, names: [...names], first: names.length })
  return new Map(nodes(answer.project?.run?.files).map(file => [file.name, file.directUrl]))
}

export async function loadTable(place: Place, ref: TableRef, signal: AbortSignal): Promise<LoadedTable> {
  const inArtifact = ref.artifactPath ? await artifactFile(ref.artifactPath, signal) : null
  if (!inArtifact) {
    const url = (await runLinks(place, [ref.path])).get(ref.path)
    if (!url) throw new Error('The file of this table is gone')
    return { ...await readTable(url, signal), links: names => runLinks(place, names) }
  }
  // a table that grows is logged in pieces, each with only its own rows
  const pieces = await Promise.all(ref.parts.map(part => artifactFile(part, signal)))
  const tables = await Promise.all([...pieces, inArtifact].flatMap(piece => (piece ? [readTable(piece.url, signal)] : [])))
  const columns = tables[tables.length - 1]!.columns
  return {
    columns,
    rows: tables.flatMap(table => table.rows),
    links: names => artifactLinks(inArtifact.id, names),
  }
}

/** The media of a cell, or null for a plain value. */
export const cellMedia = (value: unknown): Picture | null => (isObject(value) && typeof value.path === 'string' ? picturesOf(value)[0] ?? null : null)

