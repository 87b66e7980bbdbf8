/** The commands of `amili-fleet`: names and sentences here, everything else loaded when a command is chosen. */
import * as HelpTopics from "@amili-cases/app-kit/command/HelpTopics"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import type * as Main from "@amili-cases/app-kit/process/Main"
import type { Platform } from "./Layers.ts"
import { version } from "./Version.ts"

const group = Tree.group<Platform>
const leaf = Tree.leaf<Platform>

export const app: Main.App<Platform, never> = {
  version,
  layer: () => import("./Layers.ts").then((layers) => layers.platform),
  start: [
    ["amili-fleet init --profiles profiles.csv", "once, and whenever a profile is added or the program is upgraded"],
    ["amili-fleet worker", "on each machine, as many as wanted"],
    ["amili-fleet status", "what is due, running, done, and what needs a person"],
  ],
  root: group("amili-fleet", "Export the cases of thousands of creditors, spread over several machines.", [
    leaf("init", "Make or upgrade the tables of the database, and read the profiles.", () =>
      import("./commands/init.ts").then((module) => module.init),
    ),
    leaf("worker", "Run what is due, until it is stopped or drained.", () =>
      import("./commands/worker.ts").then((module) => module.worker),
    ),
    leaf("submit", "Make exports due now, whatever the schedule says.", () =>
      import("./commands/submit.ts").then((module) => module.submit),
    ),
    leaf("status", "Show what is due, running, done, and what needs a person.", () =>
      import("./commands/status.ts").then((module) => module.status),
    ),
    leaf("retry", "Try again what needs a person.", () => import("./commands/retry.ts").then((module) => module.retry)),
    leaf("pause", "Begin no more exports, of all profiles or of some.", () =>
      import("./commands/pause.ts").then((module) => module.pause),
    ),
    leaf("resume", "Begin exports again that were paused.", () =>
      import("./commands/pause.ts").then((module) => module.resume),
    ),
    leaf("drain", "Let a worker finish what it has, and end.", () =>
      import("./commands/drain.ts").then((module) => module.drain),
    ),
    leaf("doctor", "Check the database, the clocks, the workers and the folders.", () =>
      import("./commands/doctor.ts").then((module) => module.doctor),
    ),
    group("help", "Show help that belongs to no command.", [HelpTopics.exitCodes("amili-fleet")]),
  ]),
}
