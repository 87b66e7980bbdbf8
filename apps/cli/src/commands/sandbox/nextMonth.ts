/** `amili sandbox next-month`: moves the clock of a running sandbox, whose portfolio goes on meanwhile. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Timestamp from "@amili-cases/core/Timestamp"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** There is no sandbox at the address, or it does not answer. */
class NoSandbox extends Data.TaggedError("NoSandbox")<{ readonly message: string; readonly hint: string }> {}

const Moved = Schema.Struct({ now: Timestamp.Timestamp })

const json = Options.boolean("json").pipe(Options.withDescription("the time in the sandbox as one JSON document"))

const command = Command.make("next-month", { json }, (given) =>
  Effect.gen(function* () {
    const { now } = yield* move(yield* addressOf)
    const ended = CalendarDay.addDays(CalendarDay.of(now), -1).slice(0, 7)
    if (given.json) return yield* Output.writeLine(Json.line({ now: DateTime.formatIso(now), ended }))
    yield* Output.note(
      `it is ${Dates.shown(now)} in the sandbox. Close the month that ended: amili-export closed --month ${ended}`,
    )
  }),
)

/** Only a server of this machine can be a sandbox. */
const addressOf = Effect.gen(function* () {
  const address = Option.getOrUndefined(yield* Environment.variable("AMILI_BASE_URL"))
  if (address === undefined || !/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(address)) {
    return yield* new UsageError({
      message: address === undefined ? "AMILI_BASE_URL is not set" : `${address} is no sandbox`,
      hint: "paste the lines that amili sandbox start prints into this terminal",
    })
  }
  return address.replace(/\/$/, "")
})

const move = (address: string) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const answer = yield* client.post(`${address}/__sandbox/clock?next=month`)
    return yield* HttpClientResponse.schemaBodyJson(Moved)(yield* HttpClientResponse.filterStatusOk(answer))
  }).pipe(
    Effect.scoped,
    Effect.mapError(
      () =>
        new NoSandbox({
          message: `no sandbox answers at ${address}`,
          hint: "start one: amili sandbox start --months 6",
        }),
    ),
    Effect.provide(FetchHttpClient.layer),
  )

export const nextMonth = Runnable.make(command, {
  details: [
    "Moves the clock of the sandbox that AMILI_BASE_URL points at to the morning of the first day of its next month. A portfolio that was started with --months goes on meanwhile: cases come and are closed, payouts are made.",
  ],
  traced: false,
  examples: [{ command: "amili sandbox next-month", effect: "time for the next month-end" }],
})
