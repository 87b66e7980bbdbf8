/** The options that the commands about vouchers have in common, and their values. */
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { tool } from "../Version.ts"
import * as chosen from "./chosen.ts"
import * as journal from "./journal.ts"
import * as options from "./options.ts"

export const accounts = Values.path("accounts", "file").pipe(
  Options.withDescription(
    `the account map (default: that of amili-export vouchers init, or ${Accounts.fileName} in the --out folder)`,
  ),
  Options.optional,
)

/** The options of a file of vouchers, as far as there is something to choose. */
export const files = {
  ...journal.place,
  accounts,
  format: options.format,
  csv: options.csv,
  language: options.language,
} as const

interface Placed extends chosen.Place {
  readonly accounts: Option.Option<string>
}

interface Writing extends Placed {
  readonly csv?: Option.Option<string>
  readonly format?: Option.Option<string>
  readonly language: Option.Option<string>
}

/** Whose vouchers they are, and where the account map is. */
export const placeOf = (given: Placed) =>
  Effect.map(chosen.ownerOf(given), (owner) => ({ ...owner, accounts: Option.getOrUndefined(given.accounts) }))

/** The same with the settings of what is written. */
export const chosenOf = ({ csv = Option.none(), format = Option.none(), ...given }: Writing) =>
  Effect.map(placeOf(given), (place) => ({
    ...place,
    tool,
    csv: Option.getOrUndefined(csv),
    format: Option.getOrUndefined(format),
    language: Option.getOrUndefined(given.language),
  }))
