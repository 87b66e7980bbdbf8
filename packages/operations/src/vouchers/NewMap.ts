/** Makes the account map of a company, which it edits by hand after that. */
import { AccountMap, type Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { mistakesIn } from "@amili-cases/accounting/vouchers/map/mistakes"
import { mapOf } from "@amili-cases/accounting/vouchers/map/presets"
import { inBoth, UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { Creditors } from "@amili-cases/core/Creditors"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as CreditorIds from "../profile/CreditorIds.ts"
import * as Accounts from "./Accounts.ts"

/** The file of a new map; refused where one is there. */
export const fileOf = (asked: Accounts.Asked) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const file = yield* Accounts.fileOf(asked)
    if (!(yield* Effect.orElseSucceed(fs.exists(file), () => false))) return file
    return yield* inBoth(
      {
        message: `${file} is there already, and is yours to edit`,
        hint: "move it away to begin anew, or give another file with --accounts",
      },
      {
        message: `${file} finns redan, och är er att ändra i`,
        hint: "flytta undan den för att börja om, eller ange en annan fil med --accounts",
      },
    )
  })

export interface Recorded {
  readonly id: CreditorId
  readonly name: string | undefined
  /** `556677-8899`; undefined where Amili has none. */
  readonly number: string | undefined
}

/** What Amili has of the creditors: of those that were given, else of all. */
export const recordsOf = (creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const reader = yield* Creditors
    const options = { projection: ["id", "name", "organizationNumber"] } as const
    yield* CreditorIds.refuseUnknown(creditors)
    const rows =
      creditors.length === 0
        ? Chunk.toReadonlyArray(yield* Stream.runCollect(reader.walk({}, options)))
        : yield* Effect.forEach(creditors, (id) => reader.get(id, options))
    return rows.map(({ id, name, organizationNumber }): Recorded => {
      const digits = organizationNumber?.replaceAll(/\D/g, "").slice(-10)
      return { id, name, number: digits?.length === 10 ? `${digits.slice(0, 6)}-${digits.slice(6)}` : undefined }
    })
  })

/** The value that all have; none where they differ. */
export const only = <A>(values: ReadonlyArray<A | undefined>): Option.Option<A> => {
  const [value, ...others] = [...new Set(values.filter((one) => one !== undefined))]
  return others.length === 0 ? Option.fromNullable(value) : Option.none()
}

/** Refuses an organisation number that is not that of every creditor; the creditors of which Amili has none. */
export const sameCompany = (records: ReadonlyArray<Recorded>, organisationNumber: string) =>
  Effect.gen(function* () {
    const other = records.find(({ number }) => number !== undefined && number !== organisationNumber)
    if (other !== undefined)
      return yield* inBoth(
        {
          message: `the organisation number is ${organisationNumber}, and at Amili creditor ${other.id} has ${other.number}`,
          hint: "give the creditors of one company with --creditor, or have Amili correct its record",
        },
        {
          message: `organisationsnumret är ${organisationNumber}, och hos Amili har borgenären ${other.id} ${other.number}`,
          hint: "ange borgenärerna i ett och samma bolag med --creditor, eller låt Amili rätta uppgiften",
        },
      )
    return records.filter(({ number }) => number === undefined).map(({ id }) => id)
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
