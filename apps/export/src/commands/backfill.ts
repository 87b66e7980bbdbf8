import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as Backfill from "@amili-cases/accounting/closed/Backfill"
import * as PayoutTables from "@amili-cases/accounting/payouts/files/Tables"
import * as PayoutsBackfill from "@amili-cases/accounting/payouts/PayoutsBackfill"
import { withNotes } from "../output/notes.ts"
import { tellPayouts } from "../output/payoutsOutcome.ts"
import { connected } from "../setup/connected.ts"
import * as Classes from "../setup/Classes.ts"
import * as options from "../setup/options.ts"
import * as period from "../setup/period.ts"
import { creditorsOf, refuseUnknown } from "../setup/creditors.ts"
import { planOf, settingsOf } from "../setup/plan.ts"
import { tell } from "../output/outcome.ts"

const command = Command.make(
  "backfill",
  {
    ...options.files,
    dataset: Values.choice("dataset", ["closed", "payouts"]).pipe(
      Options.withDescription(
        "cases by their close date, or payout lines and payouts by their creation (default: closed)",
      ),
      Options.withDefault("closed"),
    ),
    class: options.classes,
    ...period.outside,
  },
  (given) =>
    connected(
      given,
      Effect.gen(function* () {
        const asked = yield* period.outsideOf(given)
        const creditors = yield* creditorsOf(given.creditor)
        const plan =
          given.dataset === "payouts"
            ? // There are no debtors in payouts.
              yield* planOf(PayoutTables.lines, { ...given, debtor: "none" })
            : yield* planOf(Tables.closed, given)
        return Effect.gen(function* () {
          yield* refuseUnknown(creditors)
          const settings = yield* settingsOf(plan)
          if (given.dataset === "payouts") {
            const outcome = yield* PayoutsBackfill.run({ settings, creditors, ...asked })
            return yield* tellPayouts(outcome, settings.profile, given)
          }
          const { classes } = plan
          const run = Backfill.run({ settings, creditors, classes, ...asked })
          const outcome = yield* withNotes(Effect.zipRight(Classes.noteUnseen(classes), run), given)
          return yield* tell(outcome, settings.profile, given)
        })
      }),
    ),
)

export const backfill = Runnable.make(command, {
  details: [
    "Writes all cases closed in a period, exported before or not, and leaves the journal alone. The last day is in it: --from 2025-01-01 --until 2025-12-31 is all of 2025. With --dataset payouts it writes the payout lines and payouts created in the period, as they are now.",
  ],
  examples: [
    { command: "amili-export backfill --from 2025-01-01 --until 2025-12-31 --out again", effect: "all of 2025" },
    { command: "amili-export backfill --month 2026-01 --out again", effect: "all of January 2026" },
    {
      command: "amili-export backfill --dataset payouts --from 2025-01-01 --until 2025-12-31 --out again",
      effect: "the payout lines and payouts of 2025",
    },
  ],
})
