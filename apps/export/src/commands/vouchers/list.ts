import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { postingsOf } from "@amili-cases/accounting/vouchers/rules/grouped"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Money from "@amili-cases/core/Money"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as journal from "../../setup/journal.ts"

const states = ["draft", "approved", "emitted", "question"] as const

interface Listed {
  readonly number: string
  readonly state: (typeof states)[number]
  readonly date: string
  readonly amount: string
  readonly currency: string
  readonly text: string
  readonly run: string
}

const state = Values.choice("state", states).pipe(
  Options.withDescription("only those; question is what waits for a decision"),
  Options.optional,
)

const column = Rows.column<Listed>()
const columns = [
  column("number", (row) => row.number),
  column("state", (row) => row.state),
  column("date", (row) => row.date),
  column("amount", (row) => row.amount),
  column("currency", (row) => row.currency, { rank: 1 }),
  column("run", (row) => row.run, { rank: 2 }),
  column("text", (row) => row.text, { least: 20 }),
]

const command = Command.make(
  "list",
  { ...journal.place, ...Rows.options, fields: Rows.fields(columns), state },
  (given) =>
    Effect.gen(function* () {
      const shape = yield* Rows.shapeOf({ columns, document: (row: Listed) => row }, given)
      yield* journal.inside(given, ({ profile }) =>
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
          ].filter((row) => Option.match(given.state, { onNone: () => true, onSome: (only) => row.state === only }))
          if (rows.length === 0) yield* Output.note("no voucher, and nothing to decide: amili-export vouchers draft")
          yield* Rows.write(Stream.fromIterable(rows), shape)
        }),
      )
    }),
)

export const vouchersList = Runnable.make(command, {
  details: [
    "Questions first, then vouchers by creditor and day: drafts, approved ones, and those that were emitted with their run.",
  ],
  examples: [{ command: "amili-export vouchers list --out exports", effect: "what waits, and what was emitted" }],
})
