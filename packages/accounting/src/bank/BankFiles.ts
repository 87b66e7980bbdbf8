/**
 * Reads bank files, several at once: each file once, however often it is given, and each booked entry once, however many
 * files repeat it. Nothing of what comes out may be used before the stream has ended, since a file can fail at its end.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { createHash } from "node:crypto"
import * as BalanceCheck from "./BalanceCheck.ts"
import { type BankFileFormat, headLength } from "./BankFile.ts"
import { type BankFileError, refuse } from "./BankFileError.ts"
import { type BankSource, open } from "./BankSource.ts"
import type { Entry } from "./Entry.ts"
import { makeKeys } from "./entryKey.ts"
import { formats } from "./formats.ts"
import type { Statement } from "./Statement.ts"

export type Read =
  | { readonly _tag: "File"; readonly file: BankFileRead }
  /** `key` is the same in every file that holds the entry. `isRepeated`: it came before, and must not count again. */
  | { readonly _tag: "Entry"; readonly entry: Entry; readonly key: string; readonly isRepeated: boolean }
  /** After the entries of the statement. */
  | { readonly _tag: "Statement"; readonly statement: Statement; readonly balance: BalanceCheck.BalanceCheck }

export interface BankFileRead {
  readonly name: string
  /** Of the file itself, unpacked, in hexadecimal digits. */
  readonly sha256: string
  /** Its content has been read under another name; nothing else comes of it. */
  readonly isRepeated: boolean
}

/** Memory grows by about a hundred bytes an entry, its key; that is 100 MB for a million. */
export const read = (paths: ReadonlyArray<string>): Stream.Stream<Read, BankFileError, FileSystem.FileSystem> =>
  Stream.suspend(() => {
    const hashes = new Set<string>()
    const keys = new Set<string>()
    return Stream.fromIterable(paths).pipe(
      Stream.flatMap(open),
      Stream.mapEffect((source) => Effect.map(scan(source), (scanned) => ({ source, ...scanned }))),
      Stream.flatMap(({ head, sha256, source }) => {
        const file = { name: source.name, sha256, isRepeated: !isNew(hashes, sha256) }
        const content = file.isRepeated ? Stream.empty : readSource(source, head, keys)
        return Stream.concat(Stream.make<[Read]>({ _tag: "File", file }), content)
      }),
    )
  })

const isNew = (set: Set<string>, value: string): boolean => set.size < set.add(value).size

/** The first pass over a file: its hash, and the bytes that show its format. */
const scan = ({ bytes }: BankSource): Effect.Effect<{ sha256: string; head: Uint8Array }, BankFileError> =>
  Effect.gen(function* () {
    const hash = createHash("sha256")
    let head = Buffer.alloc(0)
    yield* Stream.runForEach(bytes, (chunk) =>
      Effect.sync(() => {
        hash.update(chunk)
        if (head.length < headLength) head = Buffer.concat([head, chunk])
      }),
    )
    return { sha256: hash.digest("hex"), head: head.subarray(0, headLength) }
  })

const readSource = (
  { bytes, name }: BankSource,
  head: Uint8Array,
  keys: Set<string>,
): Stream.Stream<Read, BankFileError> => {
  const format = formats.find((format) => format.recognise(head))
  if (format === undefined) return Stream.fail(unknown(name, head, formats))
  const keyOf = makeKeys()
  let balance = BalanceCheck.make()
  return format.read(bytes, name).pipe(
    Stream.map((record): Read => {
      if (record._tag === "Entry") {
        const { entry } = record
        balance.add(entry)
        const key = keyOf(entry)
        // What is pending comes again when it is booked, and counts then.
        return { _tag: "Entry", entry, key, isRepeated: entry.status === "booked" && !isNew(keys, key) }
      }
      const { statement } = record
      const check = balance.check(statement)
      balance = BalanceCheck.make()
      return { _tag: "Statement", statement, balance: check }
    }),
  )
}

const unknown = (file: string, head: Uint8Array, formats: ReadonlyArray<BankFileFormat>) =>
  refuse(
    { file, line: undefined },
    head.length === 0 ? "is empty" : "is no bank file that can be read",
    `ask the bank for ${formats.map(({ name }) => name).join(", or ")}`,
  )
