/** The cases of lines that may belong to several. */
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Place } from "./Place.ts"

export const candidates = (sql: SqlClient) => {
  /** The cases that each of these lines may belong to. */
  const candidatesOf = ({ token }: Place, lines: ReadonlyArray<string>) =>
    lines.length === 0
      ? Effect.succeed<ReadonlyMap<string, ReadonlyArray<string>>>(new Map())
      : sql`SELECT line_id, case_id FROM reconcile_candidate WHERE token = ${token} AND ${sql.in("line_id", lines)}
          ORDER BY line_id, case_id`.pipe(
          query,
          Effect.map((rows): ReadonlyMap<string, ReadonlyArray<string>> => {
            const found = new Map<string, Array<string>>()
            for (const { case_id, line_id } of decodeCandidates(rows)) {
              const known = found.get(line_id)
              if (known === undefined) found.set(line_id, [case_id])
              else known.push(case_id)
            }
            return found
          }),
        )

  /** Which cases after the one and up to the other a line with several candidates may belong to; none that is gone. */
  const isCandidate = ({ token }: Place, after: string, upTo: string) =>
    sql`SELECT DISTINCT one.case_id FROM reconcile_candidate AS one
        JOIN reconcile_line AS work ON work.token = one.token AND work.line_id = one.line_id
        JOIN line_event AS said ON said.profile = work.profile AND said.line_id = work.line_id
        AND said.revision = work.revision
        WHERE one.token = ${token} AND one.case_id > ${after} AND one.case_id <= ${upTo} AND said.state <> 'gone'`.pipe(
      query,
      Effect.map((rows): ReadonlySet<string> => new Set(decodeIds(rows).map(({ case_id }) => case_id))),
    )

  return { candidatesOf, isCandidate }
}

const decodeIds = rowsOf(Schema.Struct({ case_id: Schema.String }))
const decodeCandidates = rowsOf(Schema.Struct({ line_id: Schema.String, case_id: Schema.String }))
