/** All runs of one dataset, newest first, a page at a time. */
import { table } from "@amili-cases/accounting/html/table"
import * as History from "@amili-cases/operations/journal/History"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { pager } from "../../layout/pager.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { columns, isDataset, notFound } from "./shown.ts"
import { tabs } from "./tabs.ts"
import { datasets, words } from "./words.ts"

const rowsOfPage = 50

const Asked = Schema.Struct({ before: Schema.optional(Schema.NumberFromString.pipe(Schema.int(), Schema.positive())) })

export const dataset = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const { dataset } = yield* HttpRouter.params
  if (!isDataset(dataset)) return yield* notFound
  const { before } = Either.getOrElse(yield* Given.inAddress(Asked), () => ({ before: undefined }))
  const limit = rowsOfPage + 1
  const { lines } = yield* KnownJournal.inside(yield* owner, () => History.read(name, { dataset, before, limit }))
  const rows = Array.take(Array.reverse(lines), rowsOfPage)
  const path = `/runs/${dataset}`
  return yield* Page.make({
    title: datasets[dataset][language],
    body: [
      yield* tabs,
      table({ columns: columns(name, language), rows, empty: words.none[language] }),
      pager(
        {
          previous: before === undefined ? undefined : Addresses.of(name, path),
          next:
            lines.length < limit ? undefined : Addresses.of(name, path, { before: String(rows.at(-1)?.run.serial) }),
        },
        language,
      ),
    ],
  })
})
