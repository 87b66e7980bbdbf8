import * as Dates from "@amili-cases/app-kit/command/Dates"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as UnknownFiles from "@amili-cases/export-engine/evidence/UnknownFiles"
import * as Manifest from "@amili-cases/export-engine/evidence/Manifest"
import { overlapOf, periodOf } from "../output/period.ts"
import { say } from "../output/say.ts"
import * as journal from "../setup/journal.ts"
import * as RunFiles from "@amili-cases/operations/journal/RunFiles"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"

const column = Rows.column<RunFiles.File>()
const columns = [
  column("file", ({ name }) => name),
  column("rows", ({ rows }) => String(rows), { align: "right" }),
  column("state", ({ state }) => state),
  column("sha256", ({ sha256 }) => sha256, { rank: 1, header: "SHA-256" }),
]

const options = {
  ...journal.place,
  ...Rows.options,
  fields: Rows.fields(columns),
  dataset: journal.dataset,
  serial: journal.serial,
}

const command = Command.make("show", options, (given) =>
  Effect.gen(function* () {
    const { documents, format, ...files } = yield* Rows.shapeOf({ columns, document: (file) => file }, given)
    if (format === "json" && Option.isSome(given.fields))
      return yield* new UsageError({
        message: "--fields chooses of the list of files, and JSON is the manifest",
        hint: 'use --query, such as --query "files[].name"',
      })
    return yield* journal.inside(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const run = yield* KnownJournal.findRun(profile, given.dataset, given.serial)
        if (format === "json" && documents === Projection.json) return yield* Output.write(run.manifest ?? "")
        if (format === "json") return yield* Projection.write([yield* parsed(run.manifest ?? "null")], documents)
        const manifest = Option.getOrUndefined(yield* Effect.option(Manifest.decode(run.manifest)))
        const period = periodOf(manifest?.window, yield* UiLanguage)
        const overlap = overlapOf(manifest?.window)
        const isAbandoned = run.state === "abandoned"
        const begun = Dates.shownIso(run.started_at)
        yield* say({
          en: `${run.dataset} run ${run.serial}, begun ${begun}${isAbandoned ? ", abandoned: nothing in it counts" : ""}, hash ${run.hash}`,
          sv: `körning ${run.serial} av ${run.dataset}, påbörjad ${begun}${isAbandoned ? ", övergiven: inget i den gäller" : ""}, kontrollsumma ${run.hash}`,
        })
        if (period !== undefined) yield* Output.note(`period: ${period}`)
        if (overlap !== undefined)
          yield* say({
            en: `overlap: read again from ${overlap} on, and nothing of it came twice`,
            sv: `överlappning: läst på nytt från ${overlap}, och inget av det kom två gånger`,
          })
        yield* Rows.write(Stream.fromIterable(yield* RunFiles.of(run, out)), { ...files, documents, format })
        for (const { problem, subject } of yield* UnknownFiles.find(profile, out))
          yield* Output.note(`note: ${subject}: ${problem}`)
      }),
    )
  }),
)

/** As it was committed: not checked here, since verify does that. */
const parsed = Schema.decodeUnknown(Schema.parseJson())

export const show = Runnable.make(command, {
  details: [
    "The files of a run and whether they are as they were written; with --json its manifest, as it was committed, or the record in its place when the run was abandoned.",
  ],
  examples: [
    { command: "amili-export show 1 --out exports", effect: "the files of the first closed run" },
    { command: "amili-export show 1 --dataset open --json --out exports", effect: "the manifest of an open run" },
  ],
})
