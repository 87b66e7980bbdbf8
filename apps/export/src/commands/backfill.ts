import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Backfill from "@amili-cases/operations/runs/Backfill"
import { withNotes } from "../output/notes.ts"
import { tellPayouts } from "../output/payoutsOutcome.ts"
import { connected } from "../setup/connected.ts"
import * as chosen from "../setup/chosen.ts"
import * as options from "../setup/options.ts"
import * as period from "../setup/period.ts"
import { tell } from "../output/outcome.ts"

interface Given extends chosen.Given, period.Outside {
  readonly json: boolean
}

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
  (given) => (given.dataset === "payouts" ? connected(given, payouts(given)) : connected(given, closed(given))),
)

const closed = (given: Given) =>
  Effect.gen(function* () {
    const asked = yield* askedOf(given)
    const prepared = yield* Backfill.prepareClosed(asked)
    return Effect.flatMap(withNotes(Backfill.closed(prepared), given), (outcome) =>
      tell(outcome, asked.profile.name, given),
    )
  })

const payouts = (given: Given) =>
  Effect.gen(function* () {
    const asked = yield* askedOf(given)
    const prepared = yield* Backfill.preparePayouts(asked)
    return Effect.flatMap(withNotes(Backfill.payouts(prepared), given), (outcome) =>
      tellPayouts(outcome, asked.profile.name, given),
    )
  })

const askedOf = (given: Given) =>
  Effect.gen(function* () {
    const span = yield* period.outsideOf(given)
    return { ...(yield* chosen.chosenOf(given)), ...span }
  })

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
