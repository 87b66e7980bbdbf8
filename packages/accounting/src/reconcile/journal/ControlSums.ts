/**
 * Sums and counts that the controls compare with: asked of the database, apart from the rows that a stand is made of.
 * An amount is decimal text with two digits, so that without its point it is a whole number of hundredths.
 */
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Runs } from "../time/dating.ts"

export type ByCurrency = ReadonlyMap<string, bigint>

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const hundredths = (column: string) => sql.literal(`CAST(REPLACE(${column}, '.', '') AS BIGINT)`)

  /** What was said of each subject, as far as it counts before an instant; see `dating.ts`. */
  const saidBefore = (
    dataset: "closed" | "payouts",
    table: "entry" | "line_event" | "payout_event",
    profile: string,
    { floors, through }: Runs,
    end: string,
  ) => {
    const [, own] = ofTable[table]
    // After a final month counts what was said later, from its end on: the latest of those months decides.
    const moved = floors.filter(({ from }) => from >= end).map(({ after }) => after)
    const latest = moved.length === 0 ? through : Math.min(through, ...moved)
    return sql`SELECT one.* FROM ${sql(table)} AS one
        JOIN run ON run.profile = one.profile AND run.dataset = ${dataset} AND run.serial = one.serial
        WHERE one.profile = ${profile} AND +one.serial <= ${latest}
        AND ${sql.literal(`COALESCE(${own}, run.started_at)`)} < ${end}`
  }

  /** The last of it. */
  const lastBefore = (
    dataset: "closed" | "payouts",
    table: "entry" | "line_event" | "payout_event",
    profile: string,
    runs: Runs,
    end: string,
  ) => {
    const [id] = ofTable[table]
    return sql`SELECT said.* FROM ${sql(table)} AS said JOIN (
        SELECT ${sql(id)} AS subject, MAX(revision) AS revision
        FROM (${saidBefore(dataset, table, profile, runs, end)}) AS known GROUP BY ${sql(id)}
      ) AS last ON last.subject = said.${sql(id)} AND last.revision = said.revision
      WHERE said.profile = ${profile}`
  }

  const byCurrency = (statement: Effect.Effect<unknown, JournalError>) =>
    Effect.map(statement, (rows): ByCurrency => new Map(decode(rows).map(({ amount, currency }) => [currency, amount])))

  /** Lines that are not paid out before an instant. */
  const unpaid = (profile: string, runs: Runs, end: string) =>
    byCurrency(
      query(sql`SELECT COALESCE(currency, '') AS currency, CAST(SUM(${hundredths("total")}) AS TEXT) AS amount
        FROM (${lastBefore("payouts", "line_event", profile, runs, end)}) AS line
        WHERE state IN ('waiting', 'scheduled') AND total IS NOT NULL GROUP BY COALESCE(currency, '')`),
    )

  /** What creditors are called: each as its line with the highest id was last said to call it before an instant. */
  const creditorNames = (profile: string, runs: Runs, end: string) =>
    sql`SELECT creditor_id, creditor_name FROM (${saidBefore("payouts", "line_event", profile, runs, end)}) AS line
        WHERE creditor_id IS NOT NULL AND creditor_name IS NOT NULL
        GROUP BY creditor_id, creditor_name ORDER BY MAX(line_id), MAX(revision)`.pipe(
      query,
      Effect.map(
        (rows): ReadonlyMap<string, string> =>
          new Map(decodeNames(rows).map((row) => [row.creditor_id, row.creditor_name])),
      ),
    )

  /** Totals of payouts, and the sum of their lines: of those that were not taken back and have a total. */
  const payoutTotals = (profile: string, runs: Runs, end: string) =>
    Effect.gen(function* () {
      const payouts = sql`SELECT * FROM (${lastBefore("payouts", "payout_event", profile, runs, end)}) AS payout
        WHERE state NOT IN ('reversed', 'gone') AND total IS NOT NULL`
      const totals = yield* byCurrency(
        query(sql`SELECT COALESCE(currency, '') AS currency, CAST(SUM(${hundredths("total")}) AS TEXT) AS amount
          FROM (${payouts}) AS payout GROUP BY COALESCE(currency, '')`),
      )
      const lines = yield* byCurrency(
        query(sql`SELECT COALESCE(payout.currency, '') AS currency,
            CAST(SUM(${hundredths("line.total")}) AS TEXT) AS amount
          FROM (${lastBefore("payouts", "line_event", profile, runs, end)}) AS line
          JOIN (${payouts}) AS payout ON payout.payout_id = line.payout_id
          AND COALESCE(payout.currency, '') = COALESCE(line.currency, '')
          WHERE line.state <> 'gone' AND line.total IS NOT NULL GROUP BY COALESCE(payout.currency, '')`),
      )
      return { totals, lines }
    })

  /** Sums of the lines of each payout in its currency. */
  const linesByPayout = (profile: string, runs: Runs, end: string) =>
    sql`SELECT payout.payout_id, CAST(SUM(${hundredths("line.total")}) AS TEXT) AS amount
        FROM (${lastBefore("payouts", "line_event", profile, runs, end)}) AS line
        JOIN (${lastBefore("payouts", "payout_event", profile, runs, end)}) AS payout
        ON payout.payout_id = line.payout_id AND COALESCE(payout.currency, '') = COALESCE(line.currency, '')
        WHERE line.state <> 'gone' AND line.total IS NOT NULL GROUP BY payout.payout_id`.pipe(
      query,
      Effect.map(
        (rows): ReadonlyMap<string, bigint> =>
          new Map(decodePayouts(rows).map(({ amount, payout_id }) => [payout_id, amount])),
      ),
    )

  /** Totals of payouts with a date in a period, of those that were not taken back: from inclusive, end exclusive. */
  const paidOut = (profile: string, runs: Runs, from: string, end: string) =>
    byCurrency(
      query(sql`SELECT COALESCE(currency, '') AS currency, CAST(SUM(${hundredths("total")}) AS TEXT) AS amount
        FROM (${lastBefore("payouts", "payout_event", profile, runs, end)}) AS payout
        WHERE state NOT IN ('reversed', 'gone') AND total IS NOT NULL AND payout_date >= ${from} AND payout_date < ${end}
        GROUP BY COALESCE(currency, '')`),
    )

  /**
   * The clearing account by vouchers that were emitted before `until`, less the lines that are paid out, against unpaid
   * lines: of the lines since the opening that are booked as they stand, in their own currency; and how many are not.
   */
  const clearing = (profile: string, runs: Runs, end: string, { opening, until }: Vouchers) =>
    Effect.gen(function* () {
      const any = yield* query(sql`SELECT serial FROM voucher_emission WHERE profile = ${profile} LIMIT 1`)
      if (any.length === 0) return []
      const booked = sql`SELECT posting.source_id, posting.event, voucher.currency,
          SUM(CAST(posting.amount AS BIGINT)) AS amount
        FROM voucher_posting AS posting
        JOIN voucher ON voucher.profile = posting.profile AND voucher.id = posting.voucher_id
        JOIN voucher_emission AS emitted ON emitted.profile = voucher.profile AND emitted.voucher_id = voucher.id
        JOIN run ON run.profile = voucher.profile AND run.dataset = 'vouchers' AND run.serial = emitted.serial
        WHERE posting.profile = ${profile} AND posting.kind = 'line' AND posting.account = voucher.clearing
        AND run.state = 'committed' AND run.started_at < ${until}
        GROUP BY posting.source_id, posting.event, voucher.currency`
      const worth = sql.literal("CAST(REPLACE(line.total, '.', '') AS BIGINT)")
      const lines = sql`SELECT line.line_id, line.revision, line.currency,
          CASE WHEN line.state = 'paid' THEN ${worth} ELSE 0 END AS paid,
          CASE WHEN line.state IN ('waiting', 'scheduled') THEN ${worth} ELSE 0 END AS unpaid,
          COALESCE(SUM(booked.amount), 0) AS amount, MAX(booked.event) AS event
        FROM (${lastBefore("payouts", "line_event", profile, runs, end)}) AS line
        LEFT JOIN (${booked}) AS booked ON booked.source_id = line.line_id AND booked.event <= line.revision
        JOIN line_event AS first ON first.profile = line.profile AND first.line_id = line.line_id AND first.revision = 0
        WHERE line.total IS NOT NULL AND COALESCE(first.booked_at, first.created_at, '') >= ${opening ?? ""}
        AND (booked.currency IS NULL OR booked.currency = line.currency)
        GROUP BY line.line_id, line.revision, line.currency, line.state, line.total`
      // A line that stands otherwise than it is booked waits, where something has become of it since.
      const judged = sql`SELECT one.*, CASE WHEN one.event IS NULL OR (one.amount <> one.paid + one.unpaid
            AND EXISTS (SELECT 1 FROM line_event AS later WHERE later.profile = ${profile}
              AND later.line_id = one.line_id AND later.revision > one.event AND later.revision <= one.revision
              AND later.kind IN ('changed', 'gone', 'found_again'))) THEN 0 ELSE 1 END AS is_booked
        FROM (${lines}) AS one`
      const rows = yield* query(sql`SELECT currency, CAST(SUM(is_booked) AS INTEGER) AS booked,
          CAST(SUM(1 - is_booked) AS INTEGER) AS waiting,
          CAST(SUM(CASE is_booked WHEN 1 THEN amount - paid ELSE 0 END) AS TEXT) AS clearing,
          CAST(SUM(CASE is_booked WHEN 1 THEN unpaid ELSE 0 END) AS TEXT) AS unpaid
        FROM (${judged}) AS each_line GROUP BY currency ORDER BY currency`)
      return decodeClearing(rows)
    })

  /** Cases that are closed before an instant with one of these reasons. */
  const closedFor = (profile: string, runs: Runs, end: string, reasons: ReadonlyArray<string>) =>
    reasons.length === 0
      ? Effect.succeed(0)
      : sql`SELECT COUNT(*) AS count FROM (${lastBefore("closed", "entry", profile, runs, end)}) AS one
          WHERE kind <> 'reopened' AND ${sql.in("reason", reasons)}`.pipe(
          query,
          Effect.map((rows) => decodeCounts(rows)[0]?.count ?? 0),
        )

  /** When the open cases of a run over the portfolio were registered, without those that have been exported as closed. */
  const registered = (profile: string, openRun: number, { through }: Runs) =>
    sql`SELECT created_at, COALESCE(currency, '') AS currency, COUNT(*) AS count FROM open_case
        WHERE profile = ${profile} AND serial = ${openRun} AND created_at IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM entry WHERE entry.profile = open_case.profile AND entry.case_id = open_case.case_id
          AND entry.serial <= ${through})
        GROUP BY created_at, COALESCE(currency, '')`.pipe(query, Effect.map(decodeRegistered))

  return { clearing, closedFor, creditorNames, linesByPayout, paidOut, payoutTotals, registered, unpaid }
})

export class ControlSums extends Effect.Service<ControlSums>()("accounting/ControlSums", { effect: methods }) {}

/** Which vouchers count, and from when on lines are booked (ISO). */
interface Vouchers {
  readonly opening: string | undefined
  readonly until: string
}

/** The column of the id, and the instant that an event has of its own. */
const ofTable = {
  entry: ["case_id", "CASE WHEN one.kind IN ('closed', 'closed_again') THEN one.closed_at END"],
  line_event: [
    "line_id",
    "CASE one.kind WHEN 'new' THEN COALESCE(one.booked_at, one.created_at) WHEN 'paid_out' THEN one.payout_date END",
  ],
  payout_event: ["payout_id", "CASE one.kind WHEN 'new' THEN one.created_at WHEN 'paid_out' THEN one.payout_date END"],
} as const

const decode = rowsOf(Schema.Struct({ currency: Schema.String, amount: Schema.BigInt }))
const decodePayouts = rowsOf(Schema.Struct({ payout_id: Schema.String, amount: Schema.BigInt }))
const decodeNames = rowsOf(Schema.Struct({ creditor_id: Schema.String, creditor_name: Schema.String }))
const Count = Schema.Union(Schema.Number, Schema.NumberFromString)
const decodeCounts = rowsOf(Schema.Struct({ count: Count }))
const decodeClearing = rowsOf(
  Schema.Struct({
    currency: Schema.NullOr(Schema.String),
    booked: Count,
    waiting: Count,
    clearing: Schema.BigInt,
    unpaid: Schema.BigInt,
  }),
)
const decodeRegistered = rowsOf(Schema.Struct({ created_at: Schema.String, currency: Schema.String, count: Count }))
