import { isObject, parseObject, type JsonObject } from '../api/json.ts'

export interface Picture { path: string; caption: string | null; width: number | null; height: number | null; kind: MediaKind; masks: Overlay[]; boxes: Overlay[] }

/** A `file` is named and downloaded: nothing here draws it. */
export type MediaKind = 'image' | 'audio' | 'video' | 'html' | 'plotly' | 'scene' | 'file'

/** A named layer of an image and the file it lies in. */
export interface Overlay { name: string; path: string; /** Cells of tables bring their boxes along instead of a file. */ inline?: JsonObject }

export interface MediaRow { step: number; pictures: Picture[] }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const size = (value: unknown) => (typeof value === 'number' && value > 0 ? value : null)

const SINGLE: Record<string, MediaKind> = { 'image-file': 'image', 'audio-file': 'audio', 'video-file': 'video', 'html-file': 'html', 'plotly-file': 'plotly', 'object3D-file': 'scene', 'molecule-file': 'file', 'bokeh-file': 'file' }
/** Lists of files: where the client puts them in the logged value. */
const LISTS: Record<string, readonly [MediaKind, string]> = { audio: ['audio', 'audio'], videos: ['video', 'videos'], html: ['html', 'html'], object3D: ['scene', 'objects'] }

function overlays(value: unknown): Overlay[] {
  return isObject(value) ? Object.entries(value).flatMap(([name, layer]) => (isObject(layer) && text(layer.path) ? [{ name, path: layer.path as string }] : Array.isArray(layer) ? [{ name, path: '', inline: { box_data: layer } }] : [])) : []
}

/** The media of one logged value: a single file, or a list that the client wrote as separate files. */
export function picturesOf(value: unknown): Picture[] {
  if (!isObject(value)) return []
  const type = String(value._type)
  const frame = { width: size(value.width), height: size(value.height) }
  const one = (file: JsonObject, kind: MediaKind, caption: unknown, masks: unknown, boxes: unknown): Picture[] =>
    text(file.path) ? [{ path: file.path as string, caption: text(caption), ...frame, kind, masks: overlays(masks), boxes: overlays(boxes) }] : []
  if (SINGLE[type]) return one(value, SINGLE[type], value.caption, value.masks, value.boxes)
  const captions = Array.isArray(value.captions) ? value.captions : []
  if (type === 'images/separated' && Array.isArray(value.filenames)) {
    const [masks, boxes] = [value.all_masks, value.all_boxes].map(each => (Array.isArray(each) ? each : []))
    return value.filenames.flatMap((path, at) => one({ path }, 'image', captions[at], masks![at], boxes![at]))
  }
  if (type === 'molecule' && Array.isArray(value.filenames)) return value.filenames.flatMap((path, at) => one({ path }, 'file', captions[at], null, null))
  const [kind, place] = LISTS[type] ?? []
  const list = place === undefined ? null : value[place]
  return kind && Array.isArray(list) ? list.filter(isObject).flatMap((file, at) => one(file, kind, captions[at] ?? file.caption, null, null)) : []
}

/** Rows of sampled history as media by step; `key` may stand whole or as a path of nested objects. */
export function mediaRows(rows: unknown, key: string): MediaRow[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap(row => {
    if (!isObject(row) || typeof row._step !== 'number') return []
    const pictures = picturesOf(row[key])
    return pictures.length > 0 ? [{ step: row._step, pictures }] : []
  })
}

/** What a run showed at a step: its newest row that is not later. */
export function rowAt<Row extends { step: number }>(rows: readonly Row[], step: number): Row | undefined {
  return rows.findLast(row => row.step <= step)
}

const DELIMITER = '_wandb_delimeter_'

/** Names of classes by layer, as the client leaves them in the config of the run. */
export function classLabels(config: string | null, key: string): Map<string, Record<string, string>> {
  const about = parseObject(config)._wandb
  const value = isObject(about) && isObject(about.value) ? about.value : {}
  const found = new Map<string, Record<string, string>>()
  for (const kind of ['mask/class_labels', 'bounding_box/class_labels']) {
    for (const [name, entry] of Object.entries(isObject(value[kind]) ? value[kind] : {})) {
      if (name.startsWith(key + DELIMITER) && isObject(entry) && isObject(entry.value)) found.set(name.slice((key + DELIMITER).length), entry.value as Record<string, string>)
    }
  }
  return found
}

export interface Box { left: number; top: number; width: number; height: number; label: string; kind: string; score: number | null }

/** Boxes of one layer in shares of the image; some clients give pixels and say so. */
export function boxesOf(file: unknown, frame: { width: number | null; height: number | null }): Box[] {
  if (!isObject(file) || !Array.isArray(file.box_data)) return []
  const labels = isObject(file.class_labels) ? file.class_labels : {}
  return file.box_data.filter(isObject).flatMap(box => {
    const place = isObject(box.position) ? box.position : {}
    const number = (name: string) => (typeof place[name] === 'number' ? (place[name] as number) : null)
    const [sx, sy] = box.domain === 'pixel' ? [frame.width ?? 1, frame.height ?? 1] : [1, 1]
    const middle = Array.isArray(place.middle) ? place.middle.map(Number) : null
    const [width, height] = [number('width'), number('height')]
    const corners = middle && width !== null && height !== null
      ? [middle[0]! - width / 2, middle[0]! + width / 2, middle[1]! - height / 2, middle[1]! + height / 2]
      : [number('minX'), number('maxX'), number('minY'), number('maxY')]
    if (corners.some(each => each === null || Number.isNaN(each))) return []
    const [x0, x1, y0, y1] = corners as [number, number, number, number]
    const scores = isObject(box.scores) ? Object.values(box.scores).filter((each): each is number => typeof each === 'number') : []
    return [{ left: x0 / sx, top: y0 / sy, width: (x1 - x0) / sx, height: (y1 - y0) / sy, label: text(box.box_caption) ?? String(labels[String(box.class_id)] ?? box.class_id ?? ''), kind: String(box.class_id ?? ''), score: scores[0] ?? null }]
  })
}

export interface HistogramRow { step: number; edges: number[]; counts: number[] }

export function histogramRows(rows: unknown, key: string): HistogramRow[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap(row => {
    const value = isObject(row) ? row[key] : null
    if (!isObject(row) || typeof row._step !== 'number' || !isObject(value) || value._type !== 'histogram' || !Array.isArray(value.values)) return []
    const counts = value.values.map(Number)
    const packed = isObject(value.packedBins) ? value.packedBins : null
    const edges = Array.isArray(value.bins) ? value.bins.map(Number) : packed ? Array.from({ length: counts.length + 1 }, (_, at) => Number(packed.min) + Number(packed.size) * at) : []
    return edges.length === counts.length + 1 ? [{ step: row._step, edges, counts }] : []
  })
}
