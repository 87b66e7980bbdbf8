/** The commands of `amili-export`: names and sentences here, everything else loaded when a command is chosen. */
import * as HelpTopics from "@amili-cases/app-kit/command/HelpTopics"
import * as UiLanguageOption from "@amili-cases/app-kit/command/UiLanguageOption"
import type * as Main from "@amili-cases/app-kit/process/Main"
import * as Tree from "@amili-cases/app-kit/command/Tree"
import type { Platform } from "./Layers.ts"
import { version } from "./Version.ts"

const group = Tree.group<Platform>
const leaf: typeof Tree.leaf<Platform> = (name, summary, load) =>
  Tree.leaf(name, summary, () => load().then(UiLanguageOption.add))

const root: Tree.Group<Platform> = group(
  "amili-export",
  "Export open and closed cases to files that accounting can rely on.",
  [
    leaf("init", "Set up the folder, the files and the schedule, a question at a time.", () =>
      import("./commands/init.ts").then((module) => module.init),
    ),
    leaf("closed", "Export the cases closed since the last time, each exactly once.", () =>
      import("./commands/closed.ts").then((module) => module.closed),
    ),
    leaf("payouts", "Export what has become of payouts and their lines, each event once.", () =>
      import("./commands/payouts.ts").then((module) => module.payouts),
    ),
    group("bank", "Confirm from which bank accounts Amili pays.", [
      leaf("confirm", "Confirm that an account is Amili's.", () =>
        import("./commands/bank/confirm.ts").then((module) => module.bankConfirm),
      ),
      leaf("list", "List the accounts that were confirmed.", () =>
        import("./commands/bank/list.ts").then((module) => module.bankList),
      ),
    ]),
    leaf("reconcile", "Match every paid case of a month to its payout lines, payouts and bank entries.", () =>
      import("./commands/reconcile.ts").then((module) => module.reconcile),
    ),
    group("vouchers", "Draft, approve and emit vouchers that accounting imports.", [
      leaf("init", "Write the account map that vouchers are made by.", () =>
        import("./commands/vouchers/init.ts").then((module) => module.vouchersInit),
      ),
      leaf("draft", "Draft what is to be booked, for a person to approve.", () =>
        import("./commands/vouchers/draft.ts").then((module) => module.vouchersDraft),
      ),
      leaf("decide", "Decide what only a person can.", () =>
        import("./commands/vouchers/decide.ts").then((module) => module.vouchersDecide),
      ),
      leaf("approve", "Approve drafts.", () =>
        import("./commands/vouchers/approve.ts").then((module) => module.vouchersApprove),
      ),
      leaf("emit", "Write approved vouchers to SIE files, each once.", () =>
        import("./commands/vouchers/emit.ts").then((module) => module.vouchersEmit),
      ),
      leaf("reverse", "Take a voucher back.", () =>
        import("./commands/vouchers/reverse.ts").then((module) => module.vouchersReverse),
      ),
      leaf("list", "List vouchers and what waits for a decision.", () =>
        import("./commands/vouchers/list.ts").then((module) => module.vouchersList),
      ),
      leaf("explain", "Show what a voucher books, down to the raw documents.", () =>
        import("./commands/vouchers/explain.ts").then((module) => module.vouchersExplain),
      ),
    ]),
    leaf("open", "Export all open cases as they are now.", () =>
      import("./commands/open.ts").then((module) => module.open),
    ),
    leaf("backfill", "Export the closed cases or payouts of a period, outside the journal.", () =>
      import("./commands/backfill.ts").then((module) => module.backfill),
    ),
    leaf("history", "List the runs.", () => import("./commands/history.ts").then((module) => module.history)),
    leaf("show", "Show one run and the state of its files.", () =>
      import("./commands/show.ts").then((module) => module.show),
    ),
    leaf("verify", "Check the journal, the files and the API against each other.", () =>
      import("./commands/verify.ts").then((module) => module.verify),
    ),
    leaf("explain", "Show everything that was exported about a case or a payout.", () =>
      import("./commands/explain.ts").then((module) => module.explain),
    ),
    group("docs", "Write the documents that bookkeeping law asks for.", [
      leaf("systemdokumentation", "Describe the system, its rules and settings, in Swedish.", () =>
        import("./commands/docs/systemdokumentation.ts").then((module) => module.systemdokumentation),
      ),
      leaf("behandlingshistorik", "List what was processed and decided, when and by whom, in Swedish.", () =>
        import("./commands/docs/behandlingshistorik.ts").then((module) => module.behandlingshistorik),
      ),
    ]),
    leaf("replay", "Make the files of a run again, elsewhere, with the same bytes.", () =>
      import("./commands/replay.ts").then((module) => module.replay),
    ),
    leaf("purge", "Remove debtor data of old runs.", () =>
      import("./commands/purge.ts").then((module) => module.purge),
    ),
    group("journal", "Move the journal to another API address, or abandon a lost run.", [
      leaf("move-api", "Continue with the same API at another address.", () =>
        import("./commands/journal/move-api.ts").then((module) => module.moveApi),
      ),
      leaf("abandon", "Abandon a run whose files are lost.", () =>
        import("./commands/journal/abandon.ts").then((module) => module.abandon),
      ),
      leaf("backup", "Copy the journal to a new file, also while an export is running.", () =>
        import("./commands/journal/backup.ts").then((module) => module.backup),
      ),
      leaf("rebuild", "Make the journal again from the files of its runs.", () =>
        import("./commands/journal/rebuild.ts").then((module) => module.rebuild),
      ),
    ]),
    leaf("doctor", "Check everything that an export needs, and say what to do.", () =>
      import("./commands/doctor.ts").then((module) => module.doctor),
    ),
    group("schedule", "Schedule exports.", [
      leaf("install", "Install a schedule for an export.", () =>
        import("./commands/schedule/install.ts").then((module) => module.scheduleInstall),
      ),
      leaf("run", "Run an export as its schedule does, and notify when it fails.", () =>
        import("./commands/schedule/run.ts").then((module) => module.scheduleRun),
      ),
      leaf("remove", "Remove an installed schedule.", () =>
        import("./commands/schedule/remove.ts").then((module) => module.scheduleRemove),
      ),
      leaf("status", "Show installed schedules and how their last runs ended.", () =>
        import("./commands/schedule/status.ts").then((module) => module.scheduleStatus),
      ),
    ]),
    Tree.leaf("completion", "Print a script that completes commands in your shell.", () =>
      import("./commands/completion.ts").then((module) => module.completion),
    ),
    group("help", "Show help that belongs to no command.", [HelpTopics.exitCodes("amili-export")]),
  ],
)

/** What the shell's completion asks; nobody types it. */
const complete = Tree.leaf<Platform>("__complete", "Complete a command line.", () =>
  import("./commands/completion.ts").then((module) => module.complete(root)),
)

export const app: Main.App<Platform, never> = {
  version,
  layer: () => import("./Layers.ts").then((layers) => layers.platform),
  start: [
    ["amili-export init", "once: whose cases, which folder, what kinds of files"],
    ["amili-export closed", "what has been closed since the last time"],
    ["amili-export payouts", "what has been paid out since the last time"],
    ["amili-export reconcile", "the last month: paid cases against payouts and bank"],
    ["amili-export open", "everything that is open now"],
  ],
  root,
  hidden: [complete],
  speaksSwedish: true,
}
