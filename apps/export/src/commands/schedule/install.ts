import process from "node:process"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { type Language, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scheduler from "@amili-cases/app-kit/schedule/Scheduler"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import type * as Steps from "@amili-cases/app-kit/schedule/Steps"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as Scheduling from "@amili-cases/operations/schedule/Scheduling"
import * as options from "../../setup/options.ts"
import * as Words from "../../words/schedule.ts"
import * as common from "./common.ts"

const every = Values.choice("every", Schedule.rhythms).pipe(
  Options.withDescription("how often; a week begins on Monday, a month on its first day (default: day)"),
  Options.withDefault("day"),
)
const at = Values.checked("at", "hh:mm", Schedule.timeOf, "a time such as 06:30").pipe(
  Options.withDescription("when, by the clock of this machine (default: 06:30)"),
  Options.withDefault("06:30"),
)
const means = Values.choice("with", ["systemd", "cron"]).pipe(
  Options.withDescription("what starts the runs (default: systemd where this user has one, else cron)"),
  Options.optional,
)

const notify = Options.text("notify").pipe(
  Options.withPseudoName("command"),
  Options.withDescription(
    'command for the shell, run when a scheduled export fails or needs a person: AMILI_EXIT_CODE says how it ended; kept until another is given, "" for none',
  ),
  Options.optional,
)

/** Makes the schedule, or says how, in notes; also what `init` ends with. Returns what it is, and what was or would be done. */
export const install = (
  profile: ExportSettings.Profile,
  wanted: Pick<Schedule.Schedule, "at" | "dataset" | "every">,
  given: { readonly dryRun: boolean; readonly means: Option.Option<Scheduler.Scheduler> },
) =>
  Effect.gen(function* () {
    const { dryRun } = given
    const language = yield* UiLanguage
    const program = process.argv[1] ?? ""
    const { means, notes, schedule, steps } = yield* Scheduling.install(profile, {
      ...wanted,
      program,
      means: Option.getOrUndefined(given.means),
      dryRun,
    })
    if (schedule.command.some((word) => word.includes("_npx"))) yield* Output.note(Words.of(language).throwaway)
    for (const note of notes) yield* Output.note(note[language])
    yield* Output.note(saidOf(schedule, means, steps, dryRun, language))
    const { at, dataset, every } = schedule
    const installed: Installed = { profile: profile.name, dataset, every, at, dryRun, means, steps }
    return installed
  })

const saidOf = (
  schedule: Schedule.Schedule,
  means: Installed["means"],
  steps: ReadonlyArray<Steps.Step>,
  dryRun: boolean,
  language: Language,
): string => {
  const words = Words.of(language)
  if (means === "windows") return words.runOnce
  if (dryRun) return steps.length === 0 ? words.asItIs : words.wouldBeDone
  const when = Schedule.inWords(schedule, language)
  const catchUp = Schedule.endsWithMonth(schedule)
    ? `${words.monthEnd}${means === "systemd" ? ` ${words.systemd}` : ""}`
    : words[means]
  return `${words.runs(schedule.dataset, schedule.profile, when, means, steps.length === 0)}\n${catchUp}`
}

/** The document of `--json`. */
export interface Installed extends Scheduler.Key {
  readonly means: Scheduler.Scheduler | "windows"
  readonly every: Schedule.Rhythm
  readonly at: string
  /** The steps have not been taken. */
  readonly dryRun: boolean
  /** None when it is so already. */
  readonly steps: ReadonlyArray<Steps.Step>
}

const command = Command.make(
  "install",
  {
    profile: options.profile,
    dataset: common.dataset,
    every,
    at,
    means,
    notify,
    dryRun: common.dryRun,
    json: options.json,
  },
  (given) =>
    Effect.gen(function* () {
      const profile = yield* ExportSettings.profileOf(given.profile)
      if (!given.dryRun) yield* keepNotify(profile, given.notify)
      yield* common.tell(yield* install(profile, given, given), given)
    }),
)

/** Kept with the settings, for every scheduled export of the profile; an empty one ends it. */
const keepNotify = ({ name, settings }: ExportSettings.Profile, notify: Option.Option<string>) =>
  Effect.gen(function* () {
    if (Option.isNone(notify) || settings === undefined) return
    const all = yield* ExportSettings.read
    const { notify: _, ...others } = settings
    const changed = notify.value.trim() === "" ? others : { ...others, notify: notify.value }
    yield* ExportSettings.write({ ...all, profiles: { ...all.profiles, [name]: changed } })
  })

export const scheduleInstall = Runnable.make(command, {
  details: [
    "Starts the export automatically, with the settings of amili-export init: a timer of your own systemd, which catches up after days when the machine was off, or a crontab line. On Windows a file for the Task Scheduler is written, and the command that reads it is printed.",
    "Every scheduled export keeps how it ended: amili-export doctor shows the last one. With --notify a command of yours is run as well, when it has failed (1, 2, 4, 5) or was kept from running (6, 7), or when something needs a person (3).",
    "With --every month the export of closed cases ends with the month before (amili-export closed --month), also when it starts later than the first, and months that were missed come first. A monthly schedule of an earlier version goes on taking everything until now: install it again.",
    "Run it again to change the time; nothing is ever there twice. Other lines of the crontab are not touched.",
  ],
  examples: [
    { command: "amili-export schedule install --dry-run", effect: "what would be written and run" },
    { command: "amili-export schedule install --every week --at 07:00", effect: "closed cases, every Monday" },
    {
      command: `amili-export schedule install --notify 'echo "the export ended with $AMILI_EXIT_CODE" | mail -s amili-export me'`,
      effect: "and word of every one that fails",
    },
    { command: "amili-export schedule install --every month", effect: "the month-end, on the first of each month" },
    { command: "amili-export schedule install --dataset open --every month", effect: "the open ones, every month" },
  ],
})
