import process from "node:process"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Scheduling from "@amili-cases/operations/schedule/Scheduling"
import { say } from "../../output/say.ts"
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
      const swedish = `amili-export ${given.dataset} för profilen "${name}"`
      const isTyped = process.platform === "win32"
      if (isTyped) yield* say({ en: "Run this, it is not done for you:", sv: "Kör det här, det görs inte åt dig:" })
      else if (steps.length === 0) yield* say({ en: `${what} is not scheduled`, sv: `${swedish} är inte schemalagd` })
      else if (given.dryRun) yield* say({ en: "this would be done:", sv: "det här skulle göras:" })
      else yield* say({ en: `${what} does not run by itself any more`, sv: `${swedish} körs inte längre av sig själv` })
      yield* common.tell({ ...key, dryRun: isTyped || given.dryRun, steps }, given)
    }),
)

export const scheduleRemove = Runnable.make(command, {
  details: ["Takes the timer or the lines of the crontab away that amili-export schedule install has made."],
  examples: [{ command: "amili-export schedule remove", effect: "closed cases are exported by hand again" }],
})
