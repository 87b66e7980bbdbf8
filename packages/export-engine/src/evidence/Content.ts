/**
 * What is in a workbook, whatever compressed it: another version of Node's zlib may make other bytes of the same content.
 * Read from the directory at the end of the ZIP file, which holds the name, size and CRC-32 of each part.
 */
import { createHash } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

const END = 22
const RECORD = 46
const signature = 0x06054b50

/** SHA-256 over the parts; undefined when the file is no ZIP file as ours are. */
export const digestOf = (path: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const file = yield* fs.open(path, { flag: "r" })
    const { size } = yield* file.stat
    const read = (from: number, bytes: number) =>
      Effect.gen(function* () {
        yield* file.seek(FileSystem.Size(from), "start")
        return Buffer.from(Option.getOrElse(yield* file.readAlloc(bytes), () => new Uint8Array()))
      })
    if (Number(size) < END) return undefined
    const end = yield* read(Number(size) - END, END)
    if (end.length < END || end.readUInt32LE(0) !== signature) return undefined
    const directory = yield* read(end.readUInt32LE(16), end.readUInt32LE(12))
    if (directory.length < end.readUInt32LE(12)) return undefined
    const hash = createHash("sha256")
    for (let at = 0; at + RECORD <= directory.length;) {
      const name = directory.subarray(at + RECORD, at + RECORD + directory.readUInt16LE(at + 28))
      hash.update(`${name.toString("utf8")}\t${directory.readUInt32LE(at + 24)}\t${directory.readUInt32LE(at + 16)}\n`)
      at += RECORD + name.length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return hash.digest("hex")
  }).pipe(Effect.scoped)
