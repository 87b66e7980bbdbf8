/**
 * The last twelve calendar months as the journal knows them: cases that came, cases that were closed with what was claimed
 * for them, and what Amili has recovered of that so far.
 */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import { creditorsOf } from "@amili-cases/export-engine/journal/Checkpoints"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import { SqlClient } from "@effect/sql/SqlClient"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { minorOf } from "../../cases/Facts.ts"
import { isCapital } from "../../payouts/journal/capital.ts"

/** A month and a currency. As it stands in the manifest. */
export const Month = Schema.Struct({
  /** `2026-11` */
  month: Schema.String,
  currency: Schema.String,
  /** Null where entries from before edition 3 do not say when their cases were registered. */
  opened: Schema.NullOr(Schema.Number),
  closed: Schema.Number,
  /** Of the closed cases, decimal text. */
  claimed: Schema.String,
  /** Capital lines of the closed cases; null while no payouts have been exported. */
  recovered: Schema.NullOr(Schema.String),
})
export type Month = typeof Month.Type

/** Entries that are read at a time. */
const PAGE = 5000

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  /** The latest entry of each case that is not open again, by case, after an id. */
  const entries = (profile: string, after: string) =>
    sql`SELECT case_id, creditor_id, currency, closed_at, registered_at, claimed FROM entry
        WHERE profile = ${profile} AND case_id > ${after} AND kind <> 'reopened'
          AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.profile = entry.profile
            AND later.case_id = entry.case_id AND later.revision > entry.revision)
        ORDER BY case_id LIMIT ${PAGE}`

  /** Capital lines of these cases. */
  const lines = (profile: string, after: string, upTo: string) =>
    sql`SELECT case_id, currency, total FROM line_event AS line
        WHERE profile = ${profile} AND case_id > ${after} AND case_id <= ${upTo}
          AND ${isCapital(sql)}`

  const registered = ({ profile, scope, serial }: Run, after: string) =>
    sql`SELECT case_id, currency, created_at FROM open_case
        WHERE profile = ${profile} AND scope = ${scope} AND serial = ${serial} AND case_id > ${after}
        ORDER BY case_id LIMIT ${PAGE}`

  const hasPayouts = (profile: string) =>
    sql`SELECT serial FROM run WHERE profile = ${profile} AND dataset = 'payouts' AND state = 'committed' LIMIT 1`

  /** As known when an open run has recorded its portfolio. The month of the run is the last one. */
  const before = (run: Run): Effect.Effect<ReadonlyArray<Month>, JournalError> =>
    Effect.gen(function* () {
      const months = monthsUntil(run.started_at)
      const isShown = new Set(months)
      const creditors = creditorsOf(run.scope)
      const found = new Map<string, ReturnType<typeof nothing>>()
      const of = (month: string, currency: string) => {
        const key = `${month} ${currency}`
        const line = found.get(key) ?? nothing()
        found.set(key, line)
        return line
      }
      /** The last month in which a case may have come that the journal does not know of. */
      let unknownUntil = ""
      const payouts = (yield* hasPayouts(run.profile)).length > 0
      for (let after: string | undefined = ""; after !== undefined;) {
        const page: ReadonlyArray<typeof EntryRow.Type> = decodeEntries(yield* entries(run.profile, after))
        const last: string | undefined = page.at(-1)?.case_id
        const closedIn = new Map<string, { readonly month: string; readonly currency: string | null }>()
        for (const { case_id, claimed, closed_at, creditor_id, currency, registered_at } of page) {
          if (creditors.length > 0 && !creditors.includes(creditor_id ?? "")) continue
          const [closed, opened] = [monthOf(closed_at), monthOf(registered_at)]
          if (opened === undefined && closed !== undefined && closed > unknownUntil) unknownUntil = closed
          if (opened !== undefined && isShown.has(opened)) of(opened, currency ?? "").opened += 1
          if (closed === undefined || !isShown.has(closed)) continue
          const line = of(closed, currency ?? "")
          line.closed += 1
          line.claimed += minorOf(claimed) ?? 0n
          closedIn.set(case_id, { month: closed, currency })
        }
        if (payouts && last !== undefined)
          for (const { case_id, currency, total } of decodeLines(yield* lines(run.profile, after, last))) {
            const own = closedIn.get(case_id)
            if (own !== undefined && own.currency === currency)
              of(own.month, currency ?? "").recovered += minorOf(total) ?? 0n
          }
        after = page.length < PAGE ? undefined : last
      }
      for (let after: string | undefined = ""; after !== undefined;) {
        const page: ReadonlyArray<typeof OpenRow.Type> = decodeOpen(yield* registered(run, after))
        for (const { created_at, currency } of page) {
          const opened = monthOf(created_at)
          if (opened !== undefined && isShown.has(opened)) of(opened, currency ?? "").opened += 1
        }
        after = page.length < PAGE ? undefined : page.at(-1)?.case_id
      }
      return [...found]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { claimed, closed, opened, recovered }]): Month => {
          const month = key.slice(0, 7)
          return {
            month,
            currency: key.slice(8),
            opened: month <= unknownUntil ? null : opened,
            closed,
            claimed: Money.formatMinor(claimed),
            recovered: payouts ? Money.formatMinor(recovered) : null,
          }
        })
    }).pipe(query)

  return { before }
})

export class Trend extends Effect.Service<Trend>()("accounting/Trend", { effect: methods }) {}

/** Twelve months, the last of them that of the instant. */
export const monthsUntil = (iso: string): ReadonlyArray<string> => {
  const [year = 0, month = 0] = CalendarDay.of(DateTime.unsafeMake(iso)).split("-").map(Number)
  return Array.from({ length: 12 }, (_, index) => {
    const number = year * 12 + month - 1 - 11 + index
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`
  })
}

const nothing = () => ({ opened: 0, closed: 0, claimed: 0n, recovered: 0n })

const monthOf = (iso: string | null): string | undefined => dayOfIso(iso ?? undefined)?.slice(0, 7)

const Text = Schema.NullOr(Schema.String)
const EntryRow = Schema.Struct({
  case_id: Schema.String,
  creditor_id: Text,
  currency: Text,
  closed_at: Text,
  registered_at: Text,
  claimed: Text,
})
const OpenRow = Schema.Struct({ case_id: Schema.String, currency: Text, created_at: Text })
const decodeEntries = rowsOf(EntryRow)
const decodeLines = rowsOf(Schema.Struct({ case_id: Schema.String, currency: Text, total: Text }))
const decodeOpen = rowsOf(OpenRow)
