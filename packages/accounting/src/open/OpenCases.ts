/** The open portfolio as the last `open` run of a scope saw it: what the next bridge starts from. */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"

const OpenCaseRow = Schema.Struct({
  case_id: Schema.String,
  state: Schema.NullOr(Schema.String),
  currency: Schema.NullOr(Schema.String),
  /** Decimal text with two digits, as shown. */
  amount: Schema.NullOr(Schema.String),
  /** ISO. */
  created_at: Schema.NullOr(Schema.String),
  /** Null in portfolios from before edition 3. */
  creditor_id: Schema.NullOr(Schema.String),
  creditor_name: Schema.NullOr(Schema.String),
})
export type OpenCase = typeof OpenCaseRow.Type

interface Portfolio {
  readonly profile: string
  readonly scope: string
  readonly serial: number
}

export const addCreditor = Effect.gen(function* () {
  const sql = yield* SqlClient
  for (const column of ["creditor_id", "creditor_name"])
    yield* sql`ALTER TABLE open_case ADD COLUMN ${sql(column)} TEXT`
})

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const add = (portfolio: Portfolio, cases: ReadonlyArray<OpenCase>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(cases, batchSize),
      (batch) => {
        const rows = batch.map(({ amount, case_id, created_at, creditor_id, creditor_name, currency, state }) => ({
          profile: portfolio.profile,
          scope: portfolio.scope,
          serial: portfolio.serial,
          case_id,
          state: storable(state ?? undefined),
          currency: storable(currency ?? undefined),
          amount,
          created_at,
          creditor_id: storable(creditor_id ?? undefined),
          creditor_name: storable(creditor_name ?? undefined),
        }))
        return sql`INSERT INTO open_case ${sql.insert(rows)}`
      },
      { discard: true },
    ).pipe(transaction(sql), query)

  /** The portfolio in order of case id, read in pages. */
  const all = ({ profile, scope, serial }: Portfolio): Stream.Stream<OpenCase, JournalError> =>
    Stream.paginateChunkEffect("", (after) =>
      sql`SELECT * FROM open_case
          WHERE profile = ${profile} AND scope = ${scope} AND serial = ${serial} AND case_id > ${after}
          ORDER BY case_id LIMIT 5000`.pipe(
        query,
        Effect.map((rows) => {
          const page = Chunk.fromIterable(decode(rows))
          return [page, Option.map(Chunk.last(page), (last) => last.case_id)] as const
        }),
      ),
    )

  return { add, all }
})

export class OpenCases extends Effect.Service<OpenCases>()("accounting/OpenCases", { effect: methods }) {}

const decode = rowsOf(OpenCaseRow)
