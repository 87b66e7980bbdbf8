import process from "node:process"
import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command } from "@effect/cli"
import { Effect } from "effect"
import { Dataset } from "../../journal/Runs.ts"
import * as Status from "../../schedule/Status.ts"
import * as Windows from "../../schedule/Windows.ts"
import * as Choice from "../../setup/Choice.ts"
import * as Listing from "../listing.ts"
import * as options from "../options.ts"

const shape: Listing.Shape<Status.Status> = {
  columns: [
    { header: "Dataset", value: ({ dataset }) => dataset },
    { header: "Profile", value: ({ profile }) => profile },
    { header: "By", value: ({ means }) => means },
    { header: "When", value: ({ when }) => when },
    { header: "Next", value: ({ next }) => next ?? "" },
    { header: "Last", rank: 2, value: ({ last }) => last ?? "" },
    { header: "Ended with", rank: 3, align: "right", value: ({ exitCode }) => String(exitCode ?? "") },
    { header: "Log", rank: 1, value: ({ log }) => log },
  ],
  document: (status) => status,
}

const command = Command.make(
  "status",
  { profile: options.profile, json: options.json, query: Listing.query },
  (given) =>
    Effect.gen(function* () {
      const { name } = yield* Choice.profileOf(process.env, given.profile)
      if (process.platform === "win32") {
        yield* Output.note("The Task Scheduler knows:")
        for (const dataset of Dataset.literals)
          yield* Output.writeLine(Windows.statusCommand({ profile: name, dataset }))
        return
      }
      const found = yield* Effect.forEach(Dataset.literals, (dataset) => Status.of({ profile: name, dataset }))
      const known = found.filter((status) => status !== undefined)
      if (known.length === 0) yield* Output.note(`nothing of the profile "${name}" runs by itself`)
      yield* Listing.write(shape, known, given)
    }),
)

export const scheduleStatus = Runnable.make(command, {
  details: ["What runs by itself, when it runs next, and how the last run ended, as far as systemd or cron tell it."],
  examples: [{ command: "amili-export schedule status", effect: "is it still running?" }],
})
