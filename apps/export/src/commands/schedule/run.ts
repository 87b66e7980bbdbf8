/** `amili-export schedule run`: what a schedule starts. Runs the export, keeps how it ended, and notifies where it failed. */
import process from "node:process"
import * as ExitCode from "@amili-cases/app-kit/process/ExitCode"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as UiLanguage from "@amili-cases/app-kit/settings/UiLanguage"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Program from "@effect/platform/Command"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { say } from "../../output/say.ts"
import * as options from "../../setup/options.ts"
import { datasetIn } from "../../words/common.ts"
import * as common from "./common.ts"
import { monthsDue } from "@amili-cases/operations/runs/monthsDue"

/** The export did not end with 0: this process ends with the same code. */
class ScheduledRunEnded extends Data.TaggedError("ScheduledRunEnded")<{
  readonly message: string
  readonly hint: string
  readonly swedish: { readonly message: string; readonly hint: string }
  readonly exitCode: number
}> {}

const monthEnd = Options.boolean("month-end").pipe(
  Options.withDescription(
    "closed cases of the month before this one, each month that was missed before it in a run of its own; otherwise everything until now",
  ),
)

const command = Command.make("run", { profile: options.profile, dataset: common.dataset, monthEnd }, (given) =>
  Effect.gen(function* () {
    if (given.monthEnd && given.dataset !== "closed")
      return yield* inBoth(
        {
          message: `--month-end is for closed cases, not for ${given.dataset}`,
          hint: "leave one of --month-end and --dataset out",
        },
        {
          message: `--month-end gäller avslutade ärenden, inte ${given.dataset}`,
          hint: "utelämna en av --month-end och --dataset",
        },
      )
    const profile = yield* ExportSettings.profileOf(given.profile)
    const { name, settings } = profile
    const key = { profile: name, dataset: given.dataset }
    const exitCode = yield* given.monthEnd ? monthly(profile) : exported(given.dataset, "--profile", name)
    yield* Verdict.write(key, exitCode)
    if (exitCode === ExitCode.codeOf("done")) return
    if (settings?.notify !== undefined && exitCode !== ExitCode.codeOf("interrupted"))
      yield* notify(settings.notify, { ...key, exitCode })
    return yield* new ScheduledRunEnded({
      message: `the scheduled export of ${given.dataset} cases ended with ${exitCode}`,
      hint: "see what it said above, and amili-export help exit-codes",
      swedish: {
        message: `den schemalagda exporten (${datasetIn(given.dataset, "sv")}) slutade med ${exitCode}`,
        hint: "se vad den sade ovan, och amili-export help exit-codes",
      },
      exitCode,
    })
  }),
)

const exported = (...args: ReadonlyArray<string>) =>
  Effect.flatMap(UiLanguage.UiLanguage, (language) =>
    ended(process.execPath, process.argv[1] ?? "", ...args, UiLanguage.option, language),
  )

/** Up to the first month that fails; files that need a person are complete, and hold no later month up. */
const monthly = (profile: ExportSettings.Profile) =>
  Effect.gen(function* () {
    const [done, needsPerson] = [ExitCode.codeOf("done"), ExitCode.codeOf("attention")]
    const months = yield* monthsDue({ profile })
    if (months.length === 0)
      yield* say({
        en: "the closed cases of the month before have been exported already",
        sv: "förra månadens avslutade ärenden har redan exporterats",
      })
    let worst = done
    for (const month of months) {
      yield* say({ en: `month-end of ${month}`, sv: `månadsslut ${month}` })
      const exitCode = yield* exported("closed", "--month", month, "--profile", profile.name)
      if (exitCode !== done && exitCode !== needsPerson) return exitCode
      if (exitCode === needsPerson) worst = needsPerson
    }
    return worst
  })

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
  examples: [
    { command: "amili-export schedule run", effect: "what happens at night, now" },
    { command: "amili-export schedule run --month-end", effect: "what happens on the first of a month, now" },
  ],
})
