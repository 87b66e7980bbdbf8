/** What closed runs keep in the journal: an entry for each row, and how many cases each creditor has exported. */
import { createHash } from "node:crypto"
import type { Records, Statement } from "@amili-cases/export-engine/dataset/Dataset"
import { QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { dataHashOf, lineOf } from "../ledger/dataHash.ts"
import { Entries, type Entry, entryColumns } from "./Entries.ts"
import { ExportedCounts } from "./ExportedCounts.ts"

export const records: Effect.Effect<Records, never, SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient
  const entries = yield* Entries
  const exportedCounts = yield* ExportedCounts
  const quarantine = yield* QuarantineLog
  const columns = sql.csv(entryColumns.map((column) => sql`${sql(column)}`))

  const made: Records = {
    commit: ({ profile, serial }) => exportedCounts.write(profile, serial),
    forget: ({ profile, serial }) => sql`DELETE FROM entry WHERE profile = ${profile} AND serial = ${serial}`,
    abandon: ({ profile, serial }) =>
      sql`INSERT INTO abandoned_entry (${columns})
        SELECT ${columns} FROM entry WHERE profile = ${profile} AND serial = ${serial}`,
    hash: ({ dataset, profile, serial }) =>
      Effect.gen(function* () {
        const rows = createHash("sha256")
        const quarantined = createHash("sha256")
        yield* Stream.runForEach(entries.ofRun(profile, serial), (entry) =>
          Effect.sync(() => rows.update(lineOf(entry))),
        )
        for (const item of yield* quarantine.ofRun(profile, dataset, serial)) {
          quarantined.update(`${item.fingerprint}\n`)
        }
        return dataHashOf(rows.digest("hex"), quarantined.digest("hex"))
      }),
    history: (profile, wanted) => Effect.map(entries.history(profile, wanted), (found) => found.map(statementOf)),
    abandoned: (profile, wanted) => Effect.map(entries.abandoned(profile, wanted), (found) => found.map(statementOf)),
  }
  return made
}).pipe(Effect.provide([Entries.Default, ExportedCounts.Default, QuarantineLog.Default]))

const statementOf = (entry: Entry): Statement => ({
  subject: entry.caseId,
  serial: entry.serial,
  kind: entry.kind,
  detail: detailOf(entry),
})

const detailOf = ({ amount, closedAt, corrects, currency, reason }: Entry): string =>
  [
    closedAt === undefined ? "no close date" : `closed ${closedAt}`,
    reason ?? "no reason",
    `${amount ?? "no amount"} ${currency ?? ""}`.trim(),
    ...(corrects === undefined ? [] : [`corrects run ${corrects}`]),
  ].join(", ")
