/** One run: what it holds, its files, and what it corrects. */
import { type Entry, Entries } from "@amili-cases/accounting/closed/records/Entries"
import { foreign, type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as Manifest from "@amili-cases/export-engine/evidence/Manifest"
import { hostOf } from "@amili-cases/export-engine/journal/Machine"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as RunFiles from "@amili-cases/operations/journal/RunFiles"
import type { Language } from "@amili-cases/sheets/Column"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Files from "../../files/routes.ts"
import * as Page from "../../layout/Page.ts"
import { facts, message, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { isDataset, linkTo, nameOf, notFound, sums } from "./shown.ts"
import { words } from "./words.ts"

/** Corrections that the page shows; the rest is in the files. */
const mostCorrections = 200

export const one = Effect.gen(function* () {
  const { language } = yield* Visit
  const { dataset, serial } = yield* HttpRouter.params
  if (!isDataset(dataset) || !/^[1-9]\d{0,9}$/.test(serial ?? "")) return yield* notFound
  return yield* KnownJournal.inside(yield* owner, ({ out, profile }) =>
    Effect.gen(function* () {
      const run = yield* KnownJournal.findRun(profile, dataset, Number(serial))
      const manifest = yield* Effect.option(Manifest.decode(run.manifest))
      const files = yield* RunFiles.of(run, out)
      return yield* Page.make({
        title: nameOf(dataset, run.serial, language),
        body: [
          run.state === "abandoned" ? message("bad", markup`<p>${words.abandoned[language]}</p>`) : undefined,
          section(words.overview[language], about(run, Option.getOrUndefined(manifest), language)),
          section(words.files[language], filesOf(files, run, profile, language)),
          warningsOf(Option.getOrUndefined(manifest), language),
          dataset === "closed" ? yield* corrections(profile, run.serial, language) : undefined,
        ],
      })
    }),
  )
})

const about = (run: Run, manifest: Manifest.Manifest | undefined, language: Language): Markup => {
  const period = manifest?.window?.period
  const counts = run.state === "abandoned" ? undefined : manifest?.counts
  const count = (key: string) => (counts?.[key] === undefined ? undefined : Shown.count(counts[key], language))
  return facts([
    [words.rows[language], count(run.dataset)],
    [words.corrections[language], count("corrections")],
    [words.toPerson[language], count("quarantined")],
    [words.sums[language], counts && manifest && sums(manifest.sums, language)],
    [words.begun[language], shown(run.started_at)],
    [
      words.period[language],
      period &&
        `${period.from === null ? words.beginning[language] : shown(period.from)} – ${shown(run.window_until ?? "")}`,
    ],
    [words.who[language], manifest?.by && foreign(manifest.by)],
    [words.tool[language], manifest && foreign(manifest.tool)],
    [words.api[language], manifest && foreign(manifest.api)],
    [words.machine[language], foreign(hostOf(run.machine))],
    [words.folder[language], foreign(run.folder)],
    [words.hash[language], run.hash ?? undefined],
  ])
}

const filesOf = (files: ReadonlyArray<RunFiles.File>, run: Run, profile: string, language: Language): Markup =>
  table({
    columns: [
      {
        header: words.file[language],
        kind: "text",
        cell: ({ name, state }) =>
          state === "intact"
            ? markup`<a href="${Files.addressOf(profile, run.dataset, run.serial, name)}">${name}</a>`
            : name,
      },
      { header: words.rows[language], kind: "number", cell: ({ rows }) => Shown.count(rows, language) },
      { header: words.bytes[language], kind: "number", cell: ({ bytes }) => Shown.count(bytes, language) },
      {
        header: words.debtorData[language],
        kind: "word",
        cell: ({ personal }) => words[personal === 1 ? "yes" : "no"][language],
      },
      { header: words.state[language], kind: "text", cell: ({ state }) => stateOf(state, language) },
    ],
    rows: files,
    empty: words.nothing[language],
  })

/** What else there may be, such as when it was removed, is said in English as everywhere. */
const stateOf = (state: string, language: Language): Part => {
  if (state === "intact" || state === "missing" || state === "changed") return words[state][language]
  return state
}

const warningsOf = (manifest: Manifest.Manifest | undefined, language: Language): Part =>
  manifest === undefined || manifest.warnings.length === 0
    ? undefined
    : section(
        words.warnings[language],
        markup`<ul>${manifest.warnings.map((warning) => markup`<li>${foreign(warning)}</li>`)}</ul>`,
      )

const corrections = (profile: string, serial: number, language: Language) =>
  Effect.gen(function* () {
    const entries = yield* Entries
    const found = yield* entries.ofRun(profile, serial).pipe(
      Stream.filter(({ kind }) => kind !== "closed"),
      Stream.take(mostCorrections),
      Stream.runCollect,
    )
    const rows = [...found]
    if (rows.length === 0) return undefined
    return section(
      words.corrected[language],
      table<Entry>({
        columns: [
          { header: words.case[language], kind: "word", cell: ({ caseId }) => foreign(caseId) },
          { header: words.kind[language], kind: "word", cell: ({ kind }) => words[kind][language] },
          {
            header: words.correctedRun[language],
            kind: "word",
            cell: ({ corrects }) =>
              corrects === undefined ? undefined : linkTo(profile, "closed", corrects, corrects),
          },
          { header: words.reason[language], kind: "text", cell: ({ reason }) => foreign(reason) },
          {
            header: words.amount[language],
            kind: "number",
            cell: ({ amount, currency }) => amount && markup`${Shown.decimal(amount, language)} ${foreign(currency)}`,
          },
        ],
        rows,
        empty: words.none[language],
      }),
    )
  })
