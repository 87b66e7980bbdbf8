/** The cases that wait, kept until all are known: the list begins with those that have waited longest. */
import { make as makeSpool } from "@amili-cases/sheets/bytes/spool"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { PaidCase } from "../../stand/rows.ts"
import { AgeBucket } from "../../stand/states.ts"

const Line = Schema.parseJson(PaidCase)
const encode = Schema.encodeSync(Line)
const decode = Schema.decodeSync(Line)
const oldestFirst = AgeBucket.literals.toReversed()
const LINE_END = 10

export interface WaitingRows {
  /** Keeps those of the cases that wait. */
  readonly add: (rows: ReadonlyArray<PaidCase>) => Effect.Effect<void, WriteFailed>
  /** All of them by age; within an age, in the order in which they came. */
  readonly each: (
    take: (rows: ReadonlyArray<PaidCase>) => Effect.Effect<void, WriteFailed>,
  ) => Effect.Effect<void, WriteFailed>
}

/** Large lists wait in files beside `path`, which go with the scope. */
export const make = (path: string): Effect.Effect<WaitingRows, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.map(
    Effect.forEach(oldestFirst, (bucket) =>
      Effect.map(makeSpool(`${path}.waiting-${bucket}`), (store) => ({ bucket, store })),
    ),
    (spools) => ({
      add: (rows) =>
        Effect.forEach(
          spools,
          ({ bucket, store }) => {
            const own = rows.filter((row) => row.bucket === bucket)
            return own.length === 0
              ? Effect.void
              : store.append(Buffer.from(own.map((row) => `${encode(row)}\n`).join("")))
          },
          { discard: true },
        ),
      each: (take) =>
        Effect.forEach(
          spools,
          ({ store }) => {
            let rest = Buffer.alloc(0)
            return store.read((bytes) =>
              Effect.suspend(() => {
                const known = Buffer.concat([rest, bytes])
                const end = known.lastIndexOf(LINE_END) + 1
                rest = known.subarray(end)
                const lines = known.toString("utf8", 0, end).split("\n").slice(0, -1)
                return take(Array.map(lines, (line) => decode(line)))
              }),
            )
          },
          { discard: true },
        ),
    }),
  )
