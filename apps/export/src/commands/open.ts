import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Open from "@amili-cases/operations/runs/Open"
import { chosenOf } from "../setup/chosen.ts"
import { connected } from "../setup/connected.ts"
import * as options from "../setup/options.ts"
import { withNotes } from "../output/notes.ts"
import { tell } from "../output/outcome.ts"

const command = Command.make("open", { ...options.run, beginAgain: options.beginAgain }, (given) =>
  connected(
    given,
    Effect.gen(function* () {
      const asked = yield* chosenOf(given)
      const prepared = yield* Open.prepare(asked)
      return Effect.flatMap(withNotes(Open.run(prepared), given), (outcome) => tell(outcome, asked.profile.name, given))
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
