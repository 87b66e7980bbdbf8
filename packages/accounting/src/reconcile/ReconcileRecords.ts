/** What reconciliations keep in the journal: which month each was of, and what bank files said of Amili's payouts. */
import type { Records, Statement } from "@amili-cases/export-engine/dataset/Dataset"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { BankRecords } from "./journal/BankRecords.ts"
import { type StandRow, Stands } from "./journal/Stands.ts"
import { Workspace } from "./journal/Workspace.ts"
import { isAbout } from "./stand/isAbout.ts"

export const records: Effect.Effect<Records, never, SqlClient> = Effect.gen(function* () {
  const stands = yield* Stands
  const bank = yield* BankRecords
  const workspace = yield* Workspace
  const forget: Records["forget"] = ({ profile, serial }) =>
    Effect.all([stands.forget(profile, serial), bank.forget(profile, serial), workspace.forget(profile, serial)])
  const made: Records = {
    commit: () => Effect.void,
    forget,
    // It has said nothing that is not said again when the month is reconciled once more.
    abandon: () => Effect.void,
    hash: ({ profile, serial }) => Effect.map(stands.ofRun(profile, serial), (stand) => stand?.data_sha256),
    history: (profile, wanted) =>
      Effect.map(stands.all(profile), (all) => all.map((stand) => statementOf(stand, wanted))),
    abandoned: () => Effect.succeed([]),
  }
  return made
}).pipe(Effect.provide([Stands.Default, BankRecords.Default, Workspace.Default]))

/** What it says of a case, line or payout stands in its documents. */
const statementOf = ({ is_final, month, serial }: StandRow, subject: string): Statement => ({
  subject,
  serial,
  kind: is_final === 1 ? "reconciled, final" : "reconciled",
  detail: `month ${month}: how it stood is in the document`,
  isAbout: (document) => isAbout(document, subject),
})
