/** Finds the case of each line: by the id that it names, else by a number of the same creditor. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Place } from "./Place.ts"

type Number = "invoice_number" | "reference_number"

export const joining = (sql: SqlClient) => {
  /** Joins lines to the case that they name, where it is one of the others. */
  const joinNamed = ({ token }: Place): Effect.Effect<void, JournalError> =>
    sql`UPDATE reconcile_line SET case_id = named_case, matched_by = 'case',
          owner = (SELECT CASE is_open WHEN 1 THEN 'open' ELSE 'closed' END FROM reconcile_other_case AS other
            WHERE other.token = ${token} AND other.case_id = reconcile_line.named_case)
        WHERE token = ${token} AND owner IS NULL AND named_case IN (
          SELECT case_id FROM reconcile_other_case WHERE token = ${token})`.pipe(query, Effect.asVoid)

  /** Joins lines that have no case yet by a number of the same creditor: to the only case that has it. */
  const joinByNumber = ({ closedThrough, profile, token }: Place, column: Number): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const matchedBy = column === "invoice_number" ? "invoice" : "reference"
      const own = sql`token = ${token} AND owner IS NULL`
      // The sign keeps SQLite from going through all runs for each case: the key is what finds its later entries.
      yield* sql`INSERT INTO reconcile_candidate (token, line_id, case_id, profile)
        SELECT line.token, line.line_id, owned.case_id, line.profile
        FROM (SELECT * FROM reconcile_line WHERE ${own} AND creditor_id IS NOT NULL AND ${sql(column)} IS NOT NULL) AS line
        JOIN (
          SELECT case_id, creditor_id, ${sql(column)} FROM entry AS said
          WHERE said.profile = ${profile} AND +said.serial <= ${closedThrough} AND ${sql(column)} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.profile = said.profile
            AND later.case_id = said.case_id AND later.revision > said.revision AND +later.serial <= ${closedThrough})
          UNION
          SELECT case_id, creditor_id, ${sql(column)} FROM reconcile_other_case
          WHERE token = ${token} AND ${sql(column)} IS NOT NULL
        ) AS owned ON owned.creditor_id = line.creditor_id AND owned.${sql(column)} = line.${sql(column)}`
      const candidates = sql`FROM reconcile_candidate AS one WHERE one.token = ${token}
        AND one.line_id = reconcile_line.line_id`
      yield* sql`UPDATE reconcile_line SET owner = 'several', matched_by = ${matchedBy}
        WHERE ${own} AND (SELECT COUNT(*) ${candidates}) > 1`
      yield* sql`UPDATE reconcile_line SET matched_by = ${matchedBy}, case_id = (SELECT MIN(one.case_id) ${candidates})
        WHERE ${own} AND (SELECT COUNT(*) ${candidates}) = 1`
      yield* sql`UPDATE reconcile_line SET owner = COALESCE(
          (SELECT CASE is_open WHEN 1 THEN 'open' ELSE 'closed' END FROM reconcile_other_case AS other
            WHERE other.token = ${token} AND other.case_id = reconcile_line.case_id), 'exported')
        WHERE ${own} AND case_id IS NOT NULL`
      // What is left are candidates of the lines that have several.
      yield* sql`DELETE FROM reconcile_candidate WHERE token = ${token} AND line_id IN (
        SELECT line_id FROM reconcile_line WHERE token = ${token} AND owner <> 'several')`
    }).pipe(query)

  /** Values of a column of lines that have no case yet, each once and in order, a page at a time. */
  const unmatched = ({ token }: Place, column: Number | "named_case", most: number) =>
    Stream.paginateChunkEffect("", (after) =>
      sql`SELECT DISTINCT ${sql(column)} AS value FROM reconcile_line
          WHERE token = ${token} AND owner IS NULL AND ${sql(column)} > ${after} ORDER BY ${sql(column)} LIMIT ${most}`.pipe(
        query,
        Effect.map((rows) => {
          const values = decodeValues(rows).map(({ value }) => value)
          return [Chunk.of(values), values.length < most ? Option.none() : Array.last(values)] as const
        }),
      ),
    )

  return { joinByNumber, joinNamed, unmatched }
}

const decodeValues = rowsOf(Schema.Struct({ value: Schema.String }))
