/** Confirmation of what cannot be undone. */
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"

export const yes = Options.boolean("yes").pipe(
  Options.withDescription("do it without asking; needed where there is no terminal to ask on"),
)

/** Asks, unless `--yes` was given; fails where the answer is no or there is no terminal. The caller has said what will happen. */
export const confirm = (given: { readonly yes: boolean }, question: string): Effect.Effect<void, UsageError> =>
  Effect.gen(function* () {
    if (given.yes) return
    if (!Ask.isPossible())
      return yield* new UsageError({
        message: "this cannot be undone, and there is no terminal to ask on: nothing has been changed",
        hint: "add --yes",
      })
    const confirmed = yield* Ask.until(`${question}: yes or no`, "no", (answer) =>
      ["yes", "no"].includes(answer.toLowerCase())
        ? Effect.succeed(answer.toLowerCase() === "yes")
        : new UsageError({ message: "yes or no" }),
    )
    if (!confirmed) return yield* new UsageError({ message: "nothing has been changed" })
  })
