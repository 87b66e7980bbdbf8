/** What the commands about vouchers have in common: the account map, and the settings of their files. */
import * as ReadMap from "@amili-cases/accounting/vouchers/map/readMap"
import * as Postings from "@amili-cases/accounting/vouchers/files/Tables"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Plan from "@amili-cases/operations/profile/Plan"
import * as Setting from "@amili-cases/operations/profile/Setting"
import * as Options from "@effect/cli/Options"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as chosen from "./chosen.ts"
import * as journal from "./journal.ts"
import * as options from "./options.ts"
import { tool } from "../Version.ts"

export const fileName = "accounts.json"

export const accounts = Values.path("accounts", "file").pipe(
  Options.withDescription(
    `the account map (default: that of amili-export vouchers init, or ${fileName} in the --out folder)`,
  ),
  Options.optional,
)

interface Placed extends chosen.Place {
  readonly accounts: Option.Option<string>
}

/** Where the account map is, whether it is there or not. */
export const mapFile = ({ accounts: given, out, profile: named }: Placed) =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const profile = yield* ExportSettings.profileOf(named)
    const kept = Option.orElse(given, () => Option.fromNullable(profile.settings?.accounts))
    if (Option.isSome(kept)) return path.resolve(yield* Paths.expand(kept.value))
    return path.resolve(path.join(yield* Setting.folderOf(Option.getOrUndefined(out), profile), fileName))
  })

/** The account map, or every mistake in it. */
export const booksOf = (given: Placed) => Effect.flatMap(mapFile(given), ReadMap.read)

/** The options of a file of vouchers, as far as there is something to choose. */
export const files = {
  ...journal.place,
  accounts,
  format: options.format,
  csv: options.csv,
  language: options.language,
} as const

interface Writing extends Placed {
  readonly csv: Option.Option<string>
  readonly format: Option.Option<string>
  readonly language: Option.Option<string>
}

/** Settings of what is written, and the time, from this machine alone: the API is not asked. */
export const writingOf = (given: Writing, classes: ReadonlyArray<string> = []) =>
  Effect.gen(function* () {
    const plan = yield* Plan.of(Postings.postings, {
      ...(yield* chosen.ownerOf(given)),
      tool,
      format: Option.getOrUndefined(given.format),
      csv: Option.getOrUndefined(given.csv),
      language: Option.getOrUndefined(given.language),
      perCreditor: false,
      classes,
    })
    const settings = Effect.all({ settings: Plan.settingsOffline(plan), now: DateTime.now })
    return { classes: plan.classes, settings }
  })
