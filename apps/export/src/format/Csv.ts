import type { FileSystem } from "@effect/platform"
import { Effect, type Scope } from "effect"
import type { Dataset } from "./Column.ts"
import { columnsOf, type CsvProfile, type InvalidProfile } from "./CsvProfile.ts"
import { field, quote } from "./internal/csvField.ts"
import { encoder } from "./internal/encoding.ts"
import * as sink from "./internal/sink.ts"
import type { Privacy } from "./Privacy.ts"
import { Totals } from "./Totals.ts"
import type { WriteFailed, Written } from "./Written.ts"

/** A CSV file being written. */
export interface CsvWriter<R> {
  /** Takes rows in batches: about 1,000 at a time is quickest. */
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed>
  /** Closes the file. */
  readonly end: Effect.Effect<Written, WriteFailed>
}

export interface CsvOptions {
  readonly profile: CsvProfile
  readonly privacy: Privacy
}

/** Rows that are put together before the file is written to, however many come at once. */
const BATCH = 1000

/** Begins a CSV file at `path`, which must not exist, header first. */
export const openCsv = <R>(
  path: string,
  dataset: Dataset<R>,
  { privacy, profile }: CsvOptions,
): Effect.Effect<CsvWriter<R>, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const columns = yield* columnsOf(dataset, profile, privacy)
    const quoted = quote(profile)
    const fields = columns.map((column) => field(column, profile, quoted))
    const encode = encoder(profile.encoding)
    const file = yield* sink.create(path)
    const totals = new Totals()
    let rows = 0

    const piece = (batch: ReadonlyArray<R>, from: number) =>
      Effect.suspend(() => {
        const until = Math.min(batch.length, from + BATCH)
        const lines: Array<string> = []
        for (let i = from; i < until; i++) {
          const row = batch[i]
          if (row === undefined) continue
          // A line with nothing on it would be read as no row at all.
          lines.push(fields.map((field) => field(row)).join(profile.delimiter) || '""')
          rows++
          totals.add(dataset.currency(row) ?? "", dataset.amount(row))
        }
        return file.write(encode.bytes(lines.join("\r\n") + "\r\n"))
      })
    const write = (batch: ReadonlyArray<R>) =>
      Effect.iterate(0, {
        while: (from) => from < batch.length,
        body: (from) => Effect.as(piece(batch, from), from + BATCH),
      })
    const end = Effect.gen(function* () {
      const { bytes, sha256 } = yield* file.end
      return { path, rows, bytes, sha256, sums: totals.minor(), notices: encode.notices() }
    })

    const headers = columns.map((column) => (profile.headers === "key" ? column.key : column.header[profile.headers]))
    const bom = profile.encoding === "utf-8-bom" ? "\ufeff" : ""
    yield* file.write(encode.bytes(`${bom}${headers.map(quoted).join(profile.delimiter)}\r\n`))
    return { write, end }
  })
