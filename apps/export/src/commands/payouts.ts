import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Payouts from "@amili-cases/operations/runs/Payouts"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Struct from "effect/Struct"
import { withNotes } from "../output/notes.ts"
import { tellPayouts } from "../output/payoutsOutcome.ts"
import { chosenOf } from "../setup/chosen.ts"
import { connected } from "../setup/connected.ts"
import * as options from "../setup/options.ts"

const full = Options.boolean("full").pipe(
  Options.withDescription(
    "read every line and payout again, and not only what may have changed: after amili-export verify --api has found something",
  ),
)

const arguments_ = { ...Struct.omit(options.run, "debtor"), full, beginAgain: options.beginAgain }

const command = Command.make("payouts", arguments_, (given) =>
  connected(
    given,
    Effect.gen(function* () {
      const asked = yield* chosenOf(given)
      const prepared = yield* Payouts.prepare({ ...asked, full: given.full })
      return Effect.flatMap(withNotes(Payouts.run(prepared), given), (outcome) =>
        tellPayouts(outcome, asked.profile.name, given),
      )
    }),
  ),
)

export const payouts = Runnable.make(command, {
  details: [
    "Writes what has become of payout specifications (lines) and payouts since the last run, each event once: a line is new, scheduled, paid out, changed, reversed or gone.",
    "A line counts as paid out on the day after its payout date, in the run that sees it.",
    "Ends with 3 when something needs a person: a line without an amount, one that takes back one of several lines, a document that cannot be read. The files are complete all the same.",
  ],
  examples: [
    { command: "amili-export payouts --out exports", effect: "what is new since the last time" },
    { command: "amili-export payouts --out exports --json", effect: "the same, for a script" },
    { command: "amili-export payouts --out exports --full", effect: "whatever may have changed unseen, too" },
  ],
})
