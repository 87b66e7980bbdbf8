/** Makes the account map of a company, which it edits by hand after that. */
import { AccountMap, type Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { mistakesIn } from "@amili-cases/accounting/vouchers/map/mistakes"
import { mapOf } from "@amili-cases/accounting/vouchers/map/presets"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Creditors } from "@amili-cases/core/Creditors"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Accounts from "./Accounts.ts"

/** The file of a new map; refused where one is there. */
export const fileOf = (asked: Accounts.Asked) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const file = yield* Accounts.fileOf(asked)
    if (!(yield* Effect.orElseSucceed(fs.exists(file), () => false))) return file
    return yield* new UsageError({
      message: `${file} is there already, and is yours to edit`,
      hint: "move it away to begin anew, or give another file with --accounts",
    })
  })

/** What Amili has of the company; nothing where several creditors differ. */
export const recordOf = (creditors: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const { rows } = yield* (yield* Creditors).page({ pageSize: 100 })
    const own = rows.filter(({ id }) => creditors.length === 0 || creditors.includes(id))
    const only = <A>(values: ReadonlyArray<A | undefined>) => {
      const [value, ...others] = [...new Set(values)]
      return others.length === 0 ? value : undefined
    }
    const number = only(own.map(({ organizationNumber }) => organizationNumber?.replaceAll(/\D/g, "").slice(-10)))
    return {
      name: only(own.map(({ name }) => name)),
      organisationNumber: number?.length === 10 ? `${number.slice(0, 6)}-${number.slice(6)}` : undefined,
    }
  })

/** The map of this company, or what is wrong with it. */
export const make = (company: Company) =>
  Effect.gen(function* () {
    const hint = "correct the option that it came from"
    const map = yield* Effect.mapError(
      Schema.decodeUnknown(AccountMap, { errors: "all" })(mapOf([company])),
      ({ message }) => new UsageError({ message, hint }),
    )
    const [mistake] = mistakesIn(map)
    return mistake === undefined ? map : yield* new UsageError({ message: mistake, hint })
  })

/** Writes it, and keeps in the settings where it is, if that was chosen. */
export const write = (asked: Accounts.Asked, file: string, map: AccountMap) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    yield* fs.writeFileString(file, `${JSON.stringify(map, undefined, 2)}\n`, { flag: "wx", mode: 0o600 })
    const { name, settings } = asked.profile
    if (settings === undefined || asked.accounts === undefined) return
    const kept = yield* ExportSettings.read
    yield* ExportSettings.write({ ...kept, profiles: { ...kept.profiles, [name]: { ...settings, accounts: file } } })
  })

/** The fiscal year of twelve months that begins with this day. */
export const yearFrom = (first: CalendarDay.CalendarDay) => {
  const next = `${Number(first.slice(0, 4)) + 1}${first.slice(4)}`
  const after = Option.getOrElse(CalendarDay.parse(next), () => CalendarDay.addDays(first, 366))
  return { start: first, end: CalendarDay.addDays(after, -1) }
}
