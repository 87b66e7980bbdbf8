/** Lines beside the cases that they may belong to, while a run is made; joined by the database, so that memory stays small. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { query } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { candidates } from "./workspace/candidates.ts"
import { joining } from "./workspace/joining.ts"
import { lines } from "./workspace/lines.ts"
import { otherCases } from "./workspace/otherCases.ts"

const methods = Effect.map(SqlClient, (sql) => ({
  ...lines(sql),
  ...otherCases(sql),
  ...joining(sql),
  ...candidates(sql),
  clear: (profile: string): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      ["reconcile_line", "reconcile_candidate", "reconcile_other_case"],
      (table) => query(sql`DELETE FROM ${sql(table)} WHERE profile = ${profile}`),
      { discard: true },
    ),
}))

export class Workspace extends Effect.Service<Workspace>()("accounting/Workspace", { effect: methods }) {}
