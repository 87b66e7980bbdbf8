/** `amili-export doctor`: whether an export would work, looked at before it is needed. */
import process from "node:process"
import * as Doctor from "@amili-cases/app-kit/doctor/Doctor"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as Command from "@effect/cli/Command"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Layers from "../Layers.ts"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import { fileFailed } from "@amili-cases/export-engine/run/FileFailed"
import * as Plan from "@amili-cases/app-kit/schedule/Schedule"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import * as Schedule from "@amili-cases/app-kit/schedule/Status"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as DoctorJournal from "./doctor/journal.ts"
import * as journal from "../setup/journal.ts"
import * as options from "../setup/options.ts"

const command = Command.make(
  "doctor",
  { out: options.out, journal: options.journal, profile: options.profile, json: options.json, ...Projection.options },
  (given) =>
    Effect.scoped(
      Effect.flatMap(Projection.asked(given), (writer) =>
        Doctor.examine(Option.match(writer, { onNone: () => Doctor.asText, onSome: ({ line }) => line }), (look) =>
          Effect.gen(function* () {
            yield* look("Node", Doctor.node)
            yield* look("Terminal", Doctor.terminal)
            if (yield* look("Settings", settings(given.profile))) {
              const placed = yield* Effect.isSuccess(journal.locate(given))
              if (placed && (yield* look("Folder", folder(given)))) {
                yield* look("Journal", DoctorJournal.runs(given))
                yield* look("Files", DoctorJournal.files(given))
              }
              yield* look("Schedule", schedule(given.profile))
            }
            yield* Doctor.connection(look, Layers.api(given.profile))
          }),
        ),
      ),
    ),
)

const settings = (given: Option.Option<string>) =>
  Effect.map(ExportSettings.profileOf(given), ({ settings, name }) =>
    settings === undefined
      ? { warning: `nothing is set up for the profile "${name}"`, next: "amili-export init, or --out each time" }
      : `profile "${name}"`,
  )

const folder = (given: journal.Given) =>
  Effect.gen(function* () {
    const { out } = yield* journal.locate(given)
    const files = yield* FileSystem.FileSystem
    if (!(yield* Effect.orElseSucceed(files.exists(out), () => false)))
      return { warning: `${out} is not there`, next: "the first export makes it" }
    yield* files.access(out, { writable: true }).pipe(Effect.mapError(fileFailed("write to the folder", out)))
    return `${out} can be written to`
  })

const schedule = (given: Option.Option<string>) =>
  Effect.gen(function* () {
    const { name } = yield* ExportSettings.profileOf(given)
    const found = yield* Effect.forEach(DatasetName.literals, (dataset) => Schedule.of({ profile: name, dataset }))
    const known = found.filter((status) => status !== undefined)
    const verdicts = yield* verdictsOf(name)
    // Each dataset's own: which one ended last is not known where the clock was set meanwhile.
    const failed = verdicts.filter(
      ({ dataset, exitCode }) =>
        exitCode !== 0 && (known.length === 0 || known.some((status) => status.dataset === dataset)),
    )
    if (failed.length > 0)
      return {
        warning: failed
          .map(({ dataset, endedAt, exitCode }) => {
            return `the last scheduled export (${dataset}) ended with ${exitCode} on ${Dates.shownIso(endedAt)}`
          })
          .join("; "),
        next: "see what it said with amili-export schedule status, and amili-export help exit-codes",
      }
    const last = verdicts.at(-1)
    const ended = last === undefined ? "" : `; the last one ended with 0 on ${Dates.shownIso(last.endedAt)}`
    if (process.platform === "win32") return `see the Task Scheduler${ended}`
    return known.length === 0
      ? "nothing runs by itself"
      : known.map(({ dataset, means, when }) => `${dataset} by ${means}, ${Plan.asSpoken(when)}`).join("; ") + ended
  })

/** How the last scheduled export of each dataset ended, the latest at the end. */
const verdictsOf = (profile: string) =>
  Effect.map(
    Effect.forEach(DatasetName.literals, (dataset) =>
      Effect.map(
        Verdict.read({ profile, dataset }),
        Option.map(({ endedAt, exitCode }) => ({ dataset, endedAt, exitCode })),
      ),
    ),
    (all) => Array.getSomes(all).toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1)),
  )

export const doctor = Runnable.make(command, {
  details: [
    "Each line is one check: Node, the terminal, the settings, the folder, the journal and whether it is the one that was used last, files that it does not know, the schedule, the host's address and certificate, the private key, access, what can be read, and the clock. What is wrong comes with what to do about it, and decides the exit code.",
  ],
  examples: [{ command: "amili-export doctor --out exports", effect: "would an export work?" }],
})
