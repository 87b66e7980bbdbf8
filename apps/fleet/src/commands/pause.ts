/** `amili-fleet pause` and `resume`: what runs is finished, and nothing else begins. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import { Profiles } from "../store/Profiles.ts"
import * as Store from "../store/Store.ts"
import * as options from "./options.ts"

const commandOf = (name: "pause" | "resume") =>
  Command.make(name, { profile: options.profiles }, ({ profile }) =>
    Effect.gen(function* () {
      const unknown = yield* Effect.flatMap(Profiles, (table) => table.pause(profile, name === "pause"))
      if (unknown.length > 0) {
        return yield* new UsageError({
          message: `--profile: there is no profile "${unknown.join(", ")}"`,
          hint: "see amili-fleet status --json",
        })
      }
      const what = profile.length === 0 ? "the fleet" : profile.join(", ")
      yield* Output.note(name === "pause" ? `${what} begins no more exports` : `${what} begins exports again`)
    }).pipe(Effect.provide(Store.layer)),
  )

export const pause = Runnable.make(commandOf("pause"), {
  examples: [{ command: "amili-fleet pause", effect: "what runs is finished, and nothing else begins" }],
})

export const resume = Runnable.make(commandOf("resume"), {
  examples: [{ command: "amili-fleet resume", effect: "what is due begins again" }],
})
