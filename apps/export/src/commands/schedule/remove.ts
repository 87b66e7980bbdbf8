import process from "node:process"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Scheduling from "@amili-cases/operations/schedule/Scheduling"
import * as options from "../../setup/options.ts"
import * as common from "./common.ts"

const command = Command.make(
  "remove",
  { profile: options.profile, dataset: common.dataset, dryRun: common.dryRun, json: options.json },
  (given) =>
    Effect.gen(function* () {
      const { name } = yield* ExportSettings.profileOf(given.profile)
      const key = { profile: name, dataset: given.dataset }
      const steps = yield* Scheduling.remove(key, given)
      const what = `amili-export ${given.dataset} of the profile "${name}"`
      const isTyped = process.platform === "win32"
      if (isTyped) yield* Output.note("Run this, it is not done for you:")
      else if (steps.length === 0) yield* Output.note(`${what} is not scheduled`)
      else if (given.dryRun) yield* Output.note("this would be done:")
      else yield* Output.note(`${what} does not run by itself any more`)
      yield* common.tell({ ...key, dryRun: isTyped || given.dryRun, steps }, given)
    }),
)

export const scheduleRemove = Runnable.make(command, {
  details: ["Takes the timer or the lines of the crontab away that amili-export schedule install has made."],
  examples: [{ command: "amili-export schedule remove", effect: "closed cases are exported by hand again" }],
})
