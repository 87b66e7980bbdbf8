import * as DraftRun from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { monthOf } from "@amili-cases/operations/runs/Reconcile"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Struct from "effect/Struct"
import { withNotes } from "../../output/notes.ts"
import { tellDraft } from "../../output/vouchersOutcome.ts"
import * as journal from "../../setup/journal.ts"
import * as options from "../../setup/options.ts"
import * as reconciling from "../../setup/reconciling.ts"
import * as vouchers from "../../setup/vouchers.ts"
import * as Option from "effect/Option"

const command = Command.make(
  "draft",
  {
    ...Struct.omit(vouchers.files, "format", "csv"),
    class: options.classes,
    month: Dates.month("up to the end of which month (default: the last one that is over)"),
  },
  (given) =>
    Effect.gen(function* () {
      const month = monthOf({ month: reconciling.monthOf(given) }, yield* CalendarDay.today)
      const shared = { ...given, format: Option.none(), csv: Option.none() }
      const { classes, settings: prepared } = yield* vouchers.writingOf(shared, given.class)
      const books = yield* vouchers.booksOf(given)
      yield* journal.changing(given, ({ profile }) =>
        Effect.gen(function* () {
          const { now, settings } = yield* prepared
          const run = DraftRun.run({ settings, books, classes, month, now })
          yield* tellDraft(yield* withNotes(run, given), profile, given)
        }),
      )
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
