/**
 * The ledger of closed cases: one entry for each line that a run said about a case. The first entry of a case is its
 * export; later ones are corrections, each naming the run that it corrects. No entry is ever changed.
 */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import { NumberOrNull, TextOrNull } from "@amili-cases/export-engine/database/columns"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"

/** What a line said: `closed` is the export itself, the others are corrections. */
export const Kind = Schema.Literal("closed", "changed", "reopened", "closed_again")
export type Kind = typeof Kind.Type

/** What accounting books from. Dates are ISO text in whole seconds, amounts decimal text with two digits, as shown. */
export interface Facts {
  readonly closedAt: string | undefined
  readonly reason: string | undefined
  readonly currency: string | undefined
  readonly amount: string | undefined
}

export interface Entry extends Facts {
  readonly caseId: string
  /** 0 for the export of the case, one more for each correction. */
  readonly revision: number
  readonly serial: number
  /** Position in the run, from 1. */
  readonly seq: number
  readonly kind: Kind
  /** Serial of the run whose line this corrects. */
  readonly corrects: number | undefined
  readonly creditorId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly reference: string | undefined
  /**
   * What was to be collected, decimal text with two digits. No fact: a change of it alone is no correction, and entries
   * from before edition 3 have none.
   */
  readonly claimed: string | undefined
  /** ISO. Unknown in entries from before edition 3. */
  readonly registeredAt: string | undefined
}

/** Some of the entries that were asked for. */
export interface Page {
  readonly entries: ReadonlyArray<Entry>
  /** The id after which the next page begins, undefined after the last. */
  readonly next: string | undefined
}

const Row = Schema.Struct({
  case_id: Schema.String,
  revision: Schema.Number,
  serial: Schema.Number,
  seq: Schema.Number,
  kind: Kind,
  corrects: NumberOrNull,
  closed_at: TextOrNull,
  reason: TextOrNull,
  currency: TextOrNull,
  amount: TextOrNull,
  creditor_id: TextOrNull,
  invoice_number: TextOrNull,
  reference_number: TextOrNull,
  claimed: TextOrNull,
  registered_at: TextOrNull,
})

/** The columns of an entry, in the journal. */
export const entryColumns: ReadonlyArray<string> = ["profile", ...Object.keys(Row.fields)]

/** What controllers compare beside the facts. */
export const addWorth = Effect.gen(function* () {
  const sql = yield* SqlClient
  for (const table of ["entry", "abandoned_entry"])
    for (const column of ["claimed", "registered_at"])
      yield* sql`ALTER TABLE ${sql(table)} ADD COLUMN ${sql(column)} TEXT`
})

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** Adds entries to a run that is being written, all or none. */
  const add = (profile: string, entries: ReadonlyArray<Entry>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(entries, batchSize),
      (batch) => sql`INSERT INTO entry ${sql.insert(batch.map((entry) => toRow(profile, entry)))}`,
      { discard: true },
    ).pipe(transaction(sql), query)

  /** The latest entry of each of the cases that has one, those of the run being written included; or as before a run. */
  const latest = (
    profile: string,
    caseIds: ReadonlyArray<string>,
    before = 2 ** 31 - 1,
  ): Effect.Effect<ReadonlyMap<string, Entry>, JournalError> =>
    caseIds.length === 0
      ? Effect.succeed(new Map())
      : sql`SELECT * FROM entry WHERE profile = ${profile} AND ${sql.in("case_id", caseIds)}`.pipe(
          query,
          Effect.map((rows) => {
            const found = new Map<string, Entry>()
            for (const entry of decode(rows)) {
              // Not a condition of the query: SQLite would take it for a reason to go through all runs before.
              if (entry.serial >= before) continue
              if (entry.revision >= (found.get(entry.caseId)?.revision ?? 0)) found.set(entry.caseId, entry)
            }
            return found
          }),
        )

  /** What a run said, in its order, read in pages. */
  const ofRun = (profile: string, serial: number): Stream.Stream<Entry, JournalError> =>
    Stream.paginateChunkEffect(0, (after) =>
      sql`SELECT * FROM entry WHERE profile = ${profile} AND serial = ${serial} AND seq > ${after}
          ORDER BY seq LIMIT 5000`.pipe(
        query,
        Effect.map((rows) => {
          const page = Chunk.fromIterable(decode(rows))
          const last = Chunk.last(page)
          return [page, Option.map(last, (entry) => entry.seq)] as const
        }),
      ),
    )

  /**
   * Everything ever said about a case, or else about all cases with an invoice or reference number; oldest first. The
   * numbers have no index, which each new case would pay for: looking one up reads the whole journal.
   */
  const history = (profile: string, wanted: string): Effect.Effect<ReadonlyArray<Entry>, JournalError> => {
    const all = sql`SELECT * FROM entry WHERE profile = ${profile}`
    const byId = sql`${all} AND case_id = ${wanted} ORDER BY revision`
    const byNumber = sql`${all} AND (invoice_number = ${wanted} OR reference_number = ${wanted})
      ORDER BY case_id, revision`
    return Effect.map(
      Effect.flatMap(query(byId), (rows) => (rows.length > 0 ? Effect.succeed(rows) : query(byNumber))),
      decode,
    )
  }

  /** The latest entry of each case with an id after the one and up to the other, in order of id, a page at a time. */
  const between = (profile: string, after: string, upTo: string, most = 5000): Effect.Effect<Page, JournalError> =>
    sql`SELECT * FROM entry WHERE profile = ${profile} AND case_id > ${after} AND case_id <= ${upTo}
        ORDER BY case_id, revision LIMIT ${most}`.pipe(
      query,
      Effect.flatMap((rows) => {
        const entries = Array.fromIterable(new Map(decode(rows).map((entry) => [entry.caseId, entry])).values())
        if (rows.length < most) return Effect.succeed({ entries, next: undefined })
        // More may have been said about the last case, beyond the page.
        const whole = entries.slice(0, -1)
        const last = whole.at(-1)
        return last === undefined
          ? between(profile, after, upTo, 2 * most)
          : Effect.succeed({ entries: whole, next: last.caseId })
      }),
    )

  /** Every entry of each case with an id after the one, in order of id: a page of whole cases, none after the last. */
  const whole = (
    profile: string,
    after: string,
    most = 5000,
  ): Effect.Effect<ReadonlyArray<Array.NonEmptyReadonlyArray<Entry>>, JournalError> =>
    sql`SELECT * FROM entry WHERE profile = ${profile} AND case_id > ${after}
        ORDER BY case_id, revision LIMIT ${most}`.pipe(
      query,
      Effect.flatMap((rows) => {
        const cases = Array.match(decode(rows), {
          onEmpty: () => [],
          onNonEmpty: Array.groupWith((a, b) => a.caseId === b.caseId),
        })
        if (rows.length < most) return Effect.succeed(cases)
        // More may have been said about the last case, beyond the page.
        return cases.length > 1 ? Effect.succeed(cases.slice(0, -1)) : whole(profile, after, 2 * most)
      }),
    )

  /** Ids of what runs have said last, newest first. */
  const newest = (profile: string, count: number): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT case_id FROM entry WHERE profile = ${profile} ORDER BY serial DESC, seq DESC LIMIT ${count}`.pipe(
      query,
      Effect.map((rows) => decodeIds(rows).map((row) => row.case_id)),
    )

  /** What abandoned runs would have said about cases, by id or else by an invoice or reference number; oldest first. */
  const abandoned = (profile: string, wanted: string): Effect.Effect<ReadonlyArray<Entry>, JournalError> =>
    sql`SELECT * FROM abandoned_entry WHERE profile = ${profile}
        AND (case_id = ${wanted} OR invoice_number = ${wanted} OR reference_number = ${wanted})
        ORDER BY case_id, serial, seq`.pipe(query, Effect.map(decode))

  /** Cases that could not be read when they were last asked for, as far as is known; in order of id. */
  const unread = (profile: string): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    sql`SELECT DISTINCT case_id FROM quarantine AS doubt
        WHERE profile = ${profile} AND dataset = 'closed' AND problem = 'undecodable' AND case_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM entry
          WHERE entry.profile = doubt.profile AND entry.case_id = doubt.case_id AND entry.serial > doubt.serial)
        ORDER BY case_id`.pipe(
      query,
      Effect.map((rows) => decodeIds(rows).map((row) => row.case_id)),
    )

  return { abandoned, add, latest, between, newest, ofRun, history, unread, whole }
})

export class Entries extends Effect.Service<Entries>()("accounting/Entries", { effect: methods }) {}

const optional = (text: string | null) => text ?? undefined

const decodeRows = rowsOf(Row)

const decodeIds = rowsOf(Schema.Struct({ case_id: Schema.String }))

const decode = (rows: ReadonlyArray<unknown>): ReadonlyArray<Entry> =>
  decodeRows(rows).map((row) => ({
    caseId: row.case_id,
    revision: row.revision,
    serial: row.serial,
    seq: row.seq,
    kind: row.kind,
    corrects: row.corrects ?? undefined,
    closedAt: optional(row.closed_at),
    reason: optional(row.reason),
    currency: optional(row.currency),
    amount: optional(row.amount),
    creditorId: optional(row.creditor_id),
    invoiceNumber: optional(row.invoice_number),
    reference: optional(row.reference_number),
    claimed: optional(row.claimed),
    registeredAt: optional(row.registered_at),
  }))

const toRow = (profile: string, entry: Entry) => ({
  profile,
  case_id: entry.caseId,
  revision: entry.revision,
  serial: entry.serial,
  seq: entry.seq,
  kind: entry.kind,
  corrects: entry.corrects ?? null,
  closed_at: entry.closedAt ?? null,
  reason: storable(entry.reason),
  currency: storable(entry.currency),
  amount: entry.amount ?? null,
  creditor_id: storable(entry.creditorId),
  invoice_number: storable(entry.invoiceNumber),
  reference_number: storable(entry.reference),
  claimed: entry.claimed ?? null,
  registered_at: entry.registeredAt ?? null,
})
