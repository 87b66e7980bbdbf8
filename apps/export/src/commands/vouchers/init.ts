import { AccountMap, type Company, receivers, VatRate } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { mistakesIn } from "@amili-cases/accounting/vouchers/map/mistakes"
import { companyWith, mapOf } from "@amili-cases/accounting/vouchers/map/presets"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { CreditorId } from "@amili-cases/core/CreditorId"
import { Creditors } from "@amili-cases/core/Creditors"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Layers from "../../Layers.ts"
import { creditorsOf, refuseUnknown } from "../../setup/creditors.ts"
import * as journal from "../../setup/journal.ts"
import * as vouchers from "../../setup/vouchers.ts"

const text = (name: string, placeholder: string, description: string) =>
  Options.text(name).pipe(Options.withPseudoName(placeholder), Options.withDescription(description), Options.optional)

const options = {
  ...journal.place,
  accounts: vouchers.accounts,
  creditor: Options.text("creditor").pipe(
    Options.withPseudoName("id"),
    Options.withDescription("the company is this creditor; may be given several times (default: all)"),
    Options.repeated,
  ),
  name: text("name", "text", "name of the company (default: that of the creditor at Amili)"),
  organisationNumber: text(
    "organisation-number",
    "nnnnnn-nnnn",
    "organisation number (default: that of the creditor at Amili)",
  ),
  method: Values.choice("method", ["faktureringsmetoden", "kontantmetoden"]).pipe(
    Options.withDescription("accounting method (default: faktureringsmetoden)"),
    Options.withDefault("faktureringsmetoden"),
  ),
  receiver: Values.choice("receiver", receivers).pipe(
    Options.withDescription("the accounting program that imports the files (default: generic)"),
    Options.withDefault("generic"),
  ),
  series: Options.text("series").pipe(
    Options.withPseudoName("letter"),
    Options.withDescription("voucher series, used for nothing else (default: I)"),
    Options.withDefault("I"),
  ),
  fiscalYear: Options.optional(
    Dates.dayOption("fiscal-year", `first day of the fiscal year (default: 1 January of this year): ${Dates.dayForms}`),
  ),
  outlays: text("outlays", "account", "account on which the company booked its outlays, such as reminder fees"),
  sales: text("sales", "account", "with kontantmetoden: account of the sales, which are booked when they are paid"),
  vat: Values.choice("vat", ["25", "12", "6", "0"]).pipe(
    Options.withDescription("VAT rate of all invoices, where they have only one"),
    Options.optional,
  ),
  offline: Options.boolean("offline").pipe(
    Options.withDescription("without asking the API for the creditor's name and organisation number"),
  ),
}

/** What Amili has of the creditors: of those that were given, else of all. */
const recordsOf = (creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const reader = yield* Creditors
    const options = { projection: ["id", "name", "organizationNumber"] } as const
    yield* refuseUnknown(creditors)
    const rows =
      creditors.length === 0
        ? Chunk.toReadonlyArray(yield* Stream.runCollect(reader.walk({}, options)))
        : yield* Effect.forEach(creditors, (id) => reader.get(id, options))
    return rows.map(({ id, name, organizationNumber }) => {
      const digits = organizationNumber?.replaceAll(/\D/g, "").slice(-10)
      return { id, name, number: digits?.length === 10 ? `${digits.slice(0, 6)}-${digits.slice(6)}` : undefined }
    })
  })

/** The value that all have; none where they differ. */
const only = <A>(values: ReadonlyArray<A | undefined>): Option.Option<A> => {
  const [value, ...others] = [...new Set(values.filter((one) => one !== undefined))]
  return others.length === 0 ? Option.fromNullable(value) : Option.none()
}

const command = Command.make("init", options, (given) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const creditors = yield* creditorsOf(given.creditor)
    const file = yield* vouchers.mapFile(given)
    if (yield* Effect.orElseSucceed(fs.exists(file), () => false))
      return yield* new UsageError({
        message: `${file} is there already, and is yours to edit`,
        hint: "move it away to begin anew, or give another file with --accounts",
      })
    const records = given.offline ? [] : yield* Effect.provide(recordsOf(creditors), Layers.run(given.profile))
    const organisationNumber = yield* Ask.unlessGiven(
      Option.orElse(given.organisationNumber, () => only(records.map(({ number }) => number))),
      { subject: "organisation number", example: "556677-8899" },
      "give it with --organisation-number",
    )
    const other = records.find(({ number }) => number !== undefined && number !== organisationNumber)
    if (other !== undefined)
      return yield* new UsageError({
        message: `the organisation number is ${organisationNumber}, and at Amili creditor ${other.id} has ${other.number}`,
        hint: "give the creditors of one company with --creditor, or have Amili correct its record",
      })
    for (const { id, number } of records)
      if (number === undefined)
        yield* Output.note(`note: Amili has no organisation number of creditor ${id}, so that it was not compared`)
    const account = (option: Option.Option<string>, subject: string, name: string) =>
      Effect.map(Ask.unlessGiven(option, { subject, example: "3591" }, `give it with --${name}`), (number) => ({
        account: number,
        name: subject.charAt(0).toUpperCase() + subject.slice(1),
      }))
    const today = yield* CalendarDay.today
    const first = Option.getOrElse(given.fiscalYear, () => firstOfYear(today))
    const sales = given.method === "kontantmetoden" ? yield* account(given.sales, "försäljning", "sales") : undefined
    const company: Company = companyWith({
      creditors: creditors.length === 0 ? "all" : creditors,
      name: yield* Ask.unlessGiven(
        Option.orElse(given.name, () => only(records.map(({ name }) => name))),
        { subject: "name of the company", example: "Exempel AB" },
        "give it with --name",
      ),
      organisationNumber,
      method: given.method,
      receiver: given.receiver,
      series: given.series,
      fiscalYear: { start: first, end: yearAfter(first) },
      outlays: yield* account(given.outlays, "utlägg", "outlays"),
      sales,
      ...(Option.isSome(given.vat) ? { invoiceVat: decodeRate(Number(given.vat.value)) } : {}),
    })
    const map = yield* Effect.mapError(
      Schema.decodeUnknown(AccountMap, { errors: "all" })(mapOf([company])),
      (error) => new UsageError({ message: error.message, hint: "correct the option that it came from" }),
    )
    const [mistake] = mistakesIn(map)
    if (mistake !== undefined)
      return yield* new UsageError({ message: mistake, hint: "correct the option that it came from" })
    yield* fs.writeFileString(file, `${JSON.stringify(map, undefined, 2)}\n`, { flag: "wx", mode: 0o600 })
    const kept = yield* ExportSettings.read
    const { name, settings } = yield* ExportSettings.profileOf(given.profile)
    if (settings !== undefined && Option.isSome(given.accounts))
      yield* ExportSettings.write({ ...kept, profiles: { ...kept.profiles, [name]: { ...settings, accounts: file } } })
    if (given.json) return yield* Output.writeLine(JSON.stringify({ profile: name, file, map }))
    yield* Output.note("the account map is yours to edit: each account says what is booked on it")
    yield* Output.writeLine(file)
  }),
)

const firstOfYear = (day: CalendarDay.CalendarDay) => CalendarDay.CalendarDay.make(`${day.slice(0, 4)}-01-01`)

const decodeRate = Schema.decodeUnknownSync(VatRate)

/** The last day of a year of twelve months. */
const yearAfter = (first: CalendarDay.CalendarDay): CalendarDay.CalendarDay => {
  const next = `${Number(first.slice(0, 4)) + 1}${first.slice(4)}`
  return CalendarDay.addDays(
    Option.getOrElse(CalendarDay.parse(next), () => CalendarDay.addDays(first, 366)),
    -1,
  )
}

export const vouchersInit = Runnable.make(command, {
  details: [
    "Writes a JSON file with the accounts of the BAS chart that payouts and losses are booked on, each explained in Swedish, and one rule for each finance category. It is edited by hand after that: closed periods, further fiscal years, articles with an account of their own, several companies.",
    "Outlays are credited to the account on which the company booked them, which only the company knows. docs/bokforing.md explains every setting.",
  ],
  examples: [
    {
      command:
        'amili-export vouchers init --offline --name "Exempel AB" --organisation-number 556677-8899 --outlays 3591 --vat 25 --receiver fortnox --fiscal-year 2025-01-01 --accounts fortnox.json --out exports',
      effect: "a map for Fortnox, without a question",
    },
  ],
})
