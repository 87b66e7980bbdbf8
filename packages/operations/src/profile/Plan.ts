/** What was chosen, the variables and the kept settings mean together; checked before anything is asked of the API. */
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import type { Credentials } from "@amili-cases/core/Credentials"
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { defaultFormatNames } from "@amili-cases/export-engine/formats/formats"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import type { Language, Table } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Struct from "effect/Struct"
import * as Account from "./Account.ts"
import type { Chosen } from "./Chosen.ts"
import * as Classes from "./Classes.ts"
import * as CsvChoice from "./CsvChoice.ts"
import * as Setting from "./Setting.ts"

/** Settings that are right in themselves; `out` is the folder as it was written. */
export interface Plan extends Omit<RunSettings, "api" | "folder"> {
  /** Classes of close reasons that the company has chosen itself. */
  readonly classes: Overrides
  readonly out: string
}

/** The plan of an export of this table, or what is wrong: known without the API, and before anything is written. */
export const of = <R>(table: Table<R>, chosen: Chosen): Effect.Effect<Plan, UsageError> =>
  Effect.gen(function* () {
    const { debtor: privacy = "none", profile, tool } = chosen
    const { name, settings } = profile
    const formats = yield* Setting.formatsIn(
      (yield* Setting.first("format", chosen.format, profile)) ?? {
        value: defaultFormatNames.join(","),
        from: "--format",
      },
    )
    const csv = yield* CsvChoice.of(table, chosen, profile)
    const language = yield* Setting.oneOf<Language>(
      yield* Setting.first("language", chosen.language, profile),
      ["sv", "en"],
      "sv",
    )
    const { classes = [] } = chosen
    const given = classes.length === 0 ? undefined : classes.join(",")
    return {
      profile: name,
      out: yield* Setting.folderOf(chosen.out, profile),
      formats,
      csv,
      perCreditor: chosen.perCreditor ?? settings?.perCreditor === true,
      language,
      privacy,
      classes: yield* Classes.decode(yield* Setting.first("classes", given, profile)),
      tool,
      by: settings?.by,
      beginAgain: chosen.beginAgain === true,
    }
  })

/** The settings of a run, and that its folder can be written to. */
export const settingsOf = (plan: Plan): Effect.Effect<RunSettings, FileFailed, Folder | AmiliConfig | Credentials> =>
  Effect.gen(function* () {
    const { baseUrl } = yield* AmiliConfig
    const folder = yield* (yield* Folder).open(plan.out)
    return { ...Struct.omit(plan, "classes", "out"), folder, api: baseUrl, account: yield* Account.at(baseUrl) }
  })

/** The same where the API is not asked: its address is the one that the journal knows. */
export const settingsOffline = (plan: Plan): Effect.Effect<RunSettings, FileFailed | JournalError, Folder | Origins> =>
  Effect.gen(function* () {
    const folder = yield* (yield* Folder).open(plan.out)
    const api = Option.getOrElse(yield* (yield* Origins).current(plan.profile), () => "")
    return { ...Struct.omit(plan, "classes", "out"), folder, api }
  })
