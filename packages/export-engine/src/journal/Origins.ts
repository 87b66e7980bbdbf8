/**
 * Which API the cases of a profile come from: ids of two servers in one journal could never be told apart again. Noted
 * with the first thing that counts; a line is added, never changed, when somebody says that the API has moved.
 */
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Decision } from "../evidence/Decision.ts"
import { query, transaction } from "../database/statement.ts"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"

const OriginRow = Schema.Struct({
  profile: Schema.String,
  /** From 1. */
  seq: Schema.Number,
  /** Base URL. */
  api: Schema.String,
  /** ISO. */
  since: Schema.String,
  /** Who said that the API had moved, and why; null of the first one and of earlier versions. */
  decided_by: Schema.NullOr(Schema.String),
  reason: Schema.NullOr(Schema.String),
})
export type Origin = typeof OriginRow.Type

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** All of them, oldest first; the last one counts. */
  const all = (profile: string): Effect.Effect<ReadonlyArray<Origin>, JournalError> =>
    sql`SELECT * FROM origin WHERE profile = ${profile} ORDER BY seq`.pipe(query, Effect.map(decode))

  /** Base URL of the API that counts; in a journal without a line, that of the latest run whose files are complete. */
  const current = (profile: string): Effect.Effect<Option.Option<string>, JournalError> =>
    Effect.gen(function* () {
      const last = (yield* all(profile)).at(-1)
      if (last !== undefined) return Option.some(last.api)
      const runs = sql`SELECT manifest FROM run WHERE profile = ${profile} AND manifest IS NOT NULL
        ORDER BY started_at DESC LIMIT 1`
      return Option.flatMap(Option.fromNullable(decodeManifests(yield* query(runs))[0]), apiIn)
    })

  /** In the transaction of what counts first; does nothing once there is one. */
  const pin = (profile: string, api: string, since: string): Effect.Effect<void, SqlError> =>
    sql`INSERT INTO origin (profile, seq, api, since) VALUES (${profile}, 1, ${api}, ${since})
        ON CONFLICT (profile, seq) DO NOTHING`.pipe(Effect.asVoid)

  /** The API has moved, and who says so; a journal that is made again does not know. The lock is held. */
  const move = (
    profile: string,
    {
      at,
      decided,
      from,
      to,
    }: { readonly at: string; readonly decided?: Decision; readonly from: string; readonly to: string },
  ): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      yield* pin(profile, from, at)
      yield* sql`INSERT INTO origin (profile, seq, api, since, decided_by, reason)
        SELECT ${profile}, MAX(seq) + 1, ${to}, ${at}, ${decided?.by ?? null}, ${decided?.reason ?? null} FROM origin WHERE profile = ${profile}`
    }).pipe(transaction(sql), query)

  return { all, current, pin, move }
})

export class Origins extends Effect.Service<Origins>()("export-engine/Origins", { effect: methods }) {}

const decode = rowsOf(OriginRow)
const decodeManifests = rowsOf(Schema.Struct({ manifest: Schema.String }))

/** The base URL that a manifest names. */
export const apiIn = ({ manifest }: { readonly manifest: string | null }): Option.Option<string> =>
  Option.map(decodeApi(manifest), ({ api }) => api)

const decodeApi = Schema.decodeUnknownOption(Schema.parseJson(Schema.Struct({ api: Schema.String })))
