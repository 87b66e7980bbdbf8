/** Options that several commands have. */
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Options from "@effect/cli/Options"

export const profiles = Options.text("profile").pipe(
  Options.withPseudoName("name"),
  Options.withDescription("only this profile; may be given several times"),
  Options.repeated,
)

export const json = Options.boolean("json").pipe(Options.withDescription("print JSON"))

export const fleet = Options.text("fleet").pipe(
  Options.withPseudoName("name"),
  Options.withDescription("name of the fleet that the database belongs to (default: fleet)"),
  Options.withDefault("fleet"),
)

export const lanes = Values.whole("lanes", 1, 64).pipe(
  Options.withPseudoName("number"),
  Options.withDescription("exports that the worker makes at once, a quarter of them large ones (default: 4)"),
  Options.withDefault(4),
)
