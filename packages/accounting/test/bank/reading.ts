/** Reads bank files in a folder of their own. */
import { type Read, read } from "@amili-cases/accounting/bank/BankFiles"
import type { BankFileError } from "@amili-cases/accounting/bank/BankFileError"
import * as zip from "@amili-cases/sheets/xlsx/zip"
import { FileSystem, Path } from "@effect/platform"
import { Chunk, Effect, Stream } from "effect"

export type Content = string | Uint8Array

export const bytesOf = (content: Content): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content

export const zipOf = (contents: Readonly<Record<string, Content>>): Effect.Effect<Uint8Array> =>
  Effect.gen(function* () {
    const written: Array<Uint8Array> = []
    const write = (bytes: Uint8Array) => Effect.sync(() => void written.push(bytes))
    const sink = { write, end: Effect.succeed({ bytes: 0, sha256: "" }) }
    const entries = Object.entries(contents).map(([name, content]) => zip.small(name, bytesOf(content)))
    yield* Effect.orDie(zip.write("memory", sink, entries))
    return Buffer.concat(written)
  })

/** Writes the files, by name, and reads them all. */
export const readAll = (
  contents: Readonly<Record<string, Content>>,
): Effect.Effect<ReadonlyArray<Read>, BankFileError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = yield* Effect.orDie(files.makeTempDirectoryScoped())
    const paths = yield* Effect.forEach(Object.entries(contents), ([name, content]) => {
      const file = path.join(folder, name)
      return Effect.as(Effect.orDie(files.writeFile(file, bytesOf(content))), file)
    })
    return Chunk.toReadonlyArray(yield* Stream.runCollect(read(paths)))
  }).pipe(Effect.scoped)

/** The line that people see when the files are refused, without the folder. */
export const messageOf = (contents: Readonly<Record<string, Content>>) =>
  Effect.match(readAll(contents), {
    onFailure: ({ message }) => message.slice(message.search(/[^/\\]+\.(xml|zip)/)),
    onSuccess: () => "not refused",
  })

export const entriesOf = (records: ReadonlyArray<Read>) =>
  records.flatMap((record) => (record._tag === "Entry" ? [record] : []))

/** Entries that count: booked, and not read before. */
export const countedOf = (records: ReadonlyArray<Read>) =>
  entriesOf(records).filter(({ entry, isRepeated }) => entry.status === "booked" && !isRepeated)

export const balancesOf = (records: ReadonlyArray<Read>) =>
  records.flatMap((record) => (record._tag === "Statement" ? [record.balance] : []))
