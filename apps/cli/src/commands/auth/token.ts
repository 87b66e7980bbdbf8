/** `amili auth token`: a valid access token, for other programs. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Command } from "@effect/cli"
import { Effect, Redacted } from "effect"
import * as Globals from "../../Globals.ts"

const command = Command.make("token", Globals.options, () =>
  Effect.gen(function* () {
    const auth = yield* AuthTokenProvider
    yield* Output.writeLine(Redacted.value(yield* auth.getValidToken()))
  }),
).pipe(Globals.provideApi)

export const token = Runnable.make(command, {
  details: ["A secret: whoever has it can read your cases until it ends. It goes into the header X-API-Key."],
  examples: [
    {
      command: 'curl -s -H "X-API-Key: $(amili auth token)" "$AMILI_BASE_URL/cases?max_results=1"',
      effect: "for curl",
    },
  ],
})
