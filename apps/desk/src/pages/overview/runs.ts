/** When each export ran last and runs next, and what waits for a person. */
import { markup, type Part } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Status from "@amili-cases/app-kit/schedule/Status"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as History from "@amili-cases/operations/journal/History"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Addresses from "../../layout/addresses.ts"
import { empty, message, section } from "../../layout/parts.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import * as Shown from "../../words/shown.ts"
import { putAside } from "../runs/attention.ts"
import { all, datasetName, linkTo, sums } from "../runs/shown.ts"
import { words } from "./words.ts"

const knownOf = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.gen(function* () {
      const { lines } = yield* History.read(profile, { limit: 1 })
      const waiting = (yield* putAside(profile)).filter(({ exportedIn }) => exportedIn === undefined).length
      return { lines, waiting }
    }),
  ).pipe(Effect.catchTag("NotThere", () => Effect.succeed({ lines: [], waiting: 0 })))
})

export const runs = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const { lines, waiting } = yield* knownOf
  const rows = yield* Effect.forEach(all, (dataset) =>
    Effect.gen(function* () {
      const key = { profile: name, dataset }
      const verdict = Option.getOrUndefined(yield* Verdict.read(key))
      return { dataset, line: lines.find(({ run }) => run.dataset === dataset), status: yield* Status.of(key), verdict }
    }),
  )
  const open = lines.find(({ run }) => run.dataset === "open")
  return {
    amounts: amountsOf(open, name, language),
    waits: section(
      words.waits[language],
      waiting === 0
        ? empty(words.nothingWaits[language])
        : message(
            "note",
            markup`<p><a href="${Addresses.of(name, "/attention")}">${words.waiting[language](Shown.count(waiting, language))}</a></p>`,
          ),
    ),
    table: section(
      words.runs[language],
      table<(typeof rows)[number]>({
        columns: [
          { header: words.dataset[language], kind: "text", cell: ({ dataset }) => datasetName(dataset, language) },
          {
            header: words.last[language],
            kind: "text",
            cell: ({ line }) =>
              line === undefined
                ? words.never[language]
                : linkTo(name, line.run.dataset, line.run.serial, `${line.run.serial}, ${shown(line.run.started_at)}`),
          },
          {
            header: words.scheduled[language],
            kind: "text",
            cell: ({ status }) =>
              status === undefined ? words.notScheduled[language] : Schedule.asSpoken(status.when, language),
          },
          { header: words.next[language], kind: "text", cell: ({ status }) => status?.next },
          {
            header: words.verdict[language],
            kind: "text",
            cell: ({ verdict }) => verdict && words.ended[language](String(verdict.exitCode), shown(verdict.endedAt)),
          },
        ],
        rows,
        empty: words.never[language],
      }),
    ),
  }
})

const amountsOf = (open: History.Line | undefined, profile: string, language: Language): Part =>
  open?.manifest === undefined
    ? markup`<p class="note">${words.noAmounts[language]}</p>`
    : markup`<p>${linkTo(profile, "open", open.run.serial, words.amounts[language](String(open.run.serial), shown(open.run.started_at)))}</p>
        <div class="sums">${sums(open.manifest.sums, language)}</div>`
