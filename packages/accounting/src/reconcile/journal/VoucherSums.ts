/**
 * Vouchers as the reconciliation of a month shows them: what people have approved, what runs say that they emitted, and what
 * waits. Each is asked of another place of the journal. An amount is the sum of debits, in hundredths.
 */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { query } from "@amili-cases/export-engine/database/statement"
import { holdings } from "@amili-cases/export-engine/evidence/Manifest"
import { SqlClient } from "@effect/sql/SqlClient"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Cause } from "../../vouchers/rules/Doubt.ts"
import { VoucherState } from "../stand/states.ts"
import type { Month } from "../time/Month.ts"

/** Vouchers of a currency; undefined where the journal does not have the voucher any more. */
export interface VoucherSum {
  readonly currency: string | undefined
  readonly vouchers: number
  readonly amount: bigint
}

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const debits = (profile: string) => sql`SELECT voucher_id, SUM(CAST(amount AS BIGINT)) AS amount
    FROM voucher_posting WHERE profile = ${profile} AND amount NOT LIKE '-%' GROUP BY voucher_id`

  const emissions = (profile: string, until: string) => sql`SELECT one.voucher_id FROM voucher_emission AS one
    JOIN run ON run.profile = one.profile AND run.dataset = 'vouchers' AND run.serial = one.serial
    WHERE one.profile = ${profile} AND run.state = 'committed' AND run.started_at < ${until}`

  /** Decisions that approve a voucher or take an approval back; a reversal approves the voucher that it makes. */
  const approvals = (profile: string) => sql`SELECT number, what, decided_at,
      CASE what WHEN 'reverse' THEN value ELSE voucher_id END AS id
    FROM voucher_decision WHERE profile = ${profile} AND what IN ('approve', 'reverse', 'withdraw')`

  /** Vouchers whose last decision before an instant approved them. One that is withdrawn later is forgotten by then. */
  const approved = (profile: string, until: string): Effect.Effect<ReadonlyArray<VoucherSum>, JournalError> =>
    sql`SELECT voucher.currency, COUNT(*) AS vouchers, CAST(COALESCE(SUM(debit.amount), 0) AS TEXT) AS amount
      FROM (${approvals(profile)}) AS said
      JOIN (SELECT id, MAX(number) AS number FROM (${approvals(profile)}) AS one WHERE decided_at < ${until}
        GROUP BY id) AS last ON last.number = said.number AND last.id = said.id
      LEFT JOIN voucher ON voucher.profile = ${profile} AND voucher.id = said.id
      LEFT JOIN (${debits(profile)}) AS debit ON debit.voucher_id = said.id
      WHERE said.what <> 'withdraw' AND NOT EXISTS (SELECT 1 FROM (${approvals(profile)}) AS later
        WHERE later.id = said.id AND later.what = 'withdraw' AND later.decided_at >= ${until})
      GROUP BY voucher.currency ORDER BY voucher.currency`.pipe(query, Effect.map(decode), Effect.map(sumsOf))

  /** What the manifests of the runs before an instant say that is in their files. */
  const emitted = (profile: string, until: string): Effect.Effect<ReadonlyArray<VoucherSum>, JournalError> =>
    sql`SELECT manifest FROM run WHERE profile = ${profile} AND dataset = 'vouchers' AND state = 'committed'
      AND started_at < ${until}`.pipe(
      query,
      Effect.map((rows) =>
        decodeManifests(rows).flatMap(({ manifest: { sums } }) =>
          sums.map(({ count, currency, sum }): VoucherSum => ({
            currency,
            vouchers: count,
            amount: BigDecimal.scale(BigDecimal.unsafeFromString(sum), 2).value,
          })),
        ),
      ),
    )

  /** Approved, by the vouchers themselves, and in no run before an instant; without those that were approved later. */
  const waiting = (profile: string, until: string): Effect.Effect<ReadonlyArray<VoucherSum>, JournalError> =>
    sql`SELECT voucher.currency, COUNT(*) AS vouchers, CAST(COALESCE(SUM(debit.amount), 0) AS TEXT) AS amount
      FROM voucher LEFT JOIN (${debits(profile)}) AS debit ON debit.voucher_id = voucher.id
      WHERE voucher.profile = ${profile} AND voucher.state = 'approved'
      AND voucher.id NOT IN (${emissions(profile, until)}) AND voucher.id NOT IN (${approvedLater(profile, until)})
      GROUP BY voucher.currency ORDER BY voucher.currency`.pipe(query, Effect.map(decode), Effect.map(sumsOf))

  const approvedLater = (profile: string, until: string) => sql`SELECT id FROM (${approvals(profile)}) AS one
    WHERE what <> 'withdraw' AND id IS NOT NULL GROUP BY id HAVING MIN(decided_at) >= ${until}`

  /** Of the month; what waits or is drafted also of the time before it. */
  const ofMonth = (profile: string, { from, to }: Month, until: string) =>
    sql`SELECT state, currency, COUNT(*) AS vouchers, CAST(COALESCE(SUM(amount), 0) AS TEXT) AS amount
      FROM (SELECT voucher.currency, voucher.date, debit.amount, CASE WHEN out.voucher_id IS NOT NULL THEN 'emitted'
          WHEN voucher.state = 'draft' THEN 'drafted' WHEN voucher.date < ${from} THEN 'waiting_before'
          ELSE 'waiting' END AS state
        FROM voucher LEFT JOIN (${debits(profile)}) AS debit ON debit.voucher_id = voucher.id
        LEFT JOIN (${emissions(profile, until)}) AS out ON out.voucher_id = voucher.id
        WHERE voucher.profile = ${profile} AND voucher.date <= ${to}
        AND voucher.id NOT IN (${approvedLater(profile, until)})) AS each_voucher
      WHERE state <> 'emitted' OR date >= ${from}
      GROUP BY state, currency ORDER BY state, currency`.pipe(query, Effect.map(decodeStates))

  /** What the last draft could not book before a person decides, by cause. */
  const questions = (profile: string) =>
    sql`SELECT cause, COALESCE(currency, '') AS currency, COUNT(*) AS questions,
        CAST(COALESCE(SUM(CAST(REPLACE(amount, '.', '') AS BIGINT)), 0) AS TEXT) AS amount
      FROM voucher_question WHERE profile = ${profile}
      GROUP BY cause, COALESCE(currency, '') ORDER BY cause, COALESCE(currency, '')`.pipe(
      query,
      Effect.map(decodeQuestions),
    )

  return { approved, emitted, ofMonth, questions, waiting }
})

export class VoucherSums extends Effect.Service<VoucherSums>()("accounting/VoucherSums", { effect: methods }) {}

const Count = Schema.Union(Schema.Number, Schema.NumberFromString)
const Sum = { vouchers: Count, amount: Schema.BigInt }

const decode = rowsOf(Schema.Struct({ currency: Schema.NullOr(Schema.String), ...Sum }))
const decodeStates = rowsOf(Schema.Struct({ state: VoucherState, currency: Schema.String, ...Sum }))
const decodeQuestions = rowsOf(
  Schema.Struct({ cause: Cause, currency: Schema.String, questions: Count, amount: Schema.BigInt }),
)
const decodeManifests = rowsOf(Schema.Struct({ manifest: Schema.parseJson(Schema.Struct({ sums: holdings.sums })) }))

const sumsOf = (rows: ReturnType<typeof decode>): ReadonlyArray<VoucherSum> =>
  rows.map(({ currency, ...sum }) => ({ currency: currency ?? undefined, ...sum }))
