/** Up to when the closed cases of a scope are known: the memory that the next run starts from. */
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Order from "effect/Order"
import * as Schema from "effect/Schema"
import { query } from "../database/statement.ts"
import type { JournalError } from "../database/JournalError.ts"
import { rowsOf } from "../database/rows.ts"

const CheckpointRow = Schema.Struct({
  profile: Schema.String,
  dataset: Schema.String,
  /** The creditors, as in a run. */
  scope: Schema.String,
  /** Exclusive end of what was asked for by close date. ISO. */
  until: Schema.String,
  /** When that was, by the server's clock: changes after it are not known yet. ISO. */
  started_at: Schema.String,
  /** Cases closed before it were left out on purpose, with --start. ISO. */
  floor: Schema.NullOr(Schema.String),
  /** What the API counted beyond the journal, and how sure that was; null where it was not counted. */
  difference: Schema.NullOr(Schema.Number),
  unsure: Schema.NullOr(Schema.Number),
})
export type Checkpoint = typeof CheckpointRow.Type

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** The furthest checkpoint whose creditors include all of the scope's: everything before it is in the journal. */
  const covering = (
    profile: string,
    dataset: string,
    scope: string,
  ): Effect.Effect<Option.Option<Checkpoint>, JournalError> =>
    sql`SELECT * FROM checkpoint WHERE profile = ${profile} AND dataset = ${dataset}`.pipe(
      query,
      Effect.map((rows) =>
        Array.last(
          Array.sort(
            decode(rows).filter((checkpoint) => covers(checkpoint.scope, scope)),
            byUntil,
          ),
        ),
      ),
    )

  /** The checkpoint from which the longest time has passed, of whatever creditors: older than it, nothing is unknown. */
  const oldest = (profile: string, dataset: string): Effect.Effect<Option.Option<Checkpoint>, JournalError> =>
    sql`SELECT * FROM checkpoint WHERE profile = ${profile} AND dataset = ${dataset}
        ORDER BY started_at LIMIT 1`.pipe(
      query,
      Effect.map((rows) => Array.head(decode(rows))),
    )

  /** For use in a transaction of a run, or alone when there was nothing to commit. */
  const write = (checkpoint: Checkpoint): Effect.Effect<void, SqlError> =>
    sql`INSERT INTO checkpoint ${sql.insert(checkpoint)}
      ON CONFLICT (profile, dataset, scope)
      DO UPDATE SET until = excluded.until, started_at = excluded.started_at, floor = excluded.floor,
        difference = excluded.difference, unsure = excluded.unsure`.pipe(Effect.asVoid)

  return { covering, oldest, write }
})

export class Checkpoints extends Effect.Service<Checkpoints>()("export-engine/Checkpoints", { effect: methods }) {}

/** The scope of a set of creditors: the same text for the same set. */
export const scopeOf = (creditorIds: ReadonlyArray<string>): string => Array.dedupe(creditorIds).toSorted().join(",")

export const creditorsOf = (scope: string): ReadonlyArray<string> => (scope === "" ? [] : scope.split(","))

const covers = (outer: string, inner: string): boolean =>
  outer === "" || (inner !== "" && creditorsOf(inner).every((id) => creditorsOf(outer).includes(id)))

const byUntil = Order.mapInput(Order.string, (checkpoint: Checkpoint) => checkpoint.until)

const decode = rowsOf(CheckpointRow)
