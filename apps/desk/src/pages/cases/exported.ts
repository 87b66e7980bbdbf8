/** The runs and vouchers that a case was in, as the journal has them: none where nothing has been exported yet. */
import { changes, problems } from "@amili-cases/accounting/cases/Details"
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import { partOrPage } from "../../layout/later.ts"
import { message } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Visit } from "../../server/Visit.ts"
import { failureOf } from "../../words/failure.ts"
import * as Shown from "../../words/shown.ts"
import { caseWords as words } from "./caseWords.ts"
import { idOf } from "./one.ts"

export const exported = Effect.gen(function* () {
  const { language } = yield* Visit
  const id = yield* idOf
  const known = KnownJournal.inside(yield* owner, ({ out, profile }) =>
    Effect.all({
      said: Effect.map(Explain.explain(profile, out, id), (said) =>
        said.filter(({ dataset }) => dataset !== "vouchers"),
      ),
      vouchers: Effect.flatMap(Vouchers, ({ about }) => about(profile, id)),
    }),
  )
  return yield* Effect.matchEffect(known, {
    onFailure: (error) => {
      if (error instanceof KnownJournal.NotThere)
        return partOrPage(words.exported[language], markup`<p class="note">${words.noJournal[language]}</p>`)
      const { hint, message: text } = failureOf(error, language)
      return partOrPage(
        words.exported[language],
        message("note", [markup`<p>${text}</p>`, hint && markup`<p>${hint}</p>`]),
      )
    },
    onSuccess: ({ said, vouchers }) =>
      partOrPage(words.exported[language], [
        table({
          columns: [
            { header: words.run[language], kind: "word", cell: ({ dataset, serial }) => `${dataset} ${serial}` },
            { header: words.begun[language], kind: "word", cell: ({ at }) => Shown.iso(at) },
            {
              header: words.what[language],
              kind: "text",
              cell: ({ what }) => foreign(kindOf(what)?.[language] ?? what),
            },
            { header: words.detail[language], kind: "text", cell: ({ detail }) => foreign(detail) },
            {
              header: words.raw[language],
              kind: "text",
              cell: ({ document }) => (document === undefined ? words.rawGone : words.rawKept)[language],
            },
          ],
          rows: said,
          empty: words.neverExported[language],
        }),
        vouchers.length === 0
          ? markup`<p class="note">${words.noVouchers[language]}</p>`
          : table({
              caption: words.vouchers[language],
              columns: [
                { header: words.voucher[language], kind: "word", cell: ({ id }) => id.slice(0, 12) },
                { header: words.date[language], kind: "word", cell: ({ date }) => date },
                { header: words.text[language], kind: "text", cell: ({ text }) => foreign(text) },
                { header: words.voucherState[language], kind: "word", cell: ({ state }) => words[state][language] },
              ],
              rows: vouchers,
              empty: words.noVouchers[language],
            }),
      ]),
  })
})

/** What the journal calls it, in both languages. */
const kinds: Readonly<Record<string, Bilingual>> = { ...changes, ...problems, closed: words.closed }

const kindOf = (what: string): Bilingual | undefined => (Object.hasOwn(kinds, what) ? kinds[what] : undefined)
