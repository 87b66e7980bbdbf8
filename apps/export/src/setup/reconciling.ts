/** What the options of `amili-export reconcile` mean together. */
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as Settings from "@amili-cases/accounting/reconcile/wait"
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as decision from "./decision.ts"

export const options = {
  month: Dates.month("which month (default: the last one that is over)"),
  asOf: Options.optional(
    Dates.dayOption("as-of", `only what the journal knew at the end of this day: ${Dates.dayForms}; now by default`),
  ),
  bank: Values.paths("bank", "file").pipe(
    Options.withDescription(
      "bank file, camt.053 or camt.054, plain or in a ZIP file; may be given several times, and overlap others",
    ),
  ),
  offline: Options.boolean("offline").pipe(
    Options.withDescription("what the journal knows, without asking the API for anything new"),
  ),
  final: Options.boolean("final").pipe(
    Options.withDescription(
      "nothing of the month changes after this: what comes to be known later is in the next month",
    ),
  ),
  opening: Options.optional(
    Dates.dayOption(
      "opening",
      `cut-over: what was booked before this day is an opening balance; said once, and kept: ${Dates.dayForms}`,
    ),
  ),
  wait: Values.whole("wait", 0, 365).pipe(
    Options.withPseudoName("days"),
    Options.withDescription(
      `days after its closing by which the lines of a case should have come (default: ${Settings.normalWait})`,
    ),
    Options.withDefault(Settings.normalWait),
  ),
  ...decision.options,
} as const

interface Given {
  readonly month: Option.Option<Dates.Month>
  readonly final: boolean
  readonly opening: Option.Option<CalendarDay.CalendarDay>
  readonly by: Option.Option<string>
  readonly reason: Option.Option<string>
  readonly profile: Option.Option<string>
}

/** The month that was given. */
export const monthOf = ({ month }: Pick<Given, "month">): Month.Month | undefined =>
  Option.getOrUndefined(Option.flatMap(month, ({ name }) => Month.parse(name)))

/** Who makes the month final or says where the journal begins; both need a name. */
export const decidedOf = (given: Given) =>
  Effect.gen(function* () {
    if (!given.final && Option.isNone(given.opening)) {
      if (Option.isNone(given.reason)) return {}
      return yield* inBoth(
        {
          message: "--reason is for a decision, and none is asked for",
          hint: "leave it out, or add --final or --opening",
        },
        {
          message: "--reason hör till ett beslut, och inget beslut begärs",
          hint: "utelämna den, eller lägg till --final eller --opening",
        },
      )
    }
    const decided = yield* decision.decisionOf(given)
    return {
      ...(given.final ? { final: decided } : {}),
      ...(Option.isSome(given.opening) ? { opening: { day: given.opening.value, decision: decided } } : {}),
    }
  })
