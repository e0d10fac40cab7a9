import { isObject } from '../api/json.ts'

export interface Picture { path: string; caption: string | null; width: number | null; height: number | null }

export interface MediaRow { step: number; pictures: Picture[] }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const size = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null)

/** The pictures of one logged value: a single image, or a list that the client wrote as separate files. */
export function picturesOf(value: unknown): Picture[] {
  if (!isObject(value)) return []
  const frame = { width: size(value.width), height: size(value.height) }
  if (value._type === 'image-file') return text(value.path) ? [{ path: value.path as string, caption: text(value.caption), ...frame }] : []
  if (value._type !== 'images/separated' || !Array.isArray(value.filenames)) return []
  const captions = Array.isArray(value.captions) ? value.captions : []
  return value.filenames.flatMap((path, at) => (text(path) ? [{ path: path as string, caption: text(captions[at]), ...frame }] : []))
}

/** Rows of sampled history as pictures by step; `key` may stand whole or as a path of nested objects. */
export function mediaRows(rows: unknown, key: string): MediaRow[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap(row => {
    if (!isObject(row) || typeof row._step !== 'number') return []
    const pictures = picturesOf(row[key])
    return pictures.length > 0 ? [{ step: row._step, pictures }] : []
  })
}

/** What a run showed at a step: its newest row that is not later. */
export function rowAt(rows: readonly MediaRow[], step: number): MediaRow | undefined {
  return rows.findLast(row => row.step <= step)
}
