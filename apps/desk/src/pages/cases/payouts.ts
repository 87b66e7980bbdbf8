/** The payout lines of a case and the payouts that they are in, as the API has them now. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { Cases } from "@amili-cases/core/Cases"
import * as FinanceCategory from "@amili-cases/core/FinanceCategory"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import * as Effect from "effect/Effect"
import { partOrPage } from "../../layout/later.ts"
import { connected } from "../../profile/Connections.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { caseWords as words } from "./caseWords.ts"
import { described } from "./columns.ts"
import { idOf } from "./one.ts"

/** More lines than one page of the API a case hardly has. */
const most = 100

export const payouts = connected(
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { page } = yield* PayoutSpecifications
    const id = yield* idOf
    const found = yield* (yield* Cases).get(id, { projection: ["creditorId", "debt.invoiceNumber"] })
    const invoiceNumber = found.debt?.invoiceNumber
    const { creditorId } = found
    // A line that does not name its case is of the case with its creditor and invoice number.
    const unnamed =
      creditorId === undefined || invoiceNumber === undefined ? [] : [{ caseId: null, creditorId, invoiceNumber }]
    const { rows, total = rows.length } = yield* page({
      where: { $or: [{ caseId: id }, ...unnamed] },
      sort: ["bookingDate"],
      pageSize: most,
    })
    return yield* partOrPage(words.money[language], [
      table({
        columns: [
          { header: words.line[language], kind: "word", cell: (line) => line.id },
          { header: words.booked[language], kind: "word", cell: (line) => Shown.day(line.bookingDate) ?? "–" },
          {
            header: words.category[language],
            kind: "text",
            cell: (line) => described(line.financeCategory, FinanceCategory.describe, language),
          },
          ...(
            [
              [words.amount, "amount"],
              [words.vat, "vatAmount"],
              [words.total, "totalAmount"],
            ] as const
          ).map(([header, key]) => ({
            header: header[language],
            kind: "number" as const,
            cell: (line: (typeof rows)[number]) => Shown.amount(line[key], line.currency, language) ?? "–",
          })),
          {
            header: words.payout[language],
            kind: "text",
            cell: (line) =>
              line.payoutId === undefined
                ? words.notScheduled[language]
                : foreign(line.payoutReference ?? line.payoutId),
          },
          { header: words.paidOn[language], kind: "word", cell: (line) => Shown.day(line.payoutDate) ?? "–" },
        ],
        rows,
        empty: words.noLines[language],
      }),
      total > rows.length
        ? markup`<p class="note">${words.moreLines[language](Shown.count(rows.length, language), Shown.count(total, language))}</p>`
        : undefined,
    ])
  }),
)
