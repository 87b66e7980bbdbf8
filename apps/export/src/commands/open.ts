import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as Journal from "@amili-cases/accounting/Journal"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import { connected } from "../setup/connected.ts"
import * as journal from "../setup/journal.ts"
import * as options from "../setup/options.ts"
import { creditorsOf, refuseUnknown } from "../setup/creditors.ts"
import { planOf, settingsOf } from "../setup/plan.ts"
import { withNotes } from "../output/notes.ts"
import { tell } from "../output/outcome.ts"

const command = Command.make("open", { ...options.run, beginAgain: options.beginAgain }, (given) =>
  connected(
    given,
    Effect.gen(function* () {
      const creditors = yield* creditorsOf(given.creditor)
      const plan = yield* planOf(Tables.open, given)
      const { location } = yield* journal.locate(given)
      return Effect.gen(function* () {
        yield* refuseUnknown(creditors)
        const settings = { ...(yield* settingsOf(plan)), beginAgain: given.beginAgain }
        const run = Effect.provide(OpenRun.run({ settings, creditors }), Journal.layer(location))
        yield* tell(yield* withNotes(run, given), settings.profile, given)
      })
    }),
  ),
)

export const open = Runnable.make(command, {
  details: [
    "Writes all cases that are not closed, as they are now, to a new set of files with its own serial number.",
    "The names of the files go to stdout.",
  ],
  examples: [
    { command: "amili-export open --out exports", effect: "CSV and Excel files of the open portfolio" },
    { command: "amili-export open --out exports --format xlsx --language en", effect: "an English workbook only" },
  ],
})
