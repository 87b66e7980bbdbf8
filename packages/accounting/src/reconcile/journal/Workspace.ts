/** Lines beside the cases that they may belong to, while a run is made; joined by the database, so that memory stays small. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { LineEvent } from "../../payouts/events/LineEvent.ts"
import { MatchedBy } from "../stand/states.ts"

/** A line as it stood at the end of the month: by which of its events, and what else was found of it. */
export interface WorkLine {
  readonly now: LineEvent
  readonly hasMoved: boolean
  readonly isWithdrawn: boolean
  readonly isLate: boolean
  /** Booked before the journal was cut over. */
  readonly isOpening: boolean
}

/** A case that no closed run has exported. */
export interface OtherCase {
  readonly caseId: string
  readonly creditorId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly reference: string | undefined
  readonly isOpen: boolean
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

/** Whose lines they are, and what closed runs had said when it was asked. */
export interface Place {
  readonly profile: string
  /** Of this process: another one may still write to what it takes for its own. */
  readonly token: string
  readonly closedThrough: number
}

/** A statement is kept for each length of a list: lists are short, so that these are few. */
const idsAtOnce = 100

type Number = "invoice_number" | "reference_number"

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const joined = sql`SELECT said.*, work.case_id AS joined_case, work.matched_by, work.owner, work.has_moved,
      work.is_withdrawn, work.is_late, work.is_opening
    FROM reconcile_line AS work JOIN line_event AS said ON said.profile = work.profile
    AND said.line_id = work.line_id AND said.revision = work.revision`

  const clear = (profile: string): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      ["reconcile_line", "reconcile_candidate", "reconcile_other_case"],
      (table) => query(sql`DELETE FROM ${sql(table)} WHERE profile = ${profile}`),
      { discard: true },
    )

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
        sql`SELECT case_id AS value FROM entry WHERE profile = ${profile} AND ${sql.in("case_id", some)}
          AND revision = 0 AND +serial <= ${closedThrough}`,
        (rows) => decodeValues(rows).map(({ value }) => value),
      ),
    ).pipe(
      query,
      Effect.map((found): ReadonlySet<string> => new Set(found.flat())),
    )

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

  /** Joins lines to the case that they name, where it is one of the others. */
  const joinNamed = ({ token }: Place): Effect.Effect<void, JournalError> =>
    sql`UPDATE reconcile_line SET case_id = named_case, matched_by = 'case',
          owner = (SELECT CASE is_open WHEN 1 THEN 'open' ELSE 'closed' END FROM reconcile_other_case AS other
            WHERE other.token = ${token} AND other.case_id = reconcile_line.named_case)
        WHERE token = ${token} AND owner IS NULL AND named_case IN (
          SELECT case_id FROM reconcile_other_case WHERE token = ${token})`.pipe(query, Effect.asVoid)

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
    addAnswers,
    addOpenCases,
    addOthers,
    answers,
    between,
    candidatesOf,
    clear,
    exportedAmong,
    forget,
    isCandidate,
    joinByNumber,
    joinNamed,
    keep,
    others,
    removeExported,
    unmatched,
  }
})

export class Workspace extends Effect.Service<Workspace>()("accounting/Workspace", { effect: methods }) {}

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
const decodeAnswers = rowsOf(
  Schema.Struct({
    case_id: Schema.String,
    creditor_id: Schema.NullOr(Schema.String),
    invoice_number: Schema.NullOr(Schema.String),
    reference_number: Schema.NullOr(Schema.String),
    is_open: Schema.Number,
  }),
)
const decodeValues = rowsOf(Schema.Struct({ value: Schema.String }))
const decodeCandidates = rowsOf(Schema.Struct({ line_id: Schema.String, case_id: Schema.String }))
