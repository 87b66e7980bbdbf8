/** What the documents for the auditor have in common: where they are written, and how the program tells of it. */
import { type Document, render } from "@amili-cases/accounting/audit/document"
import type { Trail } from "@amili-cases/accounting/audit/trail/Trail"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import { create } from "@amili-cases/sheets/bytes/sink"
import * as Options from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as journal from "../../setup/journal.ts"
import type * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"

export const options = {
  ...journal.place,
  to: Values.path("to", "file").pipe(
    Options.withDescription("the new file; nothing is overwritten (default: in the --out folder, named for today)"),
    Options.optional,
  ),
} as const

interface Asked {
  readonly name: "systemdokumentation" | "behandlingshistorik"
  /** Stands in the name of the file where the document is about a part of time. */
  readonly about?: string | undefined
  readonly document: Document
  readonly trail: Trail
}

interface Given {
  readonly to: Option.Option<string>
  readonly json: boolean
}

/** Writes the document and tells its path. */
export const deliver = (given: Given, { out, profile }: KnownJournal.Place, { about, document, name, trail }: Asked) =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const day = yield* CalendarDay.today
    const named = `${[Naming.stem(profile, name), about, day].filter((part) => part !== undefined).join("-")}.html`
    const file = Option.isSome(given.to)
      ? path.resolve(given.to.value)
      : path.join(yield* (yield* Folder).open(out), named)
    const written = yield* write(file, render(document))
    if (!given.json) return yield* Output.writeLine(file)
    yield* Output.writeLine(JSON.stringify({ file, ...written, lastRuns: lastRunsOf(trail) }))
  })

const write = (file: string, text: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    if (yield* Effect.orElseSucceed(fs.exists(file), () => false))
      return yield* inBoth(
        { message: `${file} is there already: it is not overwritten`, hint: "give another name with --to" },
        { message: `${file} finns redan: den skrivs inte över`, hint: "ange ett annat namn med --to" },
      )
    const sink = yield* create(file)
    return yield* sink.write(new TextEncoder().encode(text)).pipe(
      Effect.zipRight(sink.end),
      // A part of a document would look like one.
      Effect.onError(() => Effect.ignore(fs.remove(file))),
    )
  }).pipe(Effect.scoped)

/** The runs that the document knows of: the hash of the last of each dataset covers all before it. */
const lastRunsOf = ({ runs }: Trail) => [
  ...new Map(runs.map(({ run: { dataset, hash, serial } }) => [dataset, { dataset, serial, hash }] as const)).values(),
]
