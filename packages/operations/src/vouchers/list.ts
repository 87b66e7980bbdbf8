/** Vouchers, and what waits for a decision. */
import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import * as Money from "@amili-cases/core/Money"
import * as Effect from "effect/Effect"

/** `question` is what waits for a decision. */
export const states = ["draft", "approved", "emitted", "question"] as const

export interface Listed {
  readonly number: string
  readonly state: (typeof states)[number]
  readonly date: string
  /** The sum of its debits. */
  readonly amount: string
  readonly currency: string
  readonly text: string
  readonly run: string
}

/** Questions first, then vouchers by creditor and day; only those of a state, where one is given. */
export const list = (profile: string, only?: Listed["state"]) =>
  Effect.gen(function* () {
    const vouchers = yield* (yield* Vouchers).all(profile)
    const questions = yield* (yield* VoucherDecisions).questions(profile)
    const rows = [
      ...questions.map(({ amount, currency, id, why }): Listed => ({
        number: id,
        state: "question",
        date: "",
        amount: amount ?? "",
        currency: currency ?? "",
        text: why,
        run: "",
      })),
      ...vouchers.map((voucher): Listed => {
        const debit = postingsOf(voucher).reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n)
        return {
          number: voucher.id,
          state: voucher.state,
          date: voucher.date,
          amount: Money.formatMinor(debit),
          currency: voucher.currency,
          text: voucher.text,
          run: voucher.serial === undefined ? "" : String(voucher.serial),
        }
      }),
    ]
    return only === undefined ? rows : rows.filter(({ state }) => state === only)
  })
