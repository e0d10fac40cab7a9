import { Zip, ZipPassThrough } from 'fflate'

/** Puts files into one archive as they are: what is worth packing mostly is packed. */
export class ZipWriter {
  readonly #parts: BlobPart[] = []
  readonly #zip = new Zip((error, part) => {
    if (error) throw error
    this.#parts.push(part as Uint8Array<ArrayBuffer>)
  })

  add(name: string, content: Uint8Array<ArrayBuffer>, modified: Date) {
    const file = new ZipPassThrough(inside(name))
    file.mtime = Math.max(EARLIEST, modified.getTime())
    this.#zip.add(file)
    file.push(content, true)
  }

  finish(): Blob {
    this.#zip.end()
    return new Blob(this.#parts, { type: 'application/zip' })
  }
}

/** Archives know no time before, in local time. */
const EARLIEST = new Date(1980, 0, 1).getTime()

/** No name leads out of the folder that the archive is unpacked in. */
const inside = (name: string) => name.split('/').filter(part => part !== '' && part !== '.' && part !== '..').join('/')
