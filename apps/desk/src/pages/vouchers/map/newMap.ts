/** Makes the account map of a company, which is a file of its own after that. */
import { markup } from "@amili-cases/accounting/html/markup"
import { Company, receivers, VatRate } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { companyWith } from "@amili-cases/accounting/vouchers/map/presets"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { CreditorId } from "@amili-cases/core/CreditorId"
import * as NewMap from "@amili-cases/operations/vouchers/NewMap"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { message } from "../../../layout/parts.ts"
import { connected } from "../../../profile/Connections.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import * as Body from "../../../server/body.ts"
import { Visit } from "../../../server/Visit.ts"
import { receiverOf } from "../receiver.ts"
import { failureOf } from "../../../words/failure.ts"
import { words } from "./words.ts"

const { booking, method, name, organisationNumber, receiver, series } = Company.fields
const account = booking.fields.clearing

const Asked = Schema.Struct({
  ...Form.Started,
  name: Schema.compose(Schema.Trim, name),
  organisationNumber: Schema.compose(Schema.Trim, organisationNumber),
  creditors: Schema.optional(
    Schema.compose(Schema.split(","), Schema.Array(Schema.compose(Schema.Trim, CreditorId)), { strict: false }),
  ),
  method,
  receiver,
  series,
  firstDay: CalendarDay.CalendarDay,
  outlays: account,
  sales: Schema.optional(account),
  vat: Schema.optional(Schema.compose(Schema.NumberFromString, VatRate, { strict: false })),
}).pipe(
  Schema.filter(({ method, sales }) =>
    method === "kontantmetoden" && sales === undefined ? { path: ["sales"], message: "is missing" } : undefined,
  ),
)

/** What Amili has of the company; nothing where it cannot be asked, since all of it can be typed. */
const records = connected(NewMap.recordsOf([])).pipe(Effect.orElseSucceed(() => []))

/** What all of them have. */
const only = (values: ReadonlyArray<string | undefined>) => Option.getOrElse(NewMap.only(values), () => "")

export const newMap = Effect.gen(function* () {
  const profile = (yield* Profile).name
  // Where there is a map there is nothing to make.
  const isFree = yield* Effect.isSuccess(Effect.flatMap(owner, NewMap.fileOf))
  if (!isFree) return Page.seeOther(Addresses.of(profile, "/vouchers/map"))
  const known = yield* records
  const name = only(known.map((one) => one.name))
  const organisationNumber = only(known.map(({ number }) => number))
  const year = (yield* CalendarDay.today).slice(0, 4)
  return yield* page(Given.fresh({ name, organisationNumber, series: "I", firstDay: `${year}-01-01` }))
})

/** Written once: a map that is there is the company's own, and is not written over. */
export const make = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const read = yield* Given.read(Asked)
  if (Either.isLeft(read)) return yield* page(read.left, undefined, 422)
  const asked = read.right
  const { run } = yield* Once
  return yield* run(
    asked.form,
    Effect.gen(function* () {
      const whose = yield* owner
      const file = yield* NewMap.fileOf(whose)
      yield* NewMap.sameCompany(yield* records, asked.organisationNumber)
      const company = companyWith({
        ...asked,
        creditors: asked.creditors ?? "all",
        fiscalYear: NewMap.yearFrom(asked.firstDay),
        outlays: { account: asked.outlays, name: "Utlägg" },
        sales: asked.sales === undefined ? undefined : { account: asked.sales, name: "Försäljning" },
        ...(asked.vat === undefined ? {} : { invoiceVat: asked.vat }),
      })
      yield* NewMap.write(whose, file, yield* NewMap.make(company))
      return Page.seeOther(Addresses.of(profile, "/vouchers/map"))
    }),
  ).pipe(
    Effect.catchTag("UsageError", (error) =>
      Effect.flatMap(Effect.all([Body.fields, Visit]), ([fields, { language }]) =>
        page(Given.fresh(Object.fromEntries(fields)), failureOf(error, language).message, 422),
      ),
    ),
  )
})

const page = (given: Given.Given, problem?: string, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    return yield* Page.make({
      title: words.make[language],
      status,
      body: [
        markup`<p class="note">${words.makeNote[language]}</p>`,
        problem === undefined ? undefined : message("bad", markup`<p>${problem}</p>`),
        Form.starting({
          action: Addresses.of(profile, "/vouchers/map/new"),
          language,
          given,
          submit: words.make[language],
          fields: fields(given, language),
        }),
      ],
    })
  })

const fields = (given: Given.Given, language: Language) => {
  const text = (
    name: "firstDay" | "name" | "organisationNumber" | "outlays" | "sales" | "series" | "creditors",
    more = {},
  ) => Fields.text({ name, label: words[name][language], wrong: wrongs[name][language], given, ...more })
  const said = (name: "creditorsHint" | "outlaysHint" | "seriesHint") => ({ hint: words[name][language] })
  const required = { required: true }
  return [
    text("name", required),
    text("organisationNumber", required),
    text("creditors", said("creditorsHint")),
    Fields.choice({
      name: "method",
      label: words.method[language],
      choices: ["faktureringsmetoden", "kontantmetoden"].map((value) => ({ value, label: value })),
      given,
    }),
    Fields.choice({
      name: "receiver",
      label: words.receiver[language],
      choices: receivers.map((value) => ({ value, label: receiverOf(value, language) })),
      given,
    }),
    text("series", { ...required, ...said("seriesHint") }),
    text("firstDay", { ...required, type: "date" }),
    text("outlays", { ...required, ...said("outlaysHint") }),
    text("sales"),
    Fields.choice({
      name: "vat",
      label: words.invoiceVat[language],
      choices: [
        { value: "", label: words.different[language] },
        ...["25", "12", "6", "0"].map((value) => ({ value, label: `${value} %` })),
      ],
      given,
    }),
  ]
}

const wrongs = {
  name: words.nameWrong,
  organisationNumber: words.organisationNumberWrong,
  creditors: words.creditorsWrong,
  series: words.seriesWrong,
  firstDay: words.firstDayWrong,
  outlays: words.accountWrong,
  sales: words.salesWrong,
} as const
