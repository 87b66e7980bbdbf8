import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Window from "@amili-cases/accounting/closed/Window"
import * as Closed from "@amili-cases/operations/runs/Closed"
import { chosenOf } from "../setup/chosen.ts"
import { connected } from "../setup/connected.ts"
import * as options from "../setup/options.ts"
import * as period from "../setup/period.ts"
import { withNotes } from "../output/notes.ts"
import { tell } from "../output/outcome.ts"

const command = Command.make(
  "closed",
  {
    ...options.run,
    class: options.classes,
    lag: Values.whole("lag", 0, 3650).pipe(
      Options.withPseudoName("days"),
      Options.withDescription(
        "days before the last run whose close dates are asked for again, since some cases turn up late (default: 7)",
      ),
      Options.withDefault(Duration.toDays(Window.defaults.lag)),
    ),
    deep: Options.boolean("deep").pipe(
      Options.withDescription(
        "compare every closed case with the journal, at one request for a hundred; otherwise each run compares a thirtieth",
      ),
    ),
    start: options.date("start", "first run only: leave out what was closed before"),
    ...period.ending,
    beginAgain: options.beginAgain,
  },
  (given) =>
    connected(
      given,
      Effect.gen(function* () {
        const through = yield* period.endingOf(given)
        const asked = yield* chosenOf(given)
        const prepared = yield* Closed.prepare({
          ...asked,
          start: Option.getOrUndefined(given.start),
          through,
          deep: given.deep,
          lag: Duration.days(given.lag),
        })
        return Effect.flatMap(withNotes(Closed.run(prepared), given), (outcome) =>
          tell(outcome, asked.profile.name, given),
        )
      }),
    ),
)

const elsewhere =
  "a period once more, outside the journal: amili-export backfill --from DATE --until DATE; to end a run with a day: --month or --through"

export const closed = Runnable.make(command, {
  gone: { "--from": elsewhere, "--until": elsewhere },
  details: [
    "Writes the closed cases that no earlier run has written, and remembers them in the journal. The first run takes all that are closed so far, or those from --start on. Changes since an earlier run come as corrections.",
    "Without --month and --through a run takes everything until now. With them it ends with that day, Stockholm time, also when more has been closed since: that is the next run's. A period that is not over is refused, and so is one that a run has gone past. What turns up later comes in the next run and is named as late.",
    "Each run also asks again for the days before its period (--lag): they overlap the run before, and nothing comes twice.",
    "Ends with 3 when something needs a person: no close date, an unknown reason, a document that cannot be read. The files are complete all the same.",
  ],
  examples: [
    { command: "amili-export closed --out exports", effect: "what is new since the last time" },
    { command: "amili-export closed --out exports --json", effect: "the same, for a script" },
    {
      command: "amili-export closed --out exports --deep",
      effect: "also what no date and no count shows: every closed case is compared",
    },
    { command: "amili-export closed --out exports --start 2026-01-01", effect: "the first time: from this year on" },
    {
      command: "amili-export closed --out month-end --month 2026-01",
      effect: "the month-end of January, run in February",
    },
    {
      command: "amili-export closed --out month-end --through 2026-02-15",
      effect: "and then up to the 15th of February, which is in it",
    },
  ],
})
