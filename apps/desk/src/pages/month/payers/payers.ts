/** From which accounts Amili pays, as a person has confirmed it, and which bank files have been read. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { accountCalled } from "@amili-cases/accounting/reconcile/bank/accountCalled"
import { countText } from "@amili-cases/accounting/reconcile/files/headline"
import { BankRecords } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import * as ConfirmPayer from "@amili-cases/operations/journal/confirmPayer"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Fields from "../../../forms/fields.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { section, wide } from "../../../layout/parts.ts"
import { freshForm } from "../../../forms/decider.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Visit } from "../../../server/Visit.ts"
import * as Shown from "../../../words/shown.ts"
import { words } from "./words.ts"

const account = Schema.Trim.pipe(Schema.filter((text) => Either.isRight(accountCalled(text))))

const Confirmed = Schema.Struct({
  ...Form.Decided,
  account,
  receiving: Schema.optional(account),
  creditors: Schema.optionalWith(Schema.split(","), { default: () => [] }),
})

const known = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.gen(function* () {
      const records = yield* BankRecords
      return { payers: yield* records.payers(profile), files: (yield* records.kept(profile)).files }
    }),
  )
}).pipe(Effect.catchTag("NotThere", () => Effect.succeed({ payers: [], files: [] })))

const page = (given: Given.Given, status = 200) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const profile = (yield* Profile).name
    const { files, payers } = yield* known
    return yield* Page.make({
      title: words.title[language],
      status,
      body: [
        markup`<p class="note">${words.intro[language]}</p>`,
        wide(
          words.title[language],
          table({
            caption: words.title[language],
            columns: [
              {
                header: words.account[language],
                kind: "word",
                cell: ({ number, scheme }) => foreign(`${scheme} ${number}`.trim()),
              },
              { header: words.creditor[language], kind: "word", cell: ({ creditor_id }) => foreign(creditor_id) },
              {
                header: words.receiving[language],
                kind: "word",
                cell: ({ receiving }) => receiving ?? words.any[language],
              },
              { header: words.by[language], kind: "text", cell: ({ decided_by }) => foreign(decided_by) },
              { header: words.reason[language], kind: "text", cell: ({ reason }) => foreign(reason) },
              {
                header: words.at[language],
                kind: "word",
                cell: ({ decided_at }) => Shown.iso(decided_at),
              },
            ],
            rows: payers,
            empty: words.none[language],
          }),
        ),
        section(words.confirm[language], form(given, profile, language)),
        section(
          words.files[language],
          wide(
            words.files[language],
            table({
              caption: words.filesNote[language],
              columns: [
                { header: words.file[language], kind: "text", cell: ({ name }) => foreign(name) },
                {
                  header: words.entries[language],
                  kind: "number",
                  cell: ({ entries }) => countText(entries, language),
                },
                { header: words.others[language], kind: "number", cell: ({ others }) => countText(others, language) },
                { header: "SHA-256", kind: "text", cell: ({ sha256 }) => markup`<code>${sha256}</code>` },
              ],
              rows: files,
              empty: words.noFiles[language],
            }),
          ),
        ),
      ],
    })
  })

const form = (given: Given.Given, profile: string, language: Language) =>
  Form.changing({
    action: Addresses.of(profile, "/month/payers"),
    language,
    given,
    submit: words.confirm[language],
    fields: [
      Fields.text({
        name: "account",
        label: words.account[language],
        hint: words.accountHint[language],
        wrong: words.accountWrong[language],
        required: true,
        given,
      }),
      Fields.text({
        name: "receiving",
        label: words.receivingOptional[language],
        hint: words.receivingHint[language],
        wrong: words.accountWrong[language],
        given,
      }),
      Fields.text({ name: "creditors", label: words.creditors[language], hint: words.creditorsHint[language], given }),
    ],
  })

export const payers = Effect.flatMap(freshForm(), (given) => page(given))

export const confirm = Effect.gen(function* () {
  const { run } = yield* Once
  const profile = (yield* Profile).name
  return yield* Either.match(yield* Given.read(Confirmed), {
    onLeft: (given) => page(given, 422),
    onRight: ({ account, by, creditors, form, reason, receiving }) =>
      run(
        form,
        Effect.gen(function* () {
          const prepared = yield* ConfirmPayer.prepare({
            account,
            receiving,
            creditors: creditors.map((id) => id.trim()),
          })
          yield* KnownJournal.changing(yield* owner, (place) =>
            Effect.gen(function* () {
              const whom = yield* ConfirmPayer.creditorsOf(place.profile, prepared)
              yield* ConfirmPayer.confirm(place.profile, { account: prepared.account, creditors: whom }, { by, reason })
            }),
          )
          return Page.seeOther(Addresses.of(profile, "/month/payers"))
        }),
      ),
  })
})
