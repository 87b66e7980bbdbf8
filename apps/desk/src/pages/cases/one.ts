/** One case, as it is now. What is known of its payouts and its exports is loaded after the page. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Addresses from "../../layout/addresses.ts"
import { later } from "../../layout/later.ts"
import * as Page from "../../layout/Page.ts"
import { facts, section } from "../../layout/parts.ts"
import { connected } from "../../profile/Connections.ts"
import { Profile } from "../../profile/Profile.ts"
import { Refused } from "../../server/Refused.ts"
import { Visit } from "../../server/Visit.ts"
import { words as refusals } from "../../server/words.ts"
import { caseWords as words } from "./caseWords.ts"
import * as About from "./about.ts"
import { timeline } from "./timeline.ts"

const fields = [
  "createdAt",
  "state",
  "status",
  "closed",
  "latestStateDate",
  "currency",
  "remainingCapital",
  "creditorId",
  "creditorName",
  "referenceNumber",
  "stateHistory",
  "statusHistory",
  "localRemainingCosts",
  "localRemainingInterest",
  "debt.invoiceNumber",
  "debt.debtReference",
  "debt.invoiceDate",
  "debt.initialCapital",
  "debt.capitalToClaim",
] as const

const ofDebtor = ["debtorName", "debtorIdNumber", "debtorNumber", "debt.description"] as const

const noSuchPage = new Refused({ status: 404, message: refusals.notFound, hint: refusals.notFoundHint })

/** The id in the address. */
export const idOf = Effect.flatMap(HttpRouter.params, ({ id = "" }) =>
  Option.match(Case.parseId(id), { onNone: () => noSuchPage, onSome: Effect.succeed }),
)

export const one = connected(
  Effect.gen(function* () {
    const { get } = yield* Cases
    return yield* page(yield* get(yield* idOf, { projection: fields }), false)
  }),
)

/** Asked for by a form, so that no address and no history of a browser leads to personal data. */
export const withDebtor = connected(
  Effect.gen(function* () {
    const { get } = yield* Cases
    return yield* page(yield* get(yield* idOf, { projection: [...fields, ...ofDebtor] }), true)
  }),
)

/** For whoever comes back to the address of that form: the case, as everybody sees it. */
export const withoutDebtor = Effect.gen(function* () {
  const { name } = yield* Profile
  return Page.seeOther(Addresses.of(name, `/cases/${yield* idOf}`))
})

const page = (found: Case.Case, withDebtor: boolean) =>
  Effect.gen(function* () {
    const { language } = yield* Visit
    const { name } = yield* Profile
    const address = Addresses.of(name, `/cases/${found.id}`)
    return yield* Page.make({
      title: words.title[language](found.id),
      body: [
        markup`<p><a href="${Addresses.of(name, "/cases")}">${words.back[language]}</a> · <a href="${Case.link(found.id)}" rel="noreferrer" target="_blank">${words.link[language]}</a></p>`,
        section(words.facts[language], facts(About.facts(found, language))),
        section(words.amounts[language], facts(About.amounts(found, language))),
        section(
          words.debtor[language],
          withDebtor
            ? facts([
                [words.name[language], foreign(found.debtorName)],
                [words.idNumber[language], foreign(found.debtorIdNumber)],
                [words.debtorNumber[language], foreign(found.debtorNumber)],
                [words.description[language], foreign(found.debt?.description)],
              ])
            : markup`<p class="note">${words.debtorNote[language]}</p>
              <form method="post" action="${address}/debtor"><button>${words.showDebtor[language]}</button></form>`,
        ),
        section(words.timeline[language], timeline(found, language)),
        section(words.money[language], later(`${address}/payouts`, words.showMoney[language])),
        section(words.exported[language], later(`${address}/exported`, words.showExported[language])),
      ],
    })
  })
