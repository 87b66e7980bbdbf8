/** Options by which a person acknowledges a finding: who and why is kept in the journal. */
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import { parseId } from "@amili-cases/core/Case"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as decision from "../../setup/decision.ts"

export const acknowledging = {
  acknowledge: Options.text("acknowledge").pipe(
    Options.withPseudoName("id"),
    Options.withDescription(
      "an exported case that is known to be gone from the API: it is not reported any more; may be given several times, with --by and --reason",
    ),
    Options.repeated,
  ),
  ...decision.options,
} as const

interface Said {
  readonly acknowledge: ReadonlyArray<string>
  readonly by: Option.Option<string>
  readonly reason: Option.Option<string>
  readonly profile: Option.Option<string>
}

/** Who acknowledges something and why; undefined where nobody does. */
export const saidOf = (given: Said) =>
  Effect.gen(function* () {
    const { acknowledge: ids, by, reason } = given
    if (ids.length === 0 && Option.isNone(by) && Option.isNone(reason)) return undefined
    const wrong = ids.find((id) => Option.isNone(parseId(id)))
    if (wrong !== undefined)
      return yield* inBoth(
        {
          message: `--acknowledge: "${wrong}" is no id of a case`,
          hint: "give the 24 digits and letters that amili-export verify --api names",
        },
        {
          message: `--acknowledge: "${wrong}" är inget id för ett ärende`,
          hint: "ange de 24 tecken som amili-export verify --api räknar upp",
        },
      )
    if (ids.length === 0)
      return yield* inBoth(
        { message: "--by and --reason belong to --acknowledge", hint: "add --acknowledge ID" },
        { message: "--by och --reason hör till --acknowledge", hint: "lägg till --acknowledge ID" },
      )
    return yield* decision.decisionOf(given)
  })
