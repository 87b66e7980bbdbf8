/** How the last reconciled month stands, and how the last twelve have gone. */
import { markup } from "@amili-cases/accounting/html/markup"
import { draw } from "@amili-cases/accounting/reconcile/files/report/draw"
import * as Facts from "@amili-cases/accounting/reconcile/files/report/facts"
import { charts } from "@amili-cases/accounting/reconcile/files/report/sections/trend"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Addresses from "../../layout/addresses.ts"
import { empty, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { standOf } from "../month/asked.ts"
import { verdict } from "../month/verdict.ts"
import { words } from "./words.ts"

/** The last one of the calendar that was reconciled; undefined before the first. */
const lastMonth = Effect.gen(function* () {
  const months = yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.flatMap(Stands, (stands) => stands.all(profile)),
  ).pipe(Effect.catchTag("NotThere", () => Effect.succeed([])))
  return months
    .map(({ month }) => month)
    .toSorted()
    .at(-1)
})

export const month = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const last = yield* lastMonth
  const standing = last === undefined ? undefined : yield* standOf(last)
  const toMonths = markup`<p><a href="${Addresses.of(name, last === undefined ? "/month" : `/month/${last}`)}">${
    last === undefined ? words.toMonths[language] : words.ofMonth[language](last)
  }</a></p>`
  if (standing === undefined) return section(words.month[language], [empty(words.noMonth[language]), toMonths])
  const { run, stand, summary } = standing
  const facts = Facts.make({
    summary,
    language,
    base: "",
    dataHash: stand.data_sha256,
    provenance: {
      profile: name,
      tool: "",
      generatedAt: DateTime.unsafeMake(run.started_at),
      privacy: "none",
      serial: stand.serial,
    },
  })
  const drawn = yield* draw(charts(facts))
  const recovered = summary.trend.filter((one) => one.month === summary.month)
  return [
    section(words.month[language], [
      verdict(summary, language),
      facts.hasPayouts && recovered.length > 0
        ? markup`<p>${words.recovered[language](summary.month)} ${recovered.map(
            (one) => markup`<strong>${facts.amount(one.recovered)} ${one.currency}</strong> `,
          )}</p>`
        : undefined,
      toMonths,
    ]),
    drawn.size === 0 ? undefined : section(words.trend[language], [...drawn.values()]),
  ]
})
