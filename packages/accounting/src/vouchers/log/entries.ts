/** The lines of a decision log: each has a decision, what it approved, and the SHA-256 of the line before it. */
import * as FileSystem from "@effect/platform/FileSystem"
import { fileFailed, type FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { VouchersRefused } from "../emit/errors.ts"
import { Emitted } from "../emit/stored.ts"
import { DecisionRow } from "../journal/Decisions.ts"

export const Entry = Schema.Struct({
  previous: Schema.NullOr(Schema.String),
  decision: DecisionRow,
  /** The voucher that it approved, as far as the journal had it when the line was written. */
  voucher: Schema.optionalWith(Emitted, { exact: true }),
})
export type Entry = typeof Entry.Type

const Text = Schema.parseJson(Entry)
export const encode = Schema.encodeSync(Text)
const decode = Schema.decodeUnknownEither(Text)

/** `vouchers-decisions.ndjson` */
export const nameOf = (profile: string): string => `${Naming.stem(profile, "vouchers")}-decisions.ndjson`

export const hashOf = (line: string): string => createHash("sha256").update(line).digest("hex")

/** What a log ends with. */
export interface End {
  /** Undefined where it has no line. */
  readonly last: { readonly entry: Entry; readonly hash: string } | undefined
  /** Bytes of whole lines; what follows is of a line that a crash has cut short. */
  readonly bytes: number
}

/** Reads the log to its end, each line against the one before; a log that is not there has no lines. */
export const read = (
  path: string,
  use: (entry: Entry) => void = () => undefined,
): Effect.Effect<End, FileFailed | VouchersRefused, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const failed = fileFailed("read the file", path)
    const nothing: End = { last: undefined, bytes: 0 }
    if (!(yield* Effect.mapError(fs.exists(path), failed))) return nothing
    return yield* fs.stream(path).pipe(
      Stream.mapError(failed),
      Stream.decodeText(),
      Stream.mapAccum("", (before, text) => {
        const lines = `${before}${text}`.split("\n")
        return [lines.pop() ?? "", lines]
      }),
      Stream.flattenIterables,
      Stream.zipWithIndex,
      Stream.runFoldEffect(nothing, ({ bytes, last }, [line, index]) => {
        const entry = decode(line)
        if (Either.isLeft(entry) || entry.right.previous !== (last?.hash ?? null)) return changed(path, index + 1)
        use(entry.right)
        return Effect.succeed<End>({
          last: { entry: entry.right, hash: hashOf(line) },
          bytes: bytes + Buffer.byteLength(line) + 1,
        })
      }),
    )
  })

const changed = (path: string, line: number) =>
  new VouchersRefused({
    message: `line ${line} of ${path} does not follow the line before it: the file has been changed`,
    hint: "put it back from a backup: it holds who has decided what about vouchers, and what was approved",
    swedish: {
      message: `rad ${line} i ${path} följer inte på raden före: filen har ändrats`,
      hint: "lägg tillbaka den från en säkerhetskopia: i den står vem som har beslutat vad om verifikat, och vad som godkänts",
    },
  })
