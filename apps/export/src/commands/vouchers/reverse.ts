import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as decision from "../../setup/decision.ts"
import * as journal from "../../setup/journal.ts"
import * as vouchers from "../../setup/vouchers.ts"
import * as Words from "../../words/vouchers.ts"

const rebook = Options.boolean("rebook").pipe(
  Options.withDescription("draft its events again, by the rules as they are now: after the account map was corrected"),
)
const number = Args.text({ name: "number" }).pipe(Args.withDescription("number of a voucher, or its first digits"))

const command = Command.make(
  "reverse",
  { ...journal.place, accounts: vouchers.accounts, ...decision.options, rebook, number },
  (given) =>
    Effect.gen(function* () {
      const books = yield* Effect.flatMap(vouchers.placeOf(given), Accounts.read)
      yield* journal.changing(given, ({ out: folder, profile }) =>
        Effect.gen(function* () {
          const decided = yield* decision.decisionOf(given)
          const { by, voucher } = yield* Change.reverse({ profile, folder }, given.number, {
            books,
            decision: decided,
            rebook: given.rebook,
          })
          if (given.json)
            return yield* Output.writeLine(
              JSON.stringify({
                profile,
                voucher: voucher.id,
                reversedBy: by?.id ?? null,
                date: by?.date ?? null,
                ...decided,
              }),
            )
          const words = Words.of(yield* UiLanguage)
          yield* Output.note(by === undefined ? words.withdrawn(voucher.id) : words.takenBack(voucher.id, by))
        }),
      )
    }),
)

export const vouchersReverse = Runnable.make(command, {
  details: [
    "Takes back a voucher that was emitted, by one of opposite amounts in an open period. A voucher that is approved and not emitted loses its approval. Nothing that was emitted is ever changed.",
  ],
  examples: [
    {
      command: 'amili-export vouchers reverse 0a1b2c3d --rebook --by "Eva Ek" --reason "wrong account" --out exports',
      effect: "taken back, and drafted again by the corrected map",
    },
  ],
})
