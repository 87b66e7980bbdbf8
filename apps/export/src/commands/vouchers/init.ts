import { type Company, receivers, VatRate } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { companyWith } from "@amili-cases/accounting/vouchers/map/presets"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as CreditorIds from "@amili-cases/operations/profile/CreditorIds"
import * as NewMap from "@amili-cases/operations/vouchers/NewMap"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Layers from "../../Layers.ts"
import * as journal from "../../setup/journal.ts"
import * as vouchers from "../../setup/vouchers.ts"
import * as Words from "../../words/vouchers.ts"

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

const command = Command.make("init", options, (given) =>
  Effect.gen(function* () {
    const creditors = yield* CreditorIds.parse(given.creditor)
    const place = yield* vouchers.placeOf(given)
    const file = yield* NewMap.fileOf(place)
    const records = given.offline ? [] : yield* Effect.provide(NewMap.recordsOf(creditors), Layers.run(given.profile))
    const organisationNumber = yield* Ask.unlessGiven(
      Option.orElse(given.organisationNumber, () => NewMap.only(records.map(({ number }) => number))),
      { subject: { en: "organisation number", sv: "organisationsnummer" }, example: same("556677-8899") },
      Words.giveWith("--organisation-number"),
    )
    for (const id of yield* NewMap.sameCompany(records, organisationNumber))
      yield* Output.note(Words.of(yield* UiLanguage).notCompared(id))
    const account = (option: Option.Option<string>, subject: string, name: string) =>
      Effect.map(
        Ask.unlessGiven(option, { subject: same(subject), example: same("3591") }, Words.giveWith(`--${name}`)),
        (number) => ({
          account: number,
          name: subject.charAt(0).toUpperCase() + subject.slice(1),
        }),
      )
    const today = yield* CalendarDay.today
    const first = Option.getOrElse(given.fiscalYear, () => firstOfYear(today))
    const sales = given.method === "kontantmetoden" ? yield* account(given.sales, "försäljning", "sales") : undefined
    const company: Company = companyWith({
      creditors: creditors.length === 0 ? "all" : creditors,
      name: yield* Ask.unlessGiven(
        Option.orElse(given.name, () => NewMap.only(records.map(({ name }) => name))),
        { subject: { en: "name of the company", sv: "bolagets namn" }, example: same("Exempel AB") },
        Words.giveWith("--name"),
      ),
      organisationNumber,
      method: given.method,
      receiver: given.receiver,
      series: given.series,
      fiscalYear: NewMap.yearFrom(first),
      outlays: yield* account(given.outlays, "utlägg", "outlays"),
      sales,
      ...(Option.isSome(given.vat) ? { invoiceVat: decodeRate(Number(given.vat.value)) } : {}),
    })
    const map = yield* NewMap.make(company)
    yield* NewMap.write(place, file, map)
    const { name } = place.profile
    if (given.json) return yield* Output.writeLine(JSON.stringify({ profile: name, file, map }))
    yield* Output.note(Words.of(yield* UiLanguage).yoursToEdit)
    yield* Output.writeLine(file)
  }),
)

/** What is Swedish anyway, or in no language. */
const same = (text: string) => ({ en: text, sv: text })

const firstOfYear = (day: CalendarDay.CalendarDay) => CalendarDay.CalendarDay.make(`${day.slice(0, 4)}-01-01`)

const decodeRate = Schema.decodeUnknownSync(VatRate)

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
