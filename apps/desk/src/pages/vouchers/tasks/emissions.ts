/** Emits what is approved, and lists what was emitted with its files. */
import { foreign, markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import { countText } from "@amili-cases/accounting/reconcile/files/headline"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import * as Manifest from "@amili-cases/export-engine/evidence/Manifest"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Emit from "@amili-cases/operations/vouchers/Emit"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Files from "../../../files/routes.ts"
import * as Form from "../../../forms/Form.ts"
import * as Given from "../../../forms/Given.ts"
import { Once } from "../../../forms/Once.ts"
import { Jobs } from "../../../jobs/Jobs.ts"
import { panel } from "../../../jobs/panel.ts"
import * as Addresses from "../../../layout/addresses.ts"
import * as Page from "../../../layout/Page.ts"
import { empty, message, section } from "../../../layout/parts.ts"
import { tool } from "../../../Layers.ts"
import { owner } from "../../../profile/Owner.ts"
import { Profile } from "../../../profile/Profile.ts"
import { Visit } from "../../../server/Visit.ts"
import * as Shown from "../../../words/shown.ts"
import { words } from "./words.ts"

/** What waits, and the runs that emitted vouchers, the newest first. */
const known = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.gen(function* () {
      const runs = yield* Runs
      const settled = (yield* runs.settled(profile, "vouchers")).filter(({ state }) => state === "committed")
      const emissions = yield* Effect.forEach(settled.toReversed(), (run) =>
        Effect.gen(function* () {
          const manifest = Option.getOrUndefined(yield* Effect.option(Manifest.decode(run.manifest)))
          return { run, manifest, files: (yield* runs.files(run)).filter(({ name }) => name.endsWith(".si")) }
        }),
      )
      return { waiting: (yield* (yield* Vouchers).waiting(profile)).length, emissions }
    }),
  )
}).pipe(Effect.catchTag("NotThere", () => Effect.succeed({ waiting: 0, emissions: [] })))

const page = Effect.gen(function* () {
  const { language } = yield* Visit
  const profile = (yield* Profile).name
  const { emissions, waiting } = yield* known
  const { body, reload } = yield* panel
  return yield* Page.make({
    title: words.emitTitle[language],
    reload,
    body: [
      markup`<p class="note">${words.emitNote[language]}</p>`,
      body,
      waiting === 0
        ? empty(words.nothingWaits[language])
        : markup`<p>${words.waiting[language](countText(waiting, language))}</p>`,
      waiting === 0
        ? undefined
        : Form.starting({
            action: Addresses.of(profile, "/vouchers/emissions"),
            language,
            given: Given.fresh(),
            fields: undefined,
            submit: words.emitDo[language],
          }),
      section(
        words.emissions[language],
        table({
          caption: words.emissions[language],
          columns: [
            { header: words.serial[language], kind: "number", cell: ({ run }) => run.serial },
            { header: words.at[language], kind: "word", cell: ({ run }) => Shown.iso(run.started_at) },
            {
              header: words.vouchers[language],
              kind: "number",
              cell: ({ manifest }) => countText(manifest?.counts["vouchers"] ?? 0, language),
            },
            {
              header: words.debit[language],
              kind: "number",
              cell: ({ manifest }) =>
                manifest?.sums.map(
                  ({ currency, sum }) => markup`${Shown.decimal(sum, language)} ${foreign(currency)}<br />`,
                ),
            },
            {
              header: words.files[language],
              kind: "text",
              cell: ({ files, run }) => linksOf(files, run.serial, profile, language),
            },
          ],
          rows: emissions,
          empty: words.noEmissions[language],
        }),
      ),
    ],
  })
})

const linksOf = (
  files: ReadonlyArray<{ readonly name: string }>,
  serial: number,
  profile: string,
  language: Language,
) =>
  markup`<ul class="plain">${files.map(
    ({ name }) =>
      markup`<li><a href="${Files.addressOf(profile, "vouchers", serial, name)}">${name}</a> (<a href="${Addresses.of(profile, `/vouchers/emissions/${serial}/${encodeURIComponent(name)}`)}">${words.check[language]}</a>)</li>`,
  )}</ul>`

export const emissions = page

export const emit = Effect.gen(function* () {
  const profile = (yield* Profile).name
  const read = yield* Given.read(Schema.Struct(Form.Started))
  if (Either.isLeft(read)) return yield* page
  const { run } = yield* Once
  return yield* run(
    read.right.form,
    Effect.gen(function* () {
      const prepared = yield* Emit.prepare({ ...(yield* owner), tool })
      yield* (yield* Jobs).start(profile, {
        title: words.emitting,
        work: Emit.run(prepared),
        shown: (outcome, language) => shown(outcome, language),
      })
      return Page.seeOther(Addresses.of(profile, "/vouchers/emissions"))
    }),
  )
})

const shown = ({ counts, serial, sums, warnings }: Outcome, language: Language): Part => {
  if (serial === undefined) return message("note", markup`<p>${words.emittedNone[language]}</p>`)
  const count = (name: string) => countText(counts[name] ?? 0, language)
  return [
    message("good", [
      markup`<p>${words.emitted[language](String(serial), count("vouchers"), count("sieFiles"))}</p>`,
      sums.map(({ currency, sum }) => markup`<p>${words.sum[language](currency, Shown.decimal(sum, language))}</p>`),
    ]),
    warnings.length === 0
      ? undefined
      : markup`<ul>${warnings.map((warning) => markup`<li>${warning[language]}</li>`)}</ul>`,
  ]
}
