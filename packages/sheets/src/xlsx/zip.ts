import { crc32, deflateRawSync, inflateRawSync } from "node:zlib"
import * as Effect from "effect/Effect"
import { WriteFailed } from "../Written.ts"
import type { Finished, Store } from "./Part.ts"
import type { Sink } from "../bytes/sink.ts"

/** A file inside a ZIP file. */
export interface Entry extends Finished {
  readonly name: string
  readonly read: Store["read"]
}

/** An entry of a few bytes. */
export const small = (name: string, bytes: Uint8Array): Entry => {
  const deflated = deflateRawSync(bytes)
  return { name, crc: crc32(bytes), size: bytes.length, deflated: deflated.length, read: (each) => each(deflated) }
}

const HEADER = 30
const RECORD = 46
/** 1 January 1980: a workbook knows no clock but the one it is given. */
const DATE = 0x21
const UTF8_NAME = 1 << 11
const DEFLATED = 8
/** Beyond this a ZIP file needs extensions that not every reader knows. */
const LARGEST = 0xffff_fffe

/** Writes the entries one after the other and the directory at the end. */
export const write = (path: string, sink: Sink, entries: ReadonlyArray<Entry>): Effect.Effect<void, WriteFailed> =>
  Effect.gen(function* () {
    const directory: Array<Buffer> = []
    let offset = 0
    for (const entry of entries) {
      if (entry.size > LARGEST || offset + entry.deflated > LARGEST) return yield* tooLarge(path)
      const name = Buffer.from(entry.name)
      const header = headerOf(entry, name)
      yield* sink.write(header)
      yield* entry.read(sink.write)
      directory.push(recordOf(header, name, offset))
      offset += header.length + entry.deflated
    }
    const records = Buffer.concat(directory)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(records.length, 12)
    end.writeUInt32LE(offset, 16)
    yield* sink.write(records)
    yield* sink.write(end)
  })

const headerOf = ({ crc, deflated, size }: Entry, name: Buffer): Buffer => {
  const header = Buffer.alloc(HEADER)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(UTF8_NAME, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DATE, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(deflated, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

/** An entry's line in the directory repeats its header. */
const recordOf = (header: Buffer, name: Buffer, offset: number): Buffer => {
  const record = Buffer.alloc(RECORD)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(20, 4)
  header.copy(record, 6, 4, HEADER)
  record.writeUInt32LE(offset, 42)
  return Buffer.concat([record, name])
}

const tooLarge = (path: string) =>
  new WriteFailed({
    path,
    reason: "too-large",
    message: `${path}: a workbook of more than 4 GB cannot be opened everywhere`,
    hint: "export fewer cases at a time (--creditor, --from, --until), or CSV alone",
  })

/** The files in a small ZIP file whose local headers carry the sizes. */
export const unpack = (zip: Buffer): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>()
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const name = at + HEADER
    const data = name + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
    const end = data + zip.readUInt32LE(at + 18)
    const bytes = zip.subarray(data, end)
    const stored = zip.readUInt16LE(at + 8) === 0
    files.set(zip.toString("utf8", name, name + zip.readUInt16LE(at + 26)), stored ? bytes : inflateRawSync(bytes))
    at = end
  }
  return files
}
