import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type Table, inLanguage } from "../Column.ts"
import { columnsOf, type CsvProfile, type InvalidProfile } from "./CsvProfile.ts"
import * as DoubleBuffer from "../bytes/doubleBuffer.ts"
import { field, line } from "./line.ts"
import { text } from "./text.ts"
import { noticesOf, type Replaced } from "./encoding.ts"
import * as sink from "../bytes/sink.ts"
import { Totals } from "../Totals.ts"
import type { WriteFailed, Written } from "../Written.ts"

/** A CSV file being written. */
export interface CsvWriter<R> {
  /** Takes rows in batches: about 1,000 at a time is quickest. */
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed>
  /** Closes the file. */
  readonly end: Effect.Effect<Written, WriteFailed>
}

/** How a CSV file is written, and which of the columns are in it. */
export interface CsvOptions {
  readonly profile: CsvProfile
  /** Whether columns with personal data are written. */
  readonly personal: boolean
}

/** Bytes gathered before the file is written to. */
const BUFFERED = 1 << 18

/** Begins a CSV file at `path`, which must not exist, header first. */
export const openCsv = <R>(
  path: string,
  table: Table<R>,
  { personal, profile }: CsvOptions,
): Effect.Effect<CsvWriter<R>, WriteFailed | InvalidProfile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const columns = (yield* columnsOf(table, profile, personal)).map((column) => inLanguage(column, profile.headers))
    const replaced: Replaced = { count: 0 }
    const write = text(profile, replaced)
    const row = line(columns.map(field), profile, write)
    const file = yield* sink.create(path)
    const { flush, out, settled } = DoubleBuffer.make(file, BUFFERED + (BUFFERED >> 2))
    const totals = new Totals()
    let rows = 0

    /** Writes rows until the buffer is full, and says where to go on. */
    const some = (batch: ReadonlyArray<R>, from: number): number => {
      let i = from
      for (; i < batch.length && out.length < BUFFERED; i++) {
        const one = batch[i]
        if (one === undefined) continue
        row(out, one)
        rows++
        totals.add(table.currency(one) ?? "", table.amount(one))
      }
      return i
    }

    const headers = columns.map((column) => (profile.headers === "key" ? column.key : column.header[profile.headers]))
    if (profile.encoding === "utf-8-bom") out.utf8("\ufeff")
    line<undefined>(
      headers.map((header) => ({ kind: "text", value: () => header })),
      profile,
      write,
    )(out, undefined)
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
        yield* settled
        const { bytes, sha256 } = yield* file.end
        return { path, rows, bytes, sha256, sums: totals.minor(), notices: noticesOf(replaced, profile.encoding) }
      }),
    }
  })
