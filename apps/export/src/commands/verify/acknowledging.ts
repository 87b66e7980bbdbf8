/** Options by which a person acknowledges a finding: who and why is kept in the journal. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { parseId } from "@amili-cases/core/Case"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const acknowledging = {
  acknowledge: Options.text("acknowledge").pipe(
    Options.withPseudoName("id"),
    Options.withDescription(
      "an exported case that is known to be gone from the API: it is not reported any more; may be given several times, with --by and --reason",
    ),
    Options.repeated,
  ),
  by: Options.text("by").pipe(
    Options.withPseudoName("name"),
    Options.withDescription("who says so, for the journal"),
    Options.optional,
  ),
  reason: Options.text("reason").pipe(
    Options.withPseudoName("text"),
    Options.withDescription("why it is gone, for the journal"),
    Options.optional,
  ),
} as const

interface Said {
  readonly acknowledge: ReadonlyArray<string>
  readonly by: Option.Option<string>
  readonly reason: Option.Option<string>
}

/** Who acknowledges something and why; undefined where nobody does. */
export const saidOf = ({ acknowledge: ids, by, reason }: Said) =>
  Effect.gen(function* () {
    const given = { by: Option.getOrElse(by, () => "").trim(), reason: Option.getOrElse(reason, () => "").trim() }
    if (ids.length === 0 && given.by === "" && given.reason === "") return undefined
    const wrong = ids.find((id) => Option.isNone(parseId(id)))
    if (wrong !== undefined)
      return yield* new UsageError({
        message: `--acknowledge: "${wrong}" is no id of a case`,
        hint: "give the 24 digits and letters that amili-export verify --api names",
      })
    if (ids.length === 0)
      return yield* new UsageError({
        message: "--by and --reason belong to --acknowledge",
        hint: "add --acknowledge ID",
      })
    if (given.by === "" || given.reason === "")
      return yield* new UsageError({
        message: "the journal keeps who acknowledges a finding, and why",
        hint: "add --by NAME --reason TEXT",
      })
    return given
  })
