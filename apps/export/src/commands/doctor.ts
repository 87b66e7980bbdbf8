/** `amili-export doctor`: whether an export would work, looked at before it is needed. */
import process from "node:process"
import * as Doctor from "@amili-cases/app-kit/doctor/Doctor"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Command from "@effect/cli/Command"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Layers from "../Layers.ts"
import * as Journal from "@amili-cases/accounting/Journal"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { fileFailed } from "@amili-cases/export-engine/run/FileFailed"
import * as SameApi from "@amili-cases/export-engine/run/SameApi"
import * as Plan from "@amili-cases/app-kit/schedule/Schedule"
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import * as Schedule from "@amili-cases/app-kit/schedule/Status"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
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
              if (placed && (yield* look("Folder", folder(given)))) yield* look("Journal", runs(given))
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

const runs = (given: journal.Given) =>
  Effect.gen(function* () {
    const { location, profile } = yield* journal.locate(given)
    const files = yield* FileSystem.FileSystem
    const place = location._tag === "File" ? location.path : "the database of AMILI_JOURNAL_URL"
    if (location._tag === "File") {
      // A share of Windows: the locks of its file system cannot be relied on.
      if (/^(\\\\|\/\/)/.test(location.path))
        return {
          warning: `${location.path} is on a network share, where two machines could damage it`,
          next: "put the journal on a local disk with --journal (amili-export init --journal FILE)",
        }
      if (!(yield* Effect.orElseSucceed(files.exists(location.path), () => false)))
        return "none yet: the first export makes it"
    }
    return yield* Effect.gen(function* () {
      const service = yield* Runs
      const known = (yield* Effect.forEach(DatasetName.literals, (dataset) => service.history(profile, dataset))).flat()
      const unfinished = yield* service.unfinished(profile)
      const api = Option.getOrUndefined(yield* (yield* Origins).current(profile))
      const origin = api === undefined ? "" : `, of ${api}`
      // Where nobody has logged in there is nothing to compare with, and the next checks say so.
      const settings = yield* Effect.option(Effect.provide(AmiliConfig, Layers.api(given.profile)))
      if (Option.isSome(settings)) yield* SameApi.check(profile, settings.value.baseUrl)
      return unfinished.length === 0
        ? `${many(known.length)} in ${place}${origin}`
        : {
            warning: `${many(known.length)} in ${place}, and one that is going on or was interrupted`,
            next: "the next export finishes it or takes it back",
          }
    }).pipe(Effect.provide(Journal.layer(location)))
  })

const many = (runs: number) => `${runs} ${runs === 1 ? "run" : "runs"}`

const schedule = (given: Option.Option<string>) =>
  Effect.gen(function* () {
    const { name } = yield* ExportSettings.profileOf(given)
    const last = yield* lastVerdict(name)
    if (last !== undefined && last.exitCode !== 0)
      return {
        warning: `the last scheduled export (${last.dataset}) ended with ${last.exitCode} on ${Dates.shownIso(last.endedAt)}`,
        next: "see what it said with amili-export schedule status, and amili-export help exit-codes",
      }
    const ended = last === undefined ? "" : `; the last one ended with 0 on ${Dates.shownIso(last.endedAt)}`
    if (process.platform === "win32") return `see the Task Scheduler${ended}`
    const found = yield* Effect.forEach(DatasetName.literals, (dataset) => Schedule.of({ profile: name, dataset }))
    const known = found.filter((status) => status !== undefined)
    return known.length === 0
      ? "nothing runs by itself"
      : known.map(({ dataset, means, when }) => `${dataset} by ${means}, ${Plan.asSpoken(when)}`).join("; ") + ended
  })

/** Of the scheduled export that ended last, whichever it was. */
const lastVerdict = (profile: string) =>
  Effect.map(
    Effect.forEach(DatasetName.literals, (dataset) =>
      Effect.map(
        Verdict.read({ profile, dataset }),
        Option.map(({ endedAt, exitCode }) => ({ dataset, endedAt, exitCode })),
      ),
    ),
    (all) =>
      Array.getSomes(all)
        .toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1))
        .at(-1),
  )

export const doctor = Runnable.make(command, {
  details: [
    "Each line is one check: Node, the terminal, the settings, the folder, the journal, the schedule, the host's address and certificate, the private key, access, what can be read, and the clock. What is wrong comes with what to do about it, and decides the exit code.",
  ],
  examples: [{ command: "amili-export doctor --out exports", effect: "would an export work?" }],
})
