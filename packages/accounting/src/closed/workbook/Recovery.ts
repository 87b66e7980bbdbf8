/** Capital that Amili has recovered of the cases that a run exports, as far as the journal knows. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import * as Money from "@amili-cases/core/Money"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { minorOf } from "../../cases/Facts.ts"
import { isCapital } from "../../payouts/journal/capital.ts"

/** Of the cases of one creditor that were closed for one reason. As it stands in the manifest. */
export const Recovered = Schema.Struct({
  creditorId: Schema.String,
  reason: Schema.String,
  currency: Schema.String,
  /** Decimal text. */
  sum: Schema.String,
})
export type Recovered = typeof Recovered.Type

/** Entries whose lines are looked up at a time. */
const STRETCH = 5000

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const hasPayouts = (profile: string) =>
    Effect.map(
      sql`SELECT serial FROM run WHERE profile = ${profile} AND dataset = 'payouts' AND state = 'committed' LIMIT 1`,
      (rows) => rows.length > 0,
    )

  /** Capital lines with the case that they name, in its currency. A line without a case is left to reconciling. */
  const lines = (profile: string, serial: number, after: number) =>
    sql`SELECT entry.creditor_id, entry.reason, line.currency, line.total
        FROM entry JOIN line_event AS line ON line.profile = entry.profile AND line.case_id = entry.case_id
        WHERE entry.profile = ${profile} AND entry.serial = ${serial}
          AND entry.seq > ${after} AND entry.seq <= ${after + STRETCH}
          AND entry.kind = 'closed' AND entry.currency = line.currency AND ${isCapital(sql)}`

  /** In order of creditor, reason and currency; undefined while no payouts have been exported. */
  const ofRun = (profile: string, serial: number): Effect.Effect<ReadonlyArray<Recovered> | undefined, JournalError> =>
    Effect.gen(function* () {
      if (!(yield* hasPayouts(profile))) return undefined
      const [{ last } = { last: 0 }] = decodeLast(
        yield* sql`SELECT COALESCE(MAX(seq), 0) AS last FROM entry WHERE profile = ${profile} AND serial = ${serial}`,
      )
      const sums = new Map<string, Omit<Recovered, "sum"> & { minor: bigint }>()
      for (let after = 0; after < last; after += STRETCH) {
        for (const row of decodeLines(yield* lines(profile, serial, after))) {
          const [creditorId, reason, currency] = [row.creditor_id ?? "", row.reason ?? "", row.currency ?? ""]
          const key = JSON.stringify([creditorId, reason, currency])
          const known = sums.get(key) ?? { creditorId, reason, currency, minor: 0n }
          known.minor += minorOf(row.total) ?? 0n
          sums.set(key, known)
        }
      }
      return [...sums]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { minor, ...of }]) => ({ ...of, sum: Money.formatMinor(minor) }))
    }).pipe(query)

  return { ofRun }
})

export class Recovery extends Effect.Service<Recovery>()("accounting/Recovery", { effect: methods }) {}

const Text = Schema.NullOr(Schema.String)
const decodeLines = rowsOf(Schema.Struct({ creditor_id: Text, reason: Text, currency: Text, total: Text }))
const decodeLast = rowsOf(Schema.Struct({ last: Schema.Number }))
