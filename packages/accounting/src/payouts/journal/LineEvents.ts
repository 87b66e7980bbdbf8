/** The events of lines in the journal, and how lines are found by other numbers than their id. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { batchSize } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { LineEvent } from "../events/LineEvent.ts"
import * as EventTable from "./EventTable.ts"

type Found = Effect.Effect<ReadonlyMap<string, LineEvent>, JournalError>

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const table = yield* EventTable.make({
    table: "line_event",
    id: "line_id",
    schema: LineEvent,
    idOf: ({ lineId }) => lineId,
  })

  /** Lines by a column of any of their events, as they stood at a moment. */
  const by = (profile: string, column: string, values: ReadonlyArray<string>, at: EventTable.Moment): Found =>
    values.length === 0
      ? Effect.succeed(new Map())
      : table.latest(
          profile,
          sql`line_id IN (SELECT line_id FROM line_event WHERE profile = ${profile} AND ${sql.in(column, values)})`,
          at,
        )

  /** Lines of these cases, or with these invoice numbers. */
  const relatives = (
    profile: string,
    cases: ReadonlyArray<string>,
    invoices: ReadonlyArray<string>,
    at: EventTable.Moment,
  ): Effect.Effect<ReadonlyArray<LineEvent>, JournalError> =>
    Effect.zipWith(by(profile, "case_id", cases, at), by(profile, "invoice_number", invoices, at), (a, b) => [
      ...new Map([...a, ...b]).values(),
    ])

  /** Lines whose latest event names one of these payouts. */
  const ofPayouts = (
    profile: string,
    payouts: ReadonlyArray<string>,
  ): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    Effect.map(by(profile, "payout_id", payouts, EventTable.now), (found) =>
      [...found.values()].flatMap(({ lineId, payoutId, state }) =>
        state !== "gone" && payoutId !== null && payouts.includes(payoutId) ? [lineId] : [],
      ),
    )

  /** Every event of each line that has ever named a case with an id after the one and up to the other. */
  const ofCases = (profile: string, after: string, upTo: string) =>
    table.wholeOf(
      profile,
      sql`line_id IN (SELECT line_id FROM line_event
        WHERE profile = ${profile} AND case_id > ${after} AND case_id <= ${upTo})`,
    )

  /** Every event of each line that has ever named one of these payouts. */
  const everOfPayouts = (profile: string, payouts: ReadonlyArray<string>) =>
    table.wholeOf(
      profile,
      sql`line_id IN (SELECT line_id FROM line_event WHERE profile = ${profile} AND ${sql.in("payout_id", payouts)})`,
    )

  /**
   * Every event of each line that has ever named no case, or one that closed runs had not exported up to a serial; in
   * order of id, a page at a time.
   */
  const withoutEntry = (profile: string, closedThrough: number) =>
    Stream.paginateEffect("", (after) =>
      Effect.map(
        table.wholeOf(
          profile,
          sql`line_id IN (SELECT DISTINCT line_id FROM line_event AS said
            WHERE profile = ${profile} AND line_id > ${after} AND (case_id IS NULL OR NOT EXISTS (
              SELECT 1 FROM entry WHERE entry.profile = said.profile AND entry.case_id = said.case_id
              AND entry.revision = 0 AND +entry.serial <= ${closedThrough}))
            ORDER BY line_id LIMIT ${batchSize})`,
        ),
        (page) => [page, Option.map(Array.last(page), ([{ lineId }]) => lineId)] as const,
      ),
    )

  /** By id, else by case, invoice number, reference or payout. */
  const history = (from: "abandoned" | "counted", profile: string, wanted: string) =>
    Effect.flatMap(table.history(from, profile, sql`line_id = ${wanted}`), (found) =>
      found.length > 0
        ? Effect.succeed(found)
        : table.history(
            from,
            profile,
            sql`(case_id = ${wanted} OR invoice_number = ${wanted} OR reference_number = ${wanted}
              OR payout_id = ${wanted} OR payout_reference = ${wanted})`,
          ),
    )

  return { ...table, everOfPayouts, history, ofCases, ofPayouts, relatives, withoutEntry }
})

export class LineEvents extends Effect.Service<LineEvents>()("accounting/LineEvents", { effect: methods }) {}
