/** `amili sandbox next-month`: moves the clock of a running sandbox, whose portfolio goes on meanwhile. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Timestamp from "@amili-cases/core/Timestamp"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { ask } from "./Door.ts"

const Moved = Schema.Struct({ now: Timestamp.Timestamp })

const json = Options.boolean("json").pipe(Options.withDescription("the time in the sandbox as one JSON document"))

const command = Command.make("next-month", { json }, (given) =>
  Effect.gen(function* () {
    const { now } = yield* ask("POST", "clock?next=month", HttpClientResponse.schemaBodyJson(Moved))
    const ended = CalendarDay.addDays(CalendarDay.of(now), -1).slice(0, 7)
    if (given.json) return yield* Output.writeLine(Json.line({ now: DateTime.formatIso(now), ended }))
    yield* Output.note(
      `it is ${Dates.shown(now)} in the sandbox. Close the month that ended: amili-export closed --month ${ended}`,
    )
  }),
)

export const nextMonth = Runnable.make(command, {
  details: [
    "Moves the clock of the sandbox that AMILI_BASE_URL points at to the morning of the first day of its next month. A portfolio that was started with --months goes on meanwhile: cases come and are closed, payouts are made.",
  ],
  traced: false,
  examples: [{ command: "amili sandbox next-month", effect: "time for the next month-end" }],
})
