import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { Command } from "@effect/cli"
import { Effect } from "effect"
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as Backfill from "@amili-cases/accounting/closed/Backfill"
import { connected } from "../setup/connected.ts"
import * as Classes from "../setup/Classes.ts"
import * as options from "../setup/options.ts"
import { creditorsOf, refuseUnknown } from "../setup/creditors.ts"
import { planOf, settingsOf } from "../setup/plan.ts"
import { tell } from "../output/outcome.ts"

const command = Command.make(
  "backfill",
  {
    ...options.files,
    class: options.classes,
    from: options.date("from", "closed at or after this"),
    until: options.date("until", "closed before this; now by default"),
  },
  (given) =>
    connected(
      given,
      Effect.gen(function* () {
        const period = yield* options.periodOf(given)
        const creditors = yield* creditorsOf(given.creditor)
        const plan = yield* planOf(Tables.closed, given)
        return Effect.gen(function* () {
          yield* refuseUnknown(creditors)
          yield* Classes.noteUnseen(plan.classes)
          const settings = yield* settingsOf(plan)
          yield* tell(yield* Backfill.run({ settings, creditors, ...period }), settings.profile, given)
        })
      }),
    ),
)

export const backfill = Runnable.make(command, {
  details: ["Writes all cases closed in a period, exported before or not, and leaves the journal alone."],
  examples: [
    { command: "amili-export backfill --from 2025-01-01 --until 2026-01-01 --out again", effect: "all of 2025" },
  ],
})
