/** Puts files into one archive as they are: what is worth packing mostly is packed. Below 4 GiB and 65,535 files. */
export class ZipWriter {
  readonly #parts: BlobPart[] = []
  readonly #directory: Uint8Array<ArrayBuffer>[] = []
  #offset = 0

  add(name: string, content: Uint8Array<ArrayBuffer>, modified: Date) {
    const path = new TextEncoder().encode(inside(name))
    const about = [[UTF8, 2], [STORED, 2], [dosTime(modified), 2], [dosDate(modified), 2], [crc32(content), 4], [content.length, 4], [content.length, 4], [path.length, 2], [0, 2]] as const
    const header = record([[0x04034b50, 4], [VERSION, 2], ...about], path)
    this.#parts.push(header, content)
    this.#directory.push(record([[0x02014b50, 4], [VERSION, 2], [VERSION, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [this.#offset, 4]], path))
    this.#offset += header.length + content.length
  }

  finish(): Blob {
    const size = this.#directory.reduce((sum, each) => sum + each.length, 0)
    const files = this.#directory.length
    const end = record([[0x06054b50, 4], [0, 2], [0, 2], [files, 2], [files, 2], [size, 4], [this.#offset, 4], [0, 2]])
    return new Blob([...this.#parts, ...this.#directory, end], { type: 'application/zip' })
  }
}

const VERSION = 20
const STORED = 0
/** Names are UTF-8. */
const UTF8 = 1 << 11

/** No name leads out of the folder that the archive is unpacked in. */
const inside = (name: string) => name.split('/').filter(part => part !== '' && part !== '.' && part !== '..').join('/')

function record(fields: readonly (readonly [number, 2 | 4])[], tail = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const size = fields.reduce((sum, [, width]) => sum + width, 0)
  const bytes = new Uint8Array(size + tail.length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, width] of fields) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  bytes.set(tail, at)
  return bytes
}

const dosTime = (time: Date) => (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1)
const dosDate = (time: Date) => (Math.max(0, time.getFullYear() - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate()

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
