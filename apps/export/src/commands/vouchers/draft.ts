import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Draft from "@amili-cases/operations/vouchers/Draft"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Struct from "effect/Struct"
import { withNotes } from "../../output/notes.ts"
import { tellDraft } from "../../output/vouchersOutcome.ts"
import * as options from "../../setup/options.ts"
import * as reconciling from "../../setup/reconciling.ts"
import * as vouchers from "../../setup/vouchers.ts"

const command = Command.make(
  "draft",
  {
    ...Struct.omit(vouchers.files, "format", "csv"),
    class: options.classes,
    month: Dates.month("up to the end of which month (default: the last one that is over)"),
  },
  (given) =>
    Effect.gen(function* () {
      const chosen = yield* vouchers.chosenOf(given)
      const prepared = yield* Draft.prepare({ ...chosen, classes: given.class, month: reconciling.monthOf(given) })
      yield* tellDraft(yield* withNotes(Draft.run(prepared), given), chosen.profile.name, given)
    }),
)

export const vouchersDraft = Runnable.make(command, {
  details: [
    "Writes what is to be booked up to the end of the month, and was not booked before: payout lines, what became of them, losses of closed cases, and transfers where the account map says so. It is made of what the journal knows: run amili-export payouts and closed first.",
    "Nothing of it counts before a person has approved it. A new draft takes the place of the last one; what is approved stays. The workbook has a column for decisions, which vouchers decide and vouchers approve read with --from.",
    "Ends with 3 when something needs a decision: whether a claim is lost, a VAT rate, an exchange rate, an account.",
  ],
  examples: [
    {
      command: "amili-export vouchers draft --month 2025-05 --out exports",
      effect: "everything that is not booked until the end of May",
    },
  ],
})
