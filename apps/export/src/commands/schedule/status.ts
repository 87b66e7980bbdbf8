import process from "node:process"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Status from "@amili-cases/app-kit/schedule/Status"
import * as Windows from "@amili-cases/app-kit/schedule/Windows"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import { say } from "../../output/say.ts"
import * as options from "../../setup/options.ts"

const column = Rows.column<Status.Status>()
const view: Rows.View<Status.Status> = {
  columns: [
    column("dataset", ({ dataset }) => dataset),
    column("profile", ({ profile }) => profile),
    column("by", ({ means }) => means),
    column("when", ({ when }) => Schedule.asSpoken(when), { document: ({ when }) => when }),
    column("next", ({ next }) => next, { rank: 1 }),
    column("last", ({ last }) => (last === undefined ? undefined : shown(last)), {
      rank: 2,
      document: ({ last }) => last,
    }),
    column("ended-with", ({ exitCode }) => exitCode?.toString(), {
      rank: 3,
      align: "right",
      header: "ENDED WITH",
      document: ({ exitCode }) => exitCode,
    }),
    column("log", ({ log }) => log, { rank: 4 }),
    column("takes", ({ dataset, monthEnd }) => takes(dataset, monthEnd), { rank: 5 }),
  ],
  document: (status) => status,
}

/** What each run exports. */
const takes = (dataset: string, monthEnd: boolean): string => {
  if (dataset === "open") return "what is open then"
  return monthEnd ? "the month before" : "everything until then"
}

const command = Command.make(
  "status",
  { profile: options.profile, ...Rows.options, fields: Rows.fields(view.columns) },
  (given) =>
    Effect.gen(function* () {
      const shape = yield* Rows.shapeOf(view, given)
      const { name } = yield* ExportSettings.profileOf(given.profile)
      if (process.platform === "win32") {
        yield* say({ en: "The Task Scheduler knows:", sv: "Schemaläggaren känner till:" })
        for (const dataset of DatasetName.literals)
          yield* Output.writeLine(Windows.statusCommand({ profile: name, dataset }))
        return
      }
      const found = yield* Effect.forEach(DatasetName.literals, (dataset) => Status.of({ profile: name, dataset }))
      const known = found.filter((status) => status !== undefined)
      if (known.length === 0)
        yield* say({
          en: `nothing of the profile "${name}" runs by itself`,
          sv: `inget för profilen "${name}" körs av sig själv`,
        })
      yield* Rows.write(Stream.fromIterable(known), shape)
      if (shape.format === "table")
        for (const { dataset, log } of known)
          yield* say({
            en: `what the last run of ${dataset} cases said: ${log}`,
            sv: `vad den senaste körningen av ${dataset} sade: ${log}`,
          })
    }),
)

export const scheduleStatus = Runnable.make(command, {
  details: [
    "Shows each scheduled export, when it runs next, and how the last run ended, as far as systemd or cron know it.",
  ],
  examples: [{ command: "amili-export schedule status", effect: "is it still running?" }],
})
