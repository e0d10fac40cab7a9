import { isObject, type JsonObject } from '../../api/json.ts'
import { naturalOrder } from '../../design/format.ts'

export type Change = 'added' | 'removed' | 'changed'

interface Entry { name: string; sizeBytes: number; digest: string | null }

export const isTable = (name: string) => name.endsWith('.table.json')

export interface FileChange { name: string; change: Change; left: number | null; right: number | null }

/** Files are the same when their digests are; where there is none, their sizes decide. */
export function compareFiles(left: readonly Entry[], right: readonly Entry[]): FileChange[] {
  const [old, fresh] = [new Map(left.map(each => [each.name, each])), new Map(right.map(each => [each.name, each]))]
  return [...new Set([...old.keys(), ...fresh.keys()])].sort(naturalOrder).flatMap((name): FileChange[] => {
    const [before, after] = [old.get(name), fresh.get(name)]
    if (!before) return [{ name, change: 'added', left: null, right: after!.sizeBytes }]
    if (!after) return [{ name, change: 'removed', left: before.sizeBytes, right: null }]
    const same = before.digest !== null && after.digest !== null ? before.digest === after.digest : before.sizeBytes === after.sizeBytes
    return same ? [] : [{ name, change: 'changed', left: before.sizeBytes, right: after.sizeBytes }]
  })
}

/** Keys of nested objects have dotted names. */
export function compareMetadata(left: JsonObject, right: JsonObject): { key: string; left: unknown; right: unknown }[] {
  const [old, fresh] = [flat(left), flat(right)]
  return [...new Set([...old.keys(), ...fresh.keys()])].sort(naturalOrder)
    .filter(key => JSON.stringify(old.get(key)) !== JSON.stringify(fresh.get(key)))
    .map(key => ({ key, left: old.get(key), right: fresh.get(key) }))
}

function flat(value: JsonObject, prefix = ''): Map<string, unknown> {
  return new Map(Object.entries(value).flatMap(([key, each]) => (isObject(each) && Object.keys(each).length > 0 ? [...flat(each, `${prefix}${key}.`)] : [[prefix + key, each] as const])))
}
