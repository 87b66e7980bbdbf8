/** How CSV files are written: a profile by its name, and what was chosen beside it. */
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { Profile } from "@amili-cases/app-kit/settings/ExportSettings"
import type { Table } from "@amili-cases/sheets/Column"
import { columnsOf, type CsvProfile, profiles, svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Files } from "./Chosen.ts"
import { refused } from "./refused.ts"
import * as Setting from "./Setting.ts"

/** Refused before anything is written. */
export const of = <R>(table: Table<R>, chosen: Files, kept: Profile): Effect.Effect<CsvProfile, UsageError> =>
  Effect.gen(function* () {
    const names = profiles.map(({ name }) => name)
    const name = yield* Setting.oneOf(yield* Setting.first("csv", chosen.csv, kept), names, svExcel.name)
    const named = profiles.find((profile) => profile.name === name) ?? svExcel
    const { columns, debtor = "none", decimalMark, delimiter = named.delimiter, headers = named.headers } = chosen
    const profile: CsvProfile = {
      ...named,
      delimiter: delimiter === "tab" ? "\t" : delimiter,
      decimalMark: decimalMark === undefined ? named.decimalMark : decimalMark === "comma" ? "," : ".",
      headers,
      ...(columns === undefined ? {} : { columns: columns.split(",").map((key) => key.trim()) }),
    }
    return yield* Either.match(columnsOf(table, profile, debtor !== "none"), {
      onLeft: ({ field, hint = "", message, personal }) =>
        personal === undefined
          ? refused({
              setting: field,
              from: `--${field}`,
              problem: { en: message, sv: message },
              hint: { en: hint, sv: hint },
            })
          : refused({
              setting: field,
              from: `--${field}`,
              problem: {
                en: `column ${personal} holds debtor data`,
                sv: `kolumnen ${personal} innehåller gäldenärsuppgifter`,
              },
              hint: {
                en: "ask for debtor data with --debtor masked or --debtor full",
                sv: "begär gäldenärsuppgifter med --debtor masked eller --debtor full",
              },
            }),
      onRight: () => Effect.succeed(profile),
    })
  })
