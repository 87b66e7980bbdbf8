/** `--by` and `--reason`, where a person decides what no program can: both are kept in the journal. */
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const by = Options.text("by").pipe(
  Options.withPseudoName("name"),
  Options.withDescription("who decides this, for the journal (default: that of amili-export init)"),
  Options.optional,
)

export const options = {
  by,
  reason: Options.text("reason").pipe(
    Options.withPseudoName("text"),
    Options.withDescription("why, for the journal"),
    Options.optional,
  ),
} as const

interface Given {
  readonly by: Option.Option<string>
  readonly reason: Option.Option<string>
  readonly profile: Option.Option<string>
}

/** Asked for on a terminal where it is not given. The account of the machine is nobody's name: others use it too. */
export const decisionOf = (given: Given) =>
  Effect.gen(function* () {
    const { settings } = yield* ExportSettings.profileOf(given.profile)
    const missing = "add --by NAME --reason TEXT"
    const by = Option.orElse(given.by, () => Option.fromNullable(settings?.by))
    const decision: Decision = {
      by: yield* Ask.unlessGiven(by, { subject: "who decides this", example: "your name, for the journal" }, missing),
      reason: yield* Ask.unlessGiven(given.reason, { subject: "reason", example: "for the journal" }, missing),
    }
    return decision
  })
