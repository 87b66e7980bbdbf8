/** Takes the rows of a stand to its files and its raw documents, in one order, and hashes them. */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import type { ReconcileRows } from "../files/ReconcileRows.ts"
import { encode, type TableName } from "../stand/stored.ts"

type Write<E> = <K extends TableName>(table: K, rows: ReadonlyArray<ReconcileRows[K]>) => Effect.Effect<void, E>

export interface Target<E, E2> {
  readonly write: Write<E>
  readonly archive: (documents: ReadonlyArray<string>) => Effect.Effect<void, E2>
}

export interface Sink<E> {
  readonly put: Write<E>
  readonly counts: () => Readonly<Record<TableName, number>>
  /** SHA-256 of all rows so far, and of a last text. */
  readonly digest: (last: string) => string
}

export const make = <E, E2>({ archive, write }: Target<E, E2>): Sink<E | E2> => {
  const hash = createHash("sha256")
  const counts = { cases: 0, lines: 0, payouts: 0, bank: 0, differences: 0 }
  return {
    put: (table, rows) =>
      Effect.suspend(() => {
        if (rows.length === 0) return Effect.void
        counts[table] += rows.length
        const documents = rows.map((row) => encode(table, row))
        hash.update(`${documents.join("\n")}\n`)
        return Effect.zipRight(write(table, rows), archive(documents))
      }),
    counts: () => ({ ...counts }),
    digest: (last) => hash.copy().update(last).digest("hex"),
  }
}
