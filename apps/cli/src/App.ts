/** The commands of `amili`: names and sentences here, everything else loaded when a command is chosen. */
import * as HelpTopics from "@amili-cases/app-kit/command/HelpTopics"
import type * as Main from "@amili-cases/app-kit/process/Main"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import type { Platform } from "./Layers.ts"
import { version } from "./Version.ts"

/** Options that may stand before the command's name too, with the name of their value. */
const globals = [
  ["--profile", "name"],
  ["--timeout", "seconds"],
  ["--retries", "number"],
  ["--concurrency", "number"],
  ["--trace-file", "path"],
  ["--verbose", undefined],
].map(([name = "", value]) => ({ names: [name], value }))

const group = Tree.group<Platform>
const leaf = Tree.leaf<Platform>

const root: Tree.Group<Platform> = group("amili", "Look up how cases stand at Amili.", [
  group("auth", "Manage keys, credentials and profiles.", [
    leaf("keygen", "Make a key pair for the API.", () =>
      import("./commands/auth/keygen.ts").then((module) => module.keygen),
    ),
    leaf("login", "Try credentials and save them as a profile.", () =>
      import("./commands/auth/login.ts").then((module) => module.login),
    ),
    leaf("status", "Show who you are to the API, and where the secrets are kept.", () =>
      import("./commands/auth/status.ts").then((module) => module.status),
    ),
    leaf("logout", "Remove a profile.", () => import("./commands/auth/logout.ts").then((module) => module.logout)),
    leaf("token", "Print an access token for another program.", () =>
      import("./commands/auth/token.ts").then((module) => module.token),
    ),
  ]),
  group("case", "Look up cases.", [
    leaf("show", "Show how cases stand, by id, invoice number or reference.", () =>
      import("./commands/case/show.ts").then((module) => module.show),
    ),
    leaf("open", "List open cases.", () => import("./commands/case/open.ts").then((module) => module.open)),
    leaf("closed", "List cases closed in a period.", () =>
      import("./commands/case/closed.ts").then((module) => module.closed),
    ),
    leaf("browse", "Browse cases in a table on the terminal.", () =>
      import("./commands/case/browse.ts").then((module) => module.browse),
    ),
    leaf("summary", "Count and sum open cases by state and age.", () =>
      import("./commands/case/summary.ts").then((module) => module.summary),
    ),
  ]),
  group("payout", "Look up payouts.", [
    leaf("list", "List payouts.", () => import("./commands/payout/list.ts").then((module) => module.list)),
    leaf("show", "Show a payout and its lines.", () =>
      import("./commands/payout/show.ts").then((module) => module.show),
    ),
  ]),
  leaf("api", "Read anything else from the API.", () => import("./commands/api.ts").then((module) => module.api)),
  leaf("mcp", "Serve cases and payouts to a language model, read only.", () =>
    import("./commands/mcp.ts").then((module) => module.mcp),
  ),
  leaf("doctor", "Check everything that has to be right, and say what to do.", () =>
    import("./commands/doctor.ts").then((module) => module.doctor),
  ),
  group("sandbox", "Try everything on a server with made-up cases.", [
    leaf("start", "Start a server that behaves like the Amili API, on this machine only.", () =>
      import("./commands/sandbox/start.ts").then((module) => module.start),
    ),
    leaf("next-month", "Let the sandbox go on to the first day of the next month.", () =>
      import("./commands/sandbox/nextMonth.ts").then((module) => module.nextMonth),
    ),
    leaf("bank", "Write what the bank of the sandbox says of a month.", () =>
      import("./commands/sandbox/bank.ts").then((module) => module.bank),
    ),
  ]),
  leaf("completion", "Print a script that completes commands in your shell.", () =>
    import("./commands/completion.ts").then((module) => module.completion),
  ),
  group("help", "Show help that belongs to no command.", [HelpTopics.exitCodes("amili")]),
])

/** What the shell's completion asks; nobody types it. */
const complete = leaf("__complete", "Complete a command line.", () =>
  import("./commands/completion.ts").then((module) => module.complete(root)),
)

export const app: Main.App<Platform, never> = {
  version,
  layer: () => import("./Layers.ts").then((layers) => layers.platform),
  globals,
  start: [
    ["amili sandbox start", "a server with made-up cases, to try everything on"],
    ["amili auth login", "connect to your own cases; amili auth keygen comes before it"],
    ["amili case open", "the newest open cases"],
    ["amili case show <id>", "one case: where it stands, what that means, how it came there"],
  ],
  root,
  hidden: [complete],
}
