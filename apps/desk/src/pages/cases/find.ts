/** Finds cases by what a person has at hand: an id, an invoice number or a reference, whole and exact. */
import { markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { message } from "../../layout/parts.ts"
import { connected } from "../../profile/Connections.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { columnsOf, fields } from "./columns.ts"
import * as Filters from "./filters.ts"
import { words } from "./words.ts"

/** One case is shown at once; several, or none, are told. */
export const find = connected(
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const sought = ((yield* Given.parameters)["number"] ?? "").trim()
    if (sought === "") return Page.seeOther(Addresses.of(name, "/cases"))
    const id = Case.parseId(sought.toLowerCase())
    if (Option.isSome(id)) return Page.seeOther(Addresses.of(name, `/cases/${id.value}`))
    const found = yield* byNumber(sought)
    const [only] = found
    if (found.length === 1 && only !== undefined) return Page.seeOther(Addresses.of(name, `/cases/${only.id}`))
    return yield* Page.make({
      title: words.cases[language],
      status: found.length === 0 ? 404 : 200,
      body: [
        Filters.find(name, language, sought),
        message(
          "note",
          markup`<p>${
            found.length === 0
              ? words.notFound[language](sought)
              : words.found[language](Shown.count(found.length, language), sought)
          }</p>`,
        ),
        found.length === 0
          ? undefined
          : table({ columns: columnsOf("all", name, language), rows: found, empty: words.none[language] }),
      ],
    })
  }),
)

/** The same number may be an invoice of one case and the reference of another. */
const byNumber = (number: string) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const rows = Stream.concat(
      cases.find({ invoiceNumber: number }, { projection: fields }),
      cases.find({ referenceNumber: number }, { projection: fields }),
    )
    const found = yield* Stream.runCollect(Stream.take(rows, most))
    return Arr.dedupeWith(Chunk.toReadonlyArray(found), (one, other) => one.id === other.id)
  })

/** Numbers are hardly shared by more. */
const most = 100
