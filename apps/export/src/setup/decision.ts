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
    const missing = { en: "add --by NAME --reason TEXT", sv: "lägg till --by NAMN --reason TEXT" }
    const by = Option.orElse(given.by, () => Option.fromNullable(settings?.by))
    const decision: Decision = {
      by: yield* Ask.unlessGiven(by, who, missing),
      reason: yield* Ask.unlessGiven(given.reason, why, missing),
    }
    return decision
  })

const who = {
  subject: { en: "who decides this", sv: "vem beslutar" },
  example: { en: "your name, for the journal", sv: "ditt namn, för journalen" },
}
const why = { subject: { en: "reason", sv: "skäl" }, example: { en: "for the journal", sv: "för journalen" } }
