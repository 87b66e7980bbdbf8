import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Tables from "@amili-cases/accounting/cases/Tables"
import * as Journal from "@amili-cases/accounting/Journal"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as Window from "@amili-cases/accounting/closed/Window"
import { connected } from "../setup/connected.ts"
import * as FirstStart from "../setup/FirstStart.ts"
import * as Classes from "../setup/Classes.ts"
import * as journal from "../setup/journal.ts"
import * as options from "../setup/options.ts"
import { beforeFirst } from "../setup/beforeFirst.ts"
import { creditorsOf, refuseUnknown } from "../setup/creditors.ts"
import { planOf, settingsOf } from "../setup/plan.ts"
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
    from: options.date("from", "backfill: closed at or after this, exported before or not"),
    until: options.date("until", "backfill: closed before this"),
    beginAgain: options.beginAgain,
  },
  (given) =>
    connected(
      given,
      Effect.gen(function* () {
        const start = Option.getOrUndefined(given.start)
        const period = yield* options.periodOf(given)
        const creditors = yield* creditorsOf(given.creditor)
        const backfill = period.from !== undefined || period.until !== undefined
        if (backfill && start !== undefined) {
          return yield* new UsageError({
            message: "--start belongs to the first regular run, --from and --until to a backfill",
            hint: "give the one or the other",
          })
        }
        const plan = yield* planOf(Tables.closed, given)
        const { location } = yield* journal.locate(given)
        return Effect.gen(function* () {
          yield* refuseUnknown(creditors)
          yield* FirstStart.refuseFuture(start)
          if (!backfill) yield* beforeFirst(plan, location, given.beginAgain, "closed")
          const settings = yield* settingsOf(plan)
          if (backfill) {
            const Backfill = yield* Effect.promise(() => import("@amili-cases/accounting/closed/Backfill"))
            const run = Backfill.run({ settings, creditors, classes: plan.classes, ...period })
            const noted = Effect.zipRight(Classes.noteUnseen(plan.classes), run)
            return yield* tell(yield* withNotes(noted, given), settings.profile, given)
          }
          const request = {
            settings: { ...settings, beginAgain: given.beginAgain },
            creditors,
            classes: plan.classes,
            start,
            deep: given.deep,
            margins: { ...Window.defaults, lag: Duration.days(given.lag) },
          }
          const run = Effect.gen(function* () {
            yield* Classes.noteUnseen(plan.classes)
            yield* FirstStart.noteOther(settings.profile, creditors, start)
            return yield* ClosedRun.run(request)
          }).pipe(Effect.provide(Journal.layer(location)))
          yield* tell(yield* withNotes(run, given), settings.profile, given)
        })
      }),
    ),
)

export const closed = Runnable.make(command, {
  details: [
    "Writes the closed cases that no earlier run has written, and remembers them in the journal. The first run takes all that are closed so far, or those from --start on. Changes since an earlier run come as corrections.",
    "With --from or --until it writes the cases of that period, and neither reads nor moves the memory.",
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
      command: "amili-export closed --out again --from 2025-01-01 --until 2026-01-01",
      effect: "all of 2025 once more",
    },
  ],
})
