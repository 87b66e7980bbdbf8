/** `amili auth token`: a valid access token, for other programs. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Globals from "../../Globals.ts"

const command = Command.make("token", { json: Projection.oneJson, ...Globals.options }, (chosen) =>
  Effect.gen(function* () {
    const auth = yield* AuthTokenProvider
    const accessToken = Redacted.value(yield* auth.getValidToken())
    const until = Option.getOrUndefined(yield* auth.expiry)
    yield* Output.writeLine(chosen.json ? Json.line({ accessToken, until }) : accessToken)
  }).pipe(Effect.provide(Globals.api(chosen))),
)

export const token = Runnable.make(command, {
  details: ["A secret: whoever has it can read your cases until it ends. It goes into the header X-API-Key."],
  examples: [
    {
      command: 'curl -s -H "X-API-Key: $(amili auth token)" "$AMILI_BASE_URL/cases?max_results=1"',
      effect: "for curl",
    },
  ],
})
