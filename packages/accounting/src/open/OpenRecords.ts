/** What open runs keep in the journal: the last portfolio of each scope, for the next comparison. */
import type { Records } from "@amili-cases/export-engine/dataset/Dataset"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"

export const records: Effect.Effect<Records, never, SqlClient> = Effect.map(SqlClient, (sql): Records => ({
  commit: ({ profile, scope, serial }) =>
    sql`DELETE FROM open_case WHERE profile = ${profile} AND scope = ${scope} AND serial < ${serial}`,
  forget: ({ profile, serial }) => sql`DELETE FROM open_case WHERE profile = ${profile} AND serial = ${serial}`,
  abandon: () => Effect.void,
  // Older portfolios are not kept: there is nothing to compare a manifest with.
  hash: () => Effect.succeed(undefined),
  history: () => Effect.succeed([]),
  abandoned: () => Effect.succeed([]),
}))
