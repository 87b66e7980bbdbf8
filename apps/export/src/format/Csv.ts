import type { FileSystem } from "@effect/platform"
import { Effect, type Scope } from "effect"
import { type Dataset, inLanguage } from "./Column.ts"
import { columnsOf, type CsvProfile, type InvalidProfile } from "./CsvProfile.ts"
import { Bytes } from "./internal/Bytes.ts"
import { field, type Field, text } from "./internal/csvField.ts"
import { noticesOf, type Replaced } from "./internal/encoding.ts"
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

/** Bytes gathered before the file is written to. */
const BUFFERED = 1 << 18
const CARRIAGE_RETURN = 13
const LINE_FEED = 10

/** Begins a CSV file at `path`, which must not exist, header first. */
export const openCsv = <R>(
  path: string,
  dataset: Dataset<R>,
  { privacy, profile }: CsvOptions,
): Effect.Effect<CsvWriter<R>, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const columns = (yield* columnsOf(dataset, profile, privacy)).map((column) => inLanguage(column, profile.headers))
    const replaced: Replaced = { count: 0 }
    const write = text(profile, replaced)
    const fields = columns.map((column) => field(column, profile, write))
    const delimiter = profile.delimiter.charCodeAt(0)
    const file = yield* sink.create(path)
    const out = new Bytes(BUFFERED + (BUFFERED >> 2))
    const totals = new Totals()
    let rows = 0

    const line = <A>(fields: ReadonlyArray<Field<A>>, row: A): void => {
      const from = out.length
      for (let i = 0; i < fields.length; i++) {
        out.reserve(3)
        if (i > 0) out.byte(delimiter)
        fields[i]?.(out, row)
      }
      // A line with nothing on it would be read as no row at all.
      if (out.length === from) out.utf8('""')
      out.reserve(2)
      out.byte(CARRIAGE_RETURN)
      out.byte(LINE_FEED)
    }
    const flush = Effect.suspend(() => {
      const bytes = out.view()
      out.length = 0
      return file.write(bytes)
    })
    /** Writes rows until the buffer is full, and says where to go on. */
    const some = (batch: ReadonlyArray<R>, from: number): number => {
      let i = from
      for (; i < batch.length && out.length < BUFFERED; i++) {
        const row = batch[i]
        if (row === undefined) continue
        line(fields, row)
        rows++
        totals.add(dataset.currency(row) ?? "", dataset.amount(row))
      }
      return i
    }

    const headers = columns.map((column) => (profile.headers === "key" ? column.key : column.header[profile.headers]))
    if (profile.encoding === "utf-8-bom") out.utf8("\ufeff")
    line(
      headers.map(
        (header): Field<undefined> =>
          (out) =>
            write(out, header),
      ),
      undefined,
    )
    return {
      write: (batch) =>
        Effect.iterate(0, {
          while: (from) => from < batch.length,
          body: (from) =>
            Effect.suspend(() => {
              const next = some(batch, from)
              return out.length < BUFFERED ? Effect.succeed(next) : Effect.as(flush, next)
            }),
        }),
      end: Effect.gen(function* () {
        yield* flush
        const { bytes, sha256 } = yield* file.end
        return { path, rows, bytes, sha256, sums: totals.minor(), notices: noticesOf(replaced, profile.encoding) }
      }),
    }
  })
