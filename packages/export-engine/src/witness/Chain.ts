/** Numbers and hashes of a profile's runs in the journal, without what they hold. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { query } from "../database/statement.ts"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"

const Row = Schema.Struct({
  serial: Schema.Number,
  state: Schema.Literal("staging", "prepared", "committed", "abandoned"),
  hash: Schema.NullOr(Schema.String),
  started_at: Schema.String,
  folder: Schema.String,
  /** Of an abandoned run: what stands for its manifest. */
  record: Schema.NullOr(Schema.String),
})

export interface Link extends Omit<typeof Row.Type, "record"> {
  /** The hash that its files were complete with: abandoning a run gives it another. Null while its files are written. */
  readonly original: string | null
}

/** Every run of the dataset, in order. */
export const of = (profile: string, dataset: string): Effect.Effect<ReadonlyArray<Link>, JournalError, SqlClient> =>
  Effect.flatMap(SqlClient, (sql) =>
    sql`SELECT serial, state, hash, started_at, folder, CASE WHEN state = 'abandoned' THEN manifest END AS record
        FROM run WHERE profile = ${profile} AND dataset = ${dataset} ORDER BY serial`.pipe(
      query,
      Effect.map((rows) =>
        decode(rows).map(({ folder, hash, record, serial, started_at, state }) => {
          const { preparedSha256: original } = Option.getOrElse(decodeRecord(record), () => ({ preparedSha256: hash }))
          return { serial, state, hash, original, started_at, folder }
        }),
      ),
    ),
  )

/** The hash of the first run, and the last run whose files were complete. */
export const end = (chain: ReadonlyArray<Link>) => {
  const complete = chain.filter(({ hash }) => hash !== null)
  const [first, last] = [complete[0]?.original, complete.at(-1)]
  return first == null || last?.hash == null ? undefined : { first, last, hash: last.hash }
}

/** Names of the profiles that have runs. */
export const profiles: Effect.Effect<ReadonlyArray<string>, JournalError, SqlClient> = Effect.flatMap(
  SqlClient,
  (sql) => sql`SELECT DISTINCT profile FROM run`.pipe(query, Effect.map(namesIn)),
)

/** Those of them that differ from this one at most in capital letters. */
export const alike = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError, SqlClient> =>
  Effect.flatMap(SqlClient, (sql) =>
    sql`SELECT DISTINCT profile FROM run WHERE lower(profile) = ${profile.toLowerCase()}`.pipe(
      query,
      Effect.map(namesIn),
    ),
  )

const decode = rowsOf(Row)
const decodeRecord = Schema.decodeUnknownOption(Schema.parseJson(Schema.Struct({ preparedSha256: Schema.String })))
const namesIn = (rows: unknown) => decodeProfiles(rows).map(({ profile }) => profile)
const decodeProfiles = rowsOf(Schema.Struct({ profile: Schema.String }))
