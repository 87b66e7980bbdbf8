/** Cases that lines may belong to and that no closed run has exported. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import type { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Place } from "./Place.ts"

/** A case that no closed run has exported. */
export interface OtherCase {
  readonly caseId: string
  readonly creditorId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly reference: string | undefined
  readonly isOpen: boolean
}

export const otherCases = (sql: SqlClient) => {
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
            is_asked: 1,
          })),
        )} ON CONFLICT (token, case_id) DO NOTHING`,
      { discard: true },
    ).pipe(transaction(sql), query)

  /** The open cases of a run over the portfolio, by their ids alone: the journal knows no more of them. */
  const addOpenCases = ({ profile, token }: Place, serial: number): Effect.Effect<void, JournalError> =>
    sql`INSERT INTO reconcile_other_case (token, case_id, profile, is_open, is_asked)
        SELECT DISTINCT CAST(${token} AS TEXT), case_id, profile, 1, 0 FROM open_case
        WHERE profile = ${profile} AND serial = ${serial} AND case_id IN (
          SELECT named_case FROM reconcile_line WHERE token = ${token} AND owner IS NULL)
        ON CONFLICT (token, case_id) DO NOTHING`.pipe(query, Effect.asVoid)

  /** What the API answered in committed runs that began before an instant (ISO), each case as it was answered last. */
  const addAnswers = ({ profile, token }: Place, until: string): Effect.Effect<void, JournalError> => {
    const known = sql`SELECT named.* FROM named_case AS named JOIN run ON run.profile = named.profile
      AND run.serial = named.serial AND run.dataset = 'reconcile' AND run.state = 'committed'
      AND run.started_at < ${until} WHERE named.profile = ${profile}`
    return sql`INSERT INTO reconcile_other_case
          (token, case_id, profile, creditor_id, invoice_number, reference_number, is_open, is_asked)
        SELECT CAST(${token} AS TEXT), one.case_id, one.profile, one.creditor_id, one.invoice_number,
          one.reference_number, one.is_open, 0
        FROM (${known}) AS one JOIN (SELECT case_id, MAX(serial) AS serial FROM (${known}) AS every GROUP BY case_id)
          AS last ON last.case_id = one.case_id AND last.serial = one.serial WHERE 1 = 1
        ON CONFLICT (token, case_id) DO NOTHING`.pipe(query, Effect.asVoid)
  }

  /** What the API has answered in this run, a page at a time. */
  const answers = ({ token }: Place): Stream.Stream<ReadonlyArray<OtherCase>, JournalError> =>
    Stream.paginateEffect("", (after) =>
      sql`SELECT case_id, creditor_id, invoice_number, reference_number, is_open FROM reconcile_other_case
          WHERE token = ${token} AND is_asked = 1 AND case_id > ${after} ORDER BY case_id LIMIT ${batchSize}`.pipe(
        query,
        Effect.map((rows) => {
          const page = decodeAnswers(rows).map((row): OtherCase => ({
            caseId: row.case_id,
            creditorId: row.creditor_id ?? undefined,
            invoiceNumber: row.invoice_number ?? undefined,
            reference: row.reference_number ?? undefined,
            isOpen: row.is_open === 1,
          }))
          return [page, Option.map(Array.last(page), ({ caseId }) => caseId)] as const
        }),
      ),
    )

  /** Keeps answers of a run that is being written. */
  const keep = (profile: string, serial: number, cases: ReadonlyArray<OtherCase>): Effect.Effect<void, JournalError> =>
    cases.length === 0
      ? Effect.void
      : sql`INSERT INTO named_case ${sql.insert(
          cases.map((one) => ({
            profile,
            serial,
            case_id: one.caseId,
            creditor_id: storable(one.creditorId),
            invoice_number: storable(one.invoiceNumber),
            reference_number: storable(one.reference),
            is_open: one.isOpen ? 1 : 0,
          })),
        )}`.pipe(query, Effect.asVoid)

  const forget = (profile: string, serial: number): Effect.Effect<void, SqlError> =>
    Effect.asVoid(sql`DELETE FROM named_case WHERE profile = ${profile} AND serial = ${serial}`)

  /** What the API gave beside the others and closed runs have exported stands in their entries. */
  const removeExported = ({ closedThrough, profile, token }: Place): Effect.Effect<void, JournalError> =>
    sql`DELETE FROM reconcile_other_case WHERE token = ${token} AND EXISTS (SELECT 1 FROM entry
        WHERE entry.profile = ${profile} AND entry.case_id = reconcile_other_case.case_id AND entry.revision = 0
        AND entry.serial <= ${closedThrough})`.pipe(query, Effect.asVoid)

  return { addAnswers, addOpenCases, addOthers, answers, forget, keep, removeExported }
}

const decodeAnswers = rowsOf(
  Schema.Struct({
    case_id: Schema.String,
    creditor_id: Schema.NullOr(Schema.String),
    invoice_number: Schema.NullOr(Schema.String),
    reference_number: Schema.NullOr(Schema.String),
    is_open: Schema.Number,
  }),
)
