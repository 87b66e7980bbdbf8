/** `amili-export schedule run`: what a schedule starts. Runs the export, keeps how it ended, and notifies where it failed. */
import process from "node:process"
import * as ExitCode from "@amili-cases/app-kit/process/ExitCode"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Command from "@effect/cli/Command"
import * as Program from "@effect/platform/Command"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as options from "../../setup/options.ts"
import * as common from "./common.ts"

/** The export did not end with 0: this process ends with the same code. */
class ScheduledRunEnded extends Data.TaggedError("ScheduledRunEnded")<{
  readonly message: string
  readonly hint: string
  readonly exitCode: number
}> {}

const command = Command.make("run", { profile: options.profile, dataset: common.dataset }, (given) =>
  Effect.gen(function* () {
    const { name, settings } = yield* ExportSettings.profileOf(given.profile)
    const key = { profile: name, dataset: given.dataset }
    const exitCode = yield* ended(process.execPath, process.argv[1] ?? "", given.dataset, "--profile", name)
    yield* Verdict.write(key, exitCode)
    if (exitCode === ExitCode.codeOf("done")) return
    if (settings?.notify !== undefined && exitCode !== ExitCode.codeOf("interrupted"))
      yield* notify(settings.notify, { ...key, exitCode })
    return yield* new ScheduledRunEnded({
      message: `the scheduled export of ${given.dataset} cases ended with ${exitCode}`,
      hint: "see what it said above, and amili-export help exit-codes",
      exitCode,
    })
  }),
)

/** How the program ended; what it says goes where ours goes. One that a signal has ended counts as interrupted. */
const ended = (program: string, ...args: ReadonlyArray<string>) =>
  Program.make(program, ...args).pipe(
    Program.stdout("inherit"),
    Program.stderr("inherit"),
    Program.exitCode,
    Effect.orElseSucceed(() => ExitCode.codeOf("interrupted")),
    Effect.map(Number),
  )

const notify = (
  text: string,
  { dataset, exitCode, profile }: { readonly dataset: string; readonly exitCode: number; readonly profile: string },
) =>
  Program.make(text).pipe(
    Program.runInShell(true),
    Program.env({ AMILI_EXIT_CODE: String(exitCode), AMILI_DATASET: dataset, AMILI_PROFILE: profile }),
    Program.stdout("inherit"),
    Program.stderr("inherit"),
    Program.exitCode,
    Effect.orElseSucceed(() => 1),
    Effect.flatMap((code) => (code === 0 ? Effect.void : Effect.logWarning(`the notification ended with ${code}`))),
  )

export const scheduleRun = Runnable.make(command, {
  details: [
    "A schedule starts this. It runs the export, keeps how it ended for amili-export doctor, runs the command of amili-export schedule install --notify unless it ended with 0 or was interrupted, and ends with the code of the export.",
  ],
  traced: false,
  examples: [{ command: "amili-export schedule run", effect: "what happens at night, now" }],
})
