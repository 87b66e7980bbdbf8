/** Numbers and hashes of a profile's runs in the journal, without what they hold. */
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Schema } from "effect"
import { query } from "../journal/Journal.ts"
import type { JournalError } from "../journal/JournalError.ts"
import { rowsOf } from "../journal/rows.ts"

const Link = Schema.Struct({
  serial: Schema.Number,
  state: Schema.Literal("staging", "prepared", "committed", "abandoned"),
  /** Null while its files are written. */
  hash: Schema.NullOr(Schema.String),
  started_at: Schema.String,
  folder: Schema.String,
})
export type Link = typeof Link.Type

/** Every run of the dataset, in order. */
export const of = (
  profile: string,
  dataset: string,
): Effect.Effect<ReadonlyArray<Link>, JournalError, SqlClient> =>
  Effect.flatMap(SqlClient, (sql) =>
    sql`SELECT serial, state, hash, started_at, folder FROM run
        WHERE profile = ${profile} AND dataset = ${dataset} ORDER BY serial`.pipe(query, Effect.map(decode)),
  )

/** The last run that counts or was abandoned, and the hash of the first. */
export const end = (chain: ReadonlyArray<Link>) => {
  const settled = chain.filter(({ state }) => state === "committed" || state === "abandoned")
  const [first, last] = [settled[0]?.hash, settled.at(-1)]
  return first == null || last?.hash == null ? undefined : { first, last, hash: last.hash }
}

/** Names of the profiles that have runs. */
export const profiles: Effect.Effect<ReadonlyArray<string>, JournalError, SqlClient> = Effect.flatMap(
  SqlClient,
  (sql) =>
    sql`SELECT DISTINCT profile FROM run`.pipe(
      query,
      Effect.map((rows) => decodeProfiles(rows).map(({ profile }) => profile)),
    ),
)

const decode = rowsOf(Link)
const decodeProfiles = rowsOf(Schema.Struct({ profile: Schema.String }))
