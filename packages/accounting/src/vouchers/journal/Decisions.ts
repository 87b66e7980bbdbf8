/** What waits for a person, and what people have decided about vouchers: who, why and when. */
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { batchSize, query, storable, transaction } from "@amili-cases/export-engine/database/statement"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { dayOf } from "../../reconcile/build/dayOf.ts"
import { VatRate } from "../map/AccountMap.ts"
import type { Decided, DecidedBy } from "../rules/Decided.ts"
import { Cause } from "../rules/Doubt.ts"
import { idOf, Kind } from "../rules/Source.ts"
import type { Question } from "../rules/walk.ts"

const Text = Schema.NullOr(Schema.String)

export const QuestionRow = Schema.Struct({
  id: Schema.String,
  kind: Kind,
  source_id: Schema.String,
  event: Schema.Number,
  cause: Cause,
  why: Schema.String,
  creditor_id: Text,
  case_id: Text,
  invoice: Text,
  amount: Text,
  currency: Text,
})
export type QuestionRow = typeof QuestionRow.Type

export const What = Schema.Literal("approve", "reverse", "withdraw", "loss", "vat", "rate")
export type What = typeof What.Type

export const DecisionRow = Schema.Struct({
  number: Schema.Number,
  what: What,
  voucher_id: Text,
  kind: Schema.NullOr(Kind),
  source_id: Text,
  event: Schema.NullOr(Schema.Number),
  /** `yes` or `no`, a VAT rate, an exchange rate, the number of the voucher that takes the other back. */
  value: Text,
  /** Where the exchange rate comes from. */
  basis: Text,
  decided_by: Schema.String,
  reason: Schema.String,
  decided_at: Schema.String,
})
export type DecisionRow = typeof DecisionRow.Type

/** A decision before the journal has numbered it. */
export type Deciding = Partial<Pick<DecisionRow, "basis" | "event" | "kind" | "source_id" | "value" | "voucher_id">> &
  Pick<DecisionRow, "what">

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient

  const replaceQuestions = (profile: string, questions: ReadonlyArray<Question>): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      yield* sql`DELETE FROM voucher_question WHERE profile = ${profile}`
      for (const batch of Array.chunksOf(questions.map(rowOf), batchSize))
        yield* sql`INSERT INTO voucher_question ${sql.insert(batch.map((row) => ({ profile, ...row })))}`
    }).pipe(transaction(sql), query)

  const questions = (profile: string): Effect.Effect<ReadonlyArray<QuestionRow>, JournalError> =>
    sql`SELECT * FROM voucher_question WHERE profile = ${profile} ORDER BY cause, creditor_id, source_id, event`.pipe(
      query,
      Effect.map(decodeQuestions),
    )

  const answered = (profile: string, ids: ReadonlyArray<string>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(ids, batchSize),
      (batch) => sql`DELETE FROM voucher_question WHERE profile = ${profile} AND ${sql.in("id", batch)}`,
      { discard: true },
    ).pipe(query)

  const add = (
    profile: string,
    decisions: ReadonlyArray<Deciding>,
    { by, reason }: Decision,
    at: string,
  ): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const [last] = decodeLast(
        yield* sql`SELECT MAX(number) AS number FROM voucher_decision WHERE profile = ${profile}`,
      )
      const first = (last?.number ?? 0) + 1
      const rows = decisions.map(({ basis, event, kind, source_id, value, voucher_id, what }, index) => ({
        profile,
        number: first + index,
        what,
        voucher_id: voucher_id ?? null,
        kind: kind ?? null,
        source_id: source_id ?? null,
        event: event ?? null,
        value: value ?? null,
        basis: storable(basis ?? undefined),
        decided_by: storable(by),
        reason: storable(reason),
        decided_at: at,
      }))
      for (const batch of Array.chunksOf(rows, batchSize)) yield* sql`INSERT INTO voucher_decision ${sql.insert(batch)}`
    }).pipe(transaction(sql), query)

  const restore = (profile: string, rows: ReadonlyArray<DecisionRow>): Effect.Effect<void, JournalError> =>
    Effect.forEach(
      Array.chunksOf(rows, batchSize),
      (batch) =>
        sql`INSERT INTO voucher_decision ${sql.insert(batch.map((row) => ({ profile, ...row })))}
          ON CONFLICT (profile, number) DO NOTHING`,
      { discard: true },
    ).pipe(query)

  /** In the order in which they were decided. */
  const all = (profile: string): Effect.Effect<ReadonlyArray<DecisionRow>, JournalError> =>
    sql`SELECT * FROM voucher_decision WHERE profile = ${profile} ORDER BY number`.pipe(query, Effect.map(decode))

  /** The first so many after a number. */
  const after = (
    profile: string,
    number: number,
    most: number,
  ): Effect.Effect<ReadonlyArray<DecisionRow>, JournalError> =>
    sql`SELECT * FROM voucher_decision WHERE profile = ${profile} AND number > ${number} ORDER BY number LIMIT ${most}`.pipe(
      query,
      Effect.map(decode),
    )

  /** In the order in which they were decided, a page at a time. */
  const whole = (profile: string): Stream.Stream<ReadonlyArray<DecisionRow>, JournalError> =>
    Stream.paginateEffect(0, (number) =>
      Effect.map(after(profile, number, batchSize), (page) => {
        const next = page.length < batchSize ? undefined : page.at(-1)?.number
        return [page, Option.fromNullable(next)] as const
      }),
    )

  /** What was decided about the subjects of a kind, by id and event. */
  const bySubject = (profile: string, kind: Kind): Effect.Effect<ReadonlyMap<string, DecidedBy>, JournalError> =>
    sql`SELECT * FROM voucher_decision WHERE profile = ${profile} AND kind = ${kind} ORDER BY number`.pipe(
      query,
      Effect.map((rows) => {
        const found = new Map<string, Map<number, Decided>>()
        for (const row of decode(rows)) {
          const events = found.get(row.source_id ?? "") ?? new Map<number, Decided>()
          events.set(row.event ?? 0, { ...events.get(row.event ?? 0), ...decidedOf(row) })
          found.set(row.source_id ?? "", events)
        }
        return found
      }),
    )

  return { add, after, all, answered, bySubject, questions, replaceQuestions, restore, whole }
})

export class VoucherDecisions extends Effect.Service<VoucherDecisions>()("accounting/VoucherDecisions", {
  effect: methods,
}) {}

const decodeVat = Schema.decodeUnknownSync(VatRate)

const decidedOf = ({ decided_at, value, what }: DecisionRow): Decided => {
  switch (what) {
    case "vat":
      return { vat: decodeVat(Number(value)) }
    case "rate":
      return { exchange: BigDecimal.unsafeFromString(value ?? "") }
    case "loss": {
      const day = dayOf(decided_at)
      return day === undefined ? {} : { loss: { isLoss: value === "yes", day } }
    }
    default:
      return {}
  }
}

const rowOf = ({ about, doubt, source }: Question): QuestionRow => ({
  id: idOf([`${source.kind} ${source.id} ${source.event}`]),
  kind: source.kind,
  source_id: source.id,
  event: source.event,
  cause: doubt.cause,
  why: storable(doubt.why) ?? "",
  creditor_id: about.creditorId ?? null,
  case_id: about.caseId ?? null,
  invoice: storable(about.invoice),
  amount: about.amount ?? null,
  currency: storable(about.currency),
})

const decode = rowsOf(DecisionRow)
const decodeQuestions = rowsOf(QuestionRow)
const decodeLast = rowsOf(Schema.Struct({ number: Schema.NullOr(Schema.Number) }))
