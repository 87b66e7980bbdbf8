/** `--ui-language`, for the commands of programs that speak Swedish too. `Main` reads it; here it is declared and checked. */
import * as Effect from "effect/Effect"
import * as Environment from "../settings/Environment.ts"
import * as UiLanguage from "../settings/UiLanguage.ts"
import type { Flag } from "./Flag.ts"
import type { Runnable } from "./Tree.ts"
import { inBoth, type UsageError } from "./UsageError.ts"

const flag: Flag = {
  names: [UiLanguage.option],
  value: UiLanguage.languages.join(" | "),
  choices: UiLanguage.languages,
  repeated: false,
  required: false,
  description: `language of messages and questions (default: ${UiLanguage.variable}, or that of the locale)`,
}

/** The variable that stands for it, for the documentation. */
export const variables = { [UiLanguage.variable]: `sv or en, instead of ${UiLanguage.option}` }

/** The command with the option. */
export const add = <R>(command: Runnable<R>): Runnable<R> => ({
  ...command,
  flags: [...command.flags, flag],
  run: (arranged) =>
    Effect.gen(function* () {
      const end = arranged.indexOf("--")
      const at = arranged.indexOf(UiLanguage.option)
      const isGiven = at !== -1 && (end === -1 || at < end)
      if (isGiven) yield* refuseOther(UiLanguage.option, arranged[at + 1] ?? "")
      else yield* Effect.transposeMapOption(yield* Environment.variable(UiLanguage.variable), refuseVariable)
      return yield* command.run(isGiven ? arranged.toSpliced(at, 2) : arranged)
    }),
})

const refuseVariable = (value: string) => refuseOther(UiLanguage.variable, value.trim())

const refuseOther = (from: string, name: string): Effect.Effect<void, UsageError> =>
  UiLanguage.called(name) === undefined
    ? inBoth(
        { message: `${from}: "${name}" is not one of ${UiLanguage.languages.join(", ")}`, hint: "correct it there" },
        { message: `${from}: "${name}" är inte något av ${UiLanguage.languages.join(", ")}`, hint: "rätta det där" },
      )
    : Effect.void
