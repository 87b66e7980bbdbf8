/** The table of cases, asked of the API each time. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { Cases } from "@amili-cases/core/Cases"
import * as Money from "@amili-cases/core/Money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Page from "../../layout/Page.ts"
import { connected } from "../../profile/Connections.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { words } from "./words.ts"

export const list = connected(
  Effect.gen(function* () {
    const { language } = yield* Visit
    const cases = yield* Cases
    const page = yield* cases.page({ filter: { where: { closed: null } }, sort: ["-id"] })
    return yield* Page.make({
      title: words.cases[language],
      body: markup`<p class="note">${words.asked[language](Shown.instant(yield* Clock.currentTimeMillis))}</p>
      ${table({
        columns: [
          { header: words.id[language], kind: "word", cell: ({ id }) => id },
          { header: words.invoice[language], kind: "text", cell: ({ debt }) => foreign(debt?.invoiceNumber) },
          { header: words.state[language], kind: "word", cell: ({ state }) => foreign(state) },
          {
            header: words.remaining[language],
            kind: "number",
            cell: ({ remainingCapital }) =>
              remainingCapital === undefined ? undefined : Money.format(remainingCapital),
          },
        ],
        rows: page.rows,
        empty: words.none[language],
      })}`,
    })
  }),
)
