/** Reader of `application/vnd.selvedge.columns`: a JSON header, then 8-aligned little-endian arrays. */
export interface ColumnSeries {
  run: string
  key: string
  count: number
  /** Rows that hold the key in the asked range, of which `count` points are shown. */
  rows: number
  /** Every row is a point; nothing was bucketed. */
  exact: boolean
  version: string
  unchanged: boolean
  x: Float64Array
  last: Float64Array | Float32Array
  min: Float64Array | Float32Array
  max: Float64Array | Float32Array
  smoothed: Float64Array | Float32Array | null
}

interface ColumnHeader { offset: number; type: 'f64' | 'f32' }

interface SeriesHeader {
  run: string
  key: string
  count?: number
  rows?: number
  exact?: boolean
  version?: string
  unchanged?: boolean
  columns?: { [name: string]: ColumnHeader }
}

const MAGIC = 0x31435653 // "SVC1" read as a little-endian word
const NONE = new Float64Array(0)

export function decodeColumns(buffer: ArrayBuffer): ColumnSeries[] {
  if (buffer.byteLength < 8) throw new Error('The chart data is cut short')
  const view = new DataView(buffer)
  if (view.getUint32(0, true) !== MAGIC) throw new Error('The chart data is of an unknown format')
  const length = view.getUint32(4, true)
  const start = 8 + length
  if (start > buffer.byteLength) throw new Error('The chart data is cut short')
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as { series: SeriesHeader[] }
  return header.series.map(series => {
    const count = series.count ?? 0
    const column = (name: string) => {
      const place = series.columns?.[name]
      if (!place || count === 0) return null
      const at = start + place.offset
      return place.type === 'f32' ? new Float32Array(buffer, at, count) : new Float64Array(buffer, at, count)
    }
    const last = column('last') ?? NONE
    return {
      run: series.run,
      key: series.key,
      count,
      rows: series.rows ?? count,
      exact: series.exact ?? true,
      version: series.version ?? '',
      unchanged: series.unchanged ?? false,
      x: (column('x') as Float64Array | null) ?? NONE,
      last,
      min: column('min') ?? last,
      max: column('max') ?? last,
      smoothed: column('smoothed'),
    }
  })
}
