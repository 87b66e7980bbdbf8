/** What runs have put aside for a person, as a work list: the newest first. */
import { problems } from "@amili-cases/accounting/cases/Details"
import { Entries } from "@amili-cases/accounting/closed/records/Entries"
import { Unattended } from "@amili-cases/accounting/DatasetName"
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { type Quarantined, QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Given from "../../forms/Given.ts"
import * as Addresses from "../../layout/addresses.ts"
import * as Page from "../../layout/Page.ts"
import { empty } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words } from "./checkingWords.ts"
import { linkTo, nameOf } from "./shown.ts"
import { tabs } from "./tabs.ts"

/** More than anybody works through at once: the rest comes when these are done. */
const most = 500

const Asked = Schema.Struct({ all: Schema.optional(Schema.Literal("yes")) })

interface Put {
  readonly item: Quarantined
  /** Serial of a later run that has exported the case: nothing is left to do. */
  readonly exportedIn: number | undefined
}

export const attention = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const { all } = Either.getOrElse(yield* Given.inAddress(Asked), () => ({ all: undefined }))
  const found = yield* KnownJournal.inside(yield* owner, ({ profile }) => putAside(profile)).pipe(
    Effect.catchTag("NotThere", () => Effect.succeed([])),
  )
  const rows = all === undefined ? found.filter(({ exportedIn }) => exportedIn === undefined) : found
  const other = Addresses.of(name, "/attention", all === undefined ? { all: "yes" } : {})
  return yield* Page.make({
    title: words.attention[language],
    body: [
      yield* tabs,
      markup`<p class="note">${words.attentionNote[language]}</p>`,
      rows.length === 0 ? empty(words.nothing[language]) : list(rows.slice(0, most), name, language),
      markup`<p><a href="${other}">${words[all === undefined ? "all" : "waiting"][language]}</a></p>`,
    ],
  })
})

/** Newest first. A case that several runs have put aside stands there once, with the latest. */
export const putAside = (profile: string) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const log = yield* QuarantineLog
    const entries = yield* Entries
    const items = yield* Effect.forEach(Unattended.literals, (dataset) =>
      Effect.flatMap(
        runs.history(profile, dataset),
        Effect.forEach(({ serial }) => log.ofRun(profile, dataset, serial)),
      ),
    )
    const latest = new Map(items.flat(2).map((item) => [`${item.dataset} ${item.case_id ?? item.fingerprint}`, item]))
    const all = Array.reverse([...latest.values()])
    const known = yield* entries.latest(
      profile,
      all.flatMap(({ case_id }) => case_id ?? []),
    )
    return all.map((item): Put => {
      const serial = item.dataset === "closed" ? known.get(item.case_id ?? "")?.serial : undefined
      return { item, exportedIn: serial !== undefined && serial > item.serial ? serial : undefined }
    })
  })

const list = (rows: ReadonlyArray<Put>, profile: string, language: Language) =>
  table<Put>({
    columns: [
      {
        header: words.case[language],
        kind: "word",
        cell: ({ item: { case_id } }) =>
          case_id === null
            ? undefined
            : markup`<a href="${Addresses.of(profile, "/explain", { wanted: case_id })}">${foreign(case_id)}</a>`,
      },
      { header: words.problem[language], kind: "text", cell: ({ item: { problem } }) => problemOf(problem, language) },
      { header: words.detail[language], kind: "text", cell: ({ item: { detail } }) => foreign(detail) },
      {
        header: words.run[language],
        kind: "text",
        cell: ({ item: { dataset, serial } }) => linkTo(profile, dataset, serial, nameOf(dataset, serial, language)),
      },
      {
        header: words.state[language],
        kind: "word",
        cell: ({ exportedIn }) =>
          exportedIn === undefined ? words.waits[language] : words.exportedSince[language](String(exportedIn)),
      },
    ],
    rows,
    empty: words.nothing[language],
  })

const problemWords: Readonly<Record<string, Bilingual>> = problems

/** The word of the dataset, where it has no other. */
const problemOf = (problem: string, language: Language): Part => problemWords[problem]?.[language] ?? foreign(problem)
