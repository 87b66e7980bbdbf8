/** Lines beside the cases that they may belong to, while a run is made; joined by the database, so that memory stays small. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { MatchedBy } from "../stand/states.ts"

/** A line that is looked for; `facts` is whatever the caller wants back. */
export interface WorkLine {
  readonly lineId: string
  readonly namedCase: string | null
  readonly creditorId: string | null
  readonly invoiceNumber: string | null
  readonly reference: string | null
  readonly facts: string
}

/** A case that no closed run has exported. */
export interface OtherCase {
  readonly caseId: string
  readonly creditorId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly reference: string | undefined
  readonly isOpen: boolean
}

export const Owner = Schema.Literal("exported", "open", "closed", "several")

export const Joined = Schema.Struct({
  line_id: Schema.String,
  facts: Schema.String,
  case_id: Schema.NullOr(Schema.String),
  matched_by: Schema.NullOr(MatchedBy),
  /** Null where no case was found. */
  owner: Schema.NullOr(Owner),
})
export type Joined = typeof Joined.Type

/** Whose lines they are, and what closed runs had said when it was asked. */
export interface Place {
  readonly profile: string
  /** Of this process: another one may still write to what it takes for its own. */
  readonly token: string
  readonly closedThrough: number
}

type Number = "invoice_number" | "reference_number"

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const clear = (profile: string): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      ["reconcile_line", "reconcile_candidate", "reconcile_other_case"],
      (table) => query(sql`DELETE FROM ${sql(table)} WHERE profile = ${profile}`),
      { discard: true },
    )

  const add = ({ profile, token }: Place, lines: ReadonlyArray<WorkLine>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(lines, batchSize),
      (batch) =>
        sql`INSERT INTO reconcile_line ${sql.insert(
          batch.map((line) => ({
            token,
            line_id: line.lineId,
            profile,
            named_case: line.namedCase,
            creditor_id: line.creditorId,
            invoice_number: line.invoiceNumber,
            reference_number: line.reference,
            facts: line.facts,
          })),
        )}`,
      { discard: true },
    ).pipe(transaction(sql), query)

  const addOthers = ({ profile, token }: Place, cases: ReadonlyArray<OtherCase>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(cases, batchSize),
      (batch) =>
        sql`INSERT INTO reconcile_other_case ${sql.insert(
          batch.map((one) => ({
            token,
            case_id: one.caseId,
            profile,
            creditor_id: storable(one.creditorId),
            invoice_number: storable(one.invoiceNumber),
            reference_number: storable(one.reference),
            is_open: one.isOpen ? 1 : 0,
          })),
        )} ON CONFLICT (token, case_id) DO NOTHING`,
      { discard: true },
    ).pipe(transaction(sql), query)

  /** Joins lines to the case that they name: an exported one, else one of the others. */
  const joinNamed = ({ closedThrough, profile, token }: Place): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      yield* sql`UPDATE reconcile_line SET case_id = named_case, matched_by = 'case', owner = 'exported'
        WHERE token = ${token} AND owner IS NULL AND named_case IS NOT NULL AND EXISTS (SELECT 1 FROM entry
          WHERE entry.profile = ${profile} AND entry.case_id = reconcile_line.named_case AND entry.revision = 0
          AND entry.serial <= ${closedThrough})`
      yield* sql`UPDATE reconcile_line SET case_id = named_case, matched_by = 'case',
          owner = (SELECT CASE is_open WHEN 1 THEN 'open' ELSE 'closed' END FROM reconcile_other_case AS other
            WHERE other.token = ${token} AND other.case_id = reconcile_line.named_case)
        WHERE token = ${token} AND owner IS NULL AND named_case IN (
          SELECT case_id FROM reconcile_other_case WHERE token = ${token})`
    }).pipe(query)

  /** The open cases of a run over the portfolio, by their ids alone: the journal knows no more of them. */
  const addOpenCases = ({ profile, token }: Place, serial: number): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO reconcile_other_case (token, case_id, profile, is_open)
        SELECT DISTINCT CAST(${token} AS TEXT), case_id, profile, 1 FROM open_case
        WHERE profile = ${profile} AND serial = ${serial} AND case_id IN (
          SELECT named_case FROM reconcile_line WHERE token = ${token} AND owner IS NULL)
        ON CONFLICT (token, case_id) DO NOTHING`.pipe(query, Effect.asVoid)

  /** What the API gave beside the others and closed runs have exported stands in their entries. */
  const removeExported = ({ closedThrough, profile, token }: Place): Effect.Effect<void, JournalError> =>
    sql`DELETE FROM reconcile_other_case WHERE token = ${token} AND EXISTS (SELECT 1 FROM entry
        WHERE entry.profile = ${profile} AND entry.case_id = reconcile_other_case.case_id AND entry.revision = 0
        AND entry.serial <= ${closedThrough})`.pipe(query, Effect.asVoid)

  /** Joins lines that have no case yet by a number of the same creditor: to the only case that has it. */
  const joinByNumber = ({ closedThrough, profile, token }: Place, column: Number): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const matchedBy = column === "invoice_number" ? "invoice" : "reference"
      const own = sql`token = ${token} AND owner IS NULL`
      // Each part is made once and then looked into, whichever the database makes of the join.
      yield* sql`INSERT INTO reconcile_candidate (token, line_id, case_id, profile)
        SELECT line.token, line.line_id, owned.case_id, line.profile
        FROM (SELECT * FROM reconcile_line WHERE ${own} AND creditor_id IS NOT NULL AND ${sql(column)} IS NOT NULL) AS line
        JOIN (
          SELECT case_id, creditor_id, ${sql(column)} FROM entry AS said
          WHERE said.profile = ${profile} AND said.serial <= ${closedThrough} AND ${sql(column)} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.profile = said.profile
            AND later.case_id = said.case_id AND later.revision > said.revision AND later.serial <= ${closedThrough})
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

  /** Lines of exported cases with ids after the one and up to the other, in order of case and line. */
  const between = ({ token }: Place, after: string, upTo: string): Effect.Effect<ReadonlyArray<Joined>, JournalError> =>
    sql`SELECT line_id, facts, case_id, matched_by, owner FROM reconcile_line
        WHERE token = ${token} AND case_id > ${after} AND case_id <= ${upTo} AND owner = 'exported'
        ORDER BY case_id, line_id`.pipe(query, Effect.map(decodeJoined))

  /** All other lines in order of id, a page at a time. */
  const others = ({ token }: Place): Stream.Stream<ReadonlyArray<Joined>, JournalError> =>
    Stream.paginateEffect("", (after) =>
      sql`SELECT line_id, facts, case_id, matched_by, owner FROM reconcile_line
          WHERE token = ${token} AND line_id > ${after} AND (owner IS NULL OR owner <> 'exported')
          ORDER BY line_id LIMIT 1000`.pipe(
        query,
        Effect.map((rows) => {
          const page = decodeJoined(rows)
          return [page, Option.map(Array.last(page), ({ line_id }) => line_id)] as const
        }),
      ),
    )

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

  /** Which cases after the one and up to the other a line with several candidates may belong to. */
  const isCandidate = ({ token }: Place, after: string, upTo: string) =>
    sql`SELECT DISTINCT case_id AS value FROM reconcile_candidate
        WHERE token = ${token} AND case_id > ${after} AND case_id <= ${upTo}`.pipe(
      query,
      Effect.map((rows): ReadonlySet<string> => new Set(decodeValues(rows).map(({ value }) => value))),
    )

  return {
    add,
    addOpenCases,
    addOthers,
    between,
    candidatesOf,
    clear,
    isCandidate,
    joinByNumber,
    joinNamed,
    others,
    removeExported,
    unmatched,
  }
})

export class Workspace extends Effect.Service<Workspace>()("accounting/Workspace", { effect: methods }) {}

const decodeJoined = rowsOf(Joined)
const decodeValues = rowsOf(Schema.Struct({ value: Schema.String }))
const decodeCandidates = rowsOf(Schema.Struct({ line_id: Schema.String, case_id: Schema.String }))
