import { history } from "@amili-cases/accounting/audit/history/History"
import * as Trail from "@amili-cases/accounting/audit/trail/Trail"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as journal from "../../setup/journal.ts"
import { deliver, options } from "./common.ts"

const days = {
  month: Dates.month("what was done in one month, instead of --from and --through"),
  from: Options.optional(Dates.dayOption("from", `what was done on this day or later: ${Dates.dayForms}`)),
  through: Options.optional(Dates.dayOption("through", `the last day, which is in it: ${Dates.dayForms}`)),
} as const

interface Given {
  readonly month: Option.Option<Dates.Month>
  readonly from: Option.Option<CalendarDay.CalendarDay>
  readonly through: Option.Option<CalendarDay.CalendarDay>
}

/** The time that is asked for, with a name for the page and one for the file. */
const spanOf = (given: Given) =>
  Effect.gen(function* () {
    const { month } = given
    const from = Option.getOrUndefined(given.from)
    const through = Option.getOrUndefined(given.through)
    if (Option.isSome(month)) {
      if (from !== undefined || through !== undefined)
        return yield* inBoth(
          { message: "--month goes with neither --from nor --through", hint: "leave it out, or them" },
          { message: "--month går inte ihop med --from och --through", hint: "utelämna den, eller dem" },
        )
      const { name, from: begin, until } = month.value
      return { from: isoOf(begin), until: isoOf(until), named: name, about: name }
    }
    if (from !== undefined && through !== undefined && through < from)
      return yield* inBoth(
        {
          message: `--through ${through} lies before --from ${from}: nothing lies between them`,
          hint: "--from is the first day, --through the last",
        },
        {
          message: `--through ${through} ligger före --from ${from}: inget ligger emellan`,
          hint: "--from är den första dagen, --through den sista",
        },
      )
    const ends = [
      from === undefined ? undefined : `från och med ${from}`,
      through === undefined ? undefined : `till och med ${through}`,
    ].filter((end) => end !== undefined)
    const about = [from === undefined ? undefined : `fom-${from}`, through === undefined ? undefined : `tom-${through}`]
      .filter((end) => end !== undefined)
      .join("-")
    return {
      from: from === undefined ? undefined : isoOf(CalendarDay.startOf(from)),
      until: through === undefined ? undefined : isoOf(Dates.endOf(through)),
      named: ends.length === 0 ? undefined : ends.join(" "),
      about: about === "" ? undefined : about,
    }
  })

const command = Command.make("behandlingshistorik", { ...options, ...days }, (given) =>
  Effect.gen(function* () {
    const { about, ...span } = yield* spanOf(given)
    yield* journal.inside(given, (place) =>
      Effect.gen(function* () {
        const trail = yield* Trail.read(place.profile)
        const document = history(trail, span)
        yield* deliver(given, place, { name: "behandlingshistorik", about, document, trail })
      }),
    )
  }),
)

export const behandlingshistorik = Runnable.make(command, {
  details: [
    "One HTML file in Swedish, to read, print and keep with the books: each run with when, by whom, on which machine and with which version, what it processed and with what result; what people decided and why; and which settings changed. Swedish bookkeeping law asks for it (bokföringslagen 5 kap. 11 §).",
    "It is made of the journal and its manifests: the same journal gives the same bytes. Who answers for a run is the name that amili-export init --by has saved.",
  ],
  examples: [
    { command: "amili-export docs behandlingshistorik --out exports", effect: "everything in the journal" },
    {
      command: "amili-export docs behandlingshistorik --month 2026-11 --out exports",
      effect: "what was done in November",
    },
  ],
})
