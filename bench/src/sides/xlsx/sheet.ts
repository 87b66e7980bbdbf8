/** The largest sheet of a workbook, looked at without a library: it may be too large for one. */
import { createReadStream, createWriteStream } from "node:fs"
import { open, stat } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import { createInflateRaw } from "node:zlib"

interface Entry {
  readonly name: string
  /** Where its deflated bytes stand in the file. */
  readonly start: number
  readonly deflated: number
  readonly size: number
}

const largest = async (path: string): Promise<Entry> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, 65_536))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(Buffer.from("PK\u0005\u0006"))
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12))
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
    let found: Entry = { name: "", start: 0, deflated: 0, size: 0 }
    for (let at = 0; at < directory.length;) {
      const nameLength = directory.readUInt16LE(at + 28)
      const name = directory.toString("utf8", at + 46, at + 46 + nameLength)
      const entry = {
        name,
        deflated: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        start: directory.readUInt32LE(at + 42),
      }
      if (name.startsWith("xl/worksheets/") && entry.size > found.size) found = entry
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    const local = Buffer.alloc(30)
    await file.read(local, 0, 30, found.start)
    return { ...found, start: found.start + 30 + local.readUInt16LE(26) + local.readUInt16LE(28) }
  } finally {
    await file.close()
  }
}

const bytesOf = (path: string, { deflated, start }: Entry) =>
  createReadStream(path, { start, end: start + deflated - 1, highWaterMark: 1 << 20 })

/** Rows with cells, the header among them. */
export const rowsOf = async (path: string): Promise<number> => {
  const mark = Buffer.from("<row ")
  let rows = 0
  let rest: Buffer = Buffer.alloc(0)
  const counted = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      const bytes = Buffer.concat([rest, chunk])
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) rows++
      rest = bytes.subarray(-mark.length + 1)
    }
  }
  await pipeline(bytesOf(path, await largest(path)), createInflateRaw({ chunkSize: 1 << 20 }), counted)
  return rows
}

/** Writes the sheet's XML into a file. */
export const unpack = async (path: string, target: string): Promise<void> =>
  pipeline(bytesOf(path, await largest(path)), createInflateRaw({ chunkSize: 1 << 20 }), createWriteStream(target))

export const sizesOf = async (path: string) => ({ bytes: (await stat(path)).size, xml: (await largest(path)).size })
