import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import type { Key } from '../../panels/spec.ts'
import { FieldsQuery } from './queries.ts'

export type FieldType = 'number' | 'text' | 'time' | 'tags' | 'any'

/** A column, filter key or sort key. A nested one holds an object, whose parts are fields too. `id` is the spelling of the layout document, such as `config:lr.value`. */
export interface Field { id: string; key: Key; label: string; type: FieldType; options?: readonly string[]; nested?: boolean }

const fixed = (name: string, label: string, type: FieldType, options?: readonly string[]): Field => ({ id: `run:${name}`, key: { section: 'run', name }, label, type, options })

export const STATES = ['running', 'finished', 'failed', 'crashed', 'killed', 'pending', 'preempting', 'preempted'] as const

export const RUN_FIELDS: readonly Field[] = [
  fixed('displayName', 'Name', 'text'),
  fixed('state', 'State', 'text', STATES),
  { id: 'tags:__ALL__', key: { section: 'tags', name: '__ALL__' }, label: 'Tags', type: 'tags' },
  fixed('createdAt', 'Created', 'time'),
  fixed('duration', 'Runtime', 'number'),
  fixed('username', 'User', 'text'),
  fixed('notes', 'Notes', 'text'),
  fixed('group', 'Group', 'text'),
  fixed('jobType', 'Job type', 'text'),
  fixed('sweep', 'Sweep', 'text'),
  fixed('host', 'Host', 'text'),
  fixed('heartbeatAt', 'Last heartbeat', 'time'),
  fixed('name', 'ID', 'text'),
]

const UNSORTABLE = new Set(['tags', 'run:notes'])
export const isSortable = (field: Field) => !UNSORTABLE.has(field.key.section) && !UNSORTABLE.has(field.id)

export const fieldId = (key: Key) => `${key.section}:${key.name}`

/** `config.lr.value` as the server names it becomes the field `config:lr.value`, shown as `lr`. */
export function fieldOfPath(path: string, type: string): Field | null {
  const nested = type === 'object'
  const kind: FieldType = type === 'number' ? 'number' : type === 'string' ? 'text' : 'any'
  if (path.startsWith('config.')) {
    const name = path.slice('config.'.length)
    if (name.startsWith('_wandb') || name.startsWith('wandb_version')) return null
    return { id: `config:${name}`, key: { section: 'config', name }, label: configLabel(name), type: kind, nested }
  }
  if (path.startsWith('summary_metrics.')) {
    const name = path.slice('summary_metrics.'.length)
    if (name.startsWith('_wandb')) return null
    return { id: `summary:${name}`, key: { section: 'summary', name }, label: name, type: kind, nested }
  }
  return null
}

/** Config values lie one level below their key, under `value`. */
export function configLabel(name: string): string {
  return name.endsWith('.value') ? name.slice(0, -'.value'.length) : name.replace('.value.', '.')
}

export function fieldOf(key: Key, known: readonly Field[]): Field {
  const id = fieldId(key)
  return known.find(each => each.id === id) ?? { id, key, label: key.section === 'config' ? configLabel(key.name) : key.name, type: 'any' }
}

export function keyOfId(id: string): Key {
  const cut = id.indexOf(':')
  return { section: id.slice(0, cut), name: id.slice(cut + 1) }
}

/** Fields of every run, then config and summary keys that runs of the project hold. */
export function useFields(entity: string, project: string) {
  const query = useQuery({
    queryKey: ['fields', entity, project],
    queryFn: ({ signal }) => run(FieldsQuery, { entity, project, pattern: null, first: 2000 }, signal),
    staleTime: 15_000,
    refetchInterval: 30_000,
  })
  const found = query.data?.project?.fields
  return useMemo(() => {
    const own = nodes(found).map(field => fieldOfPath(field.path, field.type)).filter((field): field is Field => field !== null)
    return { fields: [...RUN_FIELDS, ...own], config: own.filter(field => field.key.section === 'config'), summary: own.filter(field => field.key.section === 'summary'), loading: query.isPending, error: query.error }
  }, [found, query.isPending, query.error])
}
