/** `amili-fleet submit`: makes exports due, whatever the schedule says. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { datasets } from "../profiles/FleetProfile.ts"
import { Profiles } from "../store/Profiles.ts"
import * as Store from "../store/Store.ts"
import { Units } from "../store/Units.ts"
import { periodOf } from "../units/Unit.ts"
import * as options from "./options.ts"

const dataset = Options.choice("dataset", datasets).pipe(
  Options.withDescription("only this dataset, of profiles that have it"),
  Options.optional,
)
const again = Options.boolean("again").pipe(Options.withDescription("also what has been done today already"))

const command = Command.make(
  "submit",
  {
    profile: options.profiles,
    dataset,
    month: Dates.month("month to reconcile (default: the last one that is over)"),
    again,
  },
  (given) =>
    Effect.gen(function* () {
      if (Option.isSome(given.month) && Option.getOrUndefined(given.dataset) !== "reconcile") {
        return yield* new UsageError({
          message: "--month is for --dataset reconcile",
          hint: "add it, or leave --month out",
        })
      }
      const { profiles } = yield* Effect.flatMap(Profiles, (table) => table.all)
      const unknown = given.profile.filter((name) => !profiles.some((one) => one.name === name))
      if (unknown.length > 0) {
        return yield* new UsageError({
          message: `--profile: there is no profile "${unknown.join(", ")}"`,
          hint: "see amili-fleet status --json",
        })
      }
      const today = yield* CalendarDay.today
      const wanted = profiles.filter(({ name }) => given.profile.length === 0 || given.profile.includes(name))
      const keys = wanted.flatMap((profile) =>
        profile.datasets
          .filter((name) => Option.match(given.dataset, { onNone: () => true, onSome: (one) => one === name }))
          .map((name) => ({
            profile: profile.name,
            dataset: name,
            period: Option.match(given.month, { onNone: () => periodOf(name, today), onSome: (month) => month.name }),
          })),
      )
      const added = yield* Effect.flatMap(Units, (units) => units.add(keys, given.again))
      yield* Output.note(`${added} exports are due now; ${keys.length - added} were due or done before`)
    }).pipe(Effect.provide(Store.layer)),
)

export const submit = Runnable.make(command, {
  details: ["An export is made at most once a day, and a reconciliation once a month, unless --again asks for it."],
  examples: [
    { command: "amili-fleet submit", effect: "everything that has not been exported today" },
    {
      command: "amili-fleet submit --dataset reconcile --month 2026-01",
      effect: "January, of all profiles that reconcile",
    },
  ],
})
