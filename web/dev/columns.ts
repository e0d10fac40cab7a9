/** Writer of the chart format, for the mock and for the reader's tests. */
export interface WrittenSeries { run: string; key: string; rows: number; exact: boolean; version: string; unchanged?: boolean; columns: Record<string, Float64Array | Float32Array> }

const padded = (length: number) => Math.ceil(length / 8) * 8

export function encodeColumns(series: WrittenSeries[]): ArrayBuffer {
  let offset = 0
  const arrays: [number, Float64Array | Float32Array][] = []
  const header = {
    series: series.map(({ columns, ...rest }) => {
      const places = Object.fromEntries(Object.entries(columns).map(([name, array]) => {
        const place = { offset, type: array instanceof Float32Array ? 'f32' : 'f64' }
        arrays.push([offset, array])
        offset += padded(array.byteLength)
        return [name, place]
      }))
      return { ...rest, count: columns.x?.length ?? 0, columns: places }
    }),
  }
  const plain = new TextEncoder().encode(JSON.stringify(header))
  const start = padded(8 + plain.length)
  const bytes = new Uint8Array(start + offset).fill(0x20, 8, start)
  const view = new DataView(bytes.buffer)
  bytes.set([0x53, 0x56, 0x43, 0x31])
  view.setUint32(4, start - 8, true)
  bytes.set(plain, 8)
  for (const [at, array] of arrays) bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at)
  return bytes.buffer
}
