/** Lines of a run while it is made, each beside the case that it was found to belong to. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, transaction } from "@amili-cases/export-engine/database/statement"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { LineEvent } from "../../../payouts/events/LineEvent.ts"
import { MatchedBy } from "../../stand/states.ts"
import type { Place } from "./Place.ts"

/** A line as it stood at the end of the month: by which of its events, and what else was found of it. */
export interface WorkLine {
  readonly now: LineEvent
  readonly hasMoved: boolean
  readonly isWithdrawn: boolean
  readonly isLate: boolean
  /** Booked before the journal was cut over. */
  readonly isOpening: boolean
}

const Owner = Schema.Literal("exported", "open", "closed", "several")

const Flag = Schema.transform(Schema.Number, Schema.Boolean, {
  decode: (value) => value === 1,
  encode: (flag) => (flag ? 1 : 0),
})

const JoinedRow = Schema.Struct({
  ...LineEvent.fields,
  joined_case: Schema.NullOr(Schema.String),
  matched_by: Schema.NullOr(MatchedBy),
  /** Null where no case was found. */
  owner: Schema.NullOr(Owner),
  has_moved: Flag,
  is_withdrawn: Flag,
  is_late: Flag,
  is_opening: Flag,
})

/** A line with the case that it was found to belong to. */
export interface Joined extends WorkLine {
  readonly caseId: string | null
  readonly matchedBy: MatchedBy | null
  readonly owner: typeof Owner.Type | null
}

/** A statement is kept for each length of a list: lists are short, so that these are few. */
const idsAtOnce = 100

export const lines = (sql: SqlClient) => {
  const joined = sql`SELECT said.*, work.case_id AS joined_case, work.matched_by, work.owner, work.has_moved,
      work.is_withdrawn, work.is_late, work.is_opening
    FROM reconcile_line AS work JOIN line_event AS said ON said.profile = work.profile
    AND said.line_id = work.line_id AND said.revision = work.revision`

  /** Lines that name no exported case. */
  const add = (place: Place, lines: ReadonlyArray<WorkLine>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(lines, batchSize),
      (batch) => sql`INSERT INTO reconcile_line ${sql.insert(batch.map((line) => rowOf(place, line)))}`,
      { discard: true },
    ).pipe(transaction(sql), query)

  /** Which of these cases closed runs had exported. */
  const exportedAmong = ({ closedThrough, profile }: Place, ids: ReadonlyArray<string>) =>
    Effect.forEach(Array.chunksOf(ids, idsAtOnce), (some) =>
      Effect.map(
        sql`SELECT case_id FROM entry WHERE profile = ${profile} AND ${sql.in("case_id", some)}
          AND revision = 0 AND +serial <= ${closedThrough}`,
        (rows) => decodeIds(rows).map(({ case_id }) => case_id),
      ),
    ).pipe(
      query,
      Effect.map((found): ReadonlySet<string> => new Set(found.flat())),
    )

  /** Lines that were joined to exported cases with ids after the one and up to the other, in order of case and line. */
  const between = ({ token }: Place, after: string, upTo: string): Effect.Effect<ReadonlyArray<Joined>, JournalError> =>
    sql`${joined} WHERE work.token = ${token} AND work.case_id > ${after} AND work.case_id <= ${upTo}
        AND work.owner = 'exported' ORDER BY work.case_id, work.line_id`.pipe(query, Effect.map(decodeJoined))

  /** All other lines in order of id, a page at a time. */
  const others = ({ token }: Place): Stream.Stream<ReadonlyArray<Joined>, JournalError> =>
    Stream.paginateEffect("", (after) =>
      sql`${joined} WHERE work.token = ${token} AND work.line_id > ${after}
          AND (work.owner IS NULL OR work.owner <> 'exported') ORDER BY work.line_id LIMIT 1000`.pipe(
        query,
        Effect.map((rows) => {
          const page = decodeJoined(rows)
          return [page, Option.map(Array.last(page), ({ now }) => now.lineId)] as const
        }),
      ),
    )

  return { add, between, exportedAmong, others }
}

const rowOf = ({ profile, token }: Place, line: WorkLine) => {
  const { caseId, creditorId, invoiceNumber, lineId, reference, revision } = line.now
  return {
    token,
    line_id: lineId,
    profile,
    revision,
    has_moved: line.hasMoved ? 1 : 0,
    is_withdrawn: line.isWithdrawn ? 1 : 0,
    is_late: line.isLate ? 1 : 0,
    is_opening: line.isOpening ? 1 : 0,
    named_case: caseId,
    creditor_id: creditorId,
    invoice_number: invoiceNumber,
    reference_number: reference,
  }
}

const decodeRows = rowsOf(JoinedRow)
const decodeJoined = (rows: ReadonlyArray<unknown>): ReadonlyArray<Joined> =>
  decodeRows(rows).map(({ has_moved, is_late, is_opening, is_withdrawn, joined_case, matched_by, owner, ...now }) => ({
    now,
    hasMoved: has_moved,
    isWithdrawn: is_withdrawn,
    isLate: is_late,
    isOpening: is_opening,
    caseId: joined_case,
    matchedBy: matched_by,
    owner,
  }))
const decodeIds = rowsOf(Schema.Struct({ case_id: Schema.String }))
