/** Exports that run by themselves: making and removing their schedule on this machine. */
import process from "node:process"
import * as Install from "@amili-cases/app-kit/schedule/Install"
import * as Preconditions from "@amili-cases/app-kit/schedule/Preconditions"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Scheduler from "@amili-cases/app-kit/schedule/Scheduler"
import * as Steps from "@amili-cases/app-kit/schedule/Steps"
import * as Windows from "@amili-cases/app-kit/schedule/Windows"
import type { Profile } from "@amili-cases/app-kit/settings/ExportSettings"
import * as Folders from "@amili-cases/app-kit/settings/Folders"
import type { Bilingual } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"

export interface Wanted extends Pick<Schedule.Schedule, "at" | "dataset" | "every"> {
  /** Path of `amili-export`, which the schedule starts. */
  readonly program: string
  /** What starts the runs: systemd where this user has one, else cron; a file for the Task Scheduler on Windows. */
  readonly means?: Scheduler.Scheduler | undefined
  /** Only says what would be done. */
  readonly dryRun?: boolean
}

/** What the schedule is, and what was or would be done. */
export interface Installed {
  readonly schedule: Schedule.Schedule
  readonly means: Scheduler.Scheduler | "windows"
  /** None when it is so already. */
  readonly steps: ReadonlyArray<Steps.Step>
  /** What the person should know about runs that nobody watches. */
  readonly notes: ReadonlyArray<Bilingual>
}

/** Makes the schedule, exactly once; refused where a run would not find what it needs. */
export const install = (profile: Profile, { dryRun = false, program, ...wanted }: Wanted) =>
  Effect.gen(function* () {
    const key = { profile: profile.name, dataset: wanted.dataset }
    const command = Schedule.commandOf({ ...key, every: wanted.every }, program)
    const schedule: Schedule.Schedule = { ...key, at: wanted.at, every: wanted.every, command }
    const means = process.platform === "win32" ? "windows" : (wanted.means ?? (yield* Scheduler.preferred))
    const notes = yield* Preconditions.check(profile, means)
    const steps = means === "windows" ? yield* forWindows(schedule) : yield* Install.install(schedule, means)
    if (!dryRun) yield* Steps.perform(steps)
    const installed: Installed = { schedule, means, steps, notes }
    return installed
  })

/** The Task Scheduler takes a task from a person alone. */
const forWindows = (schedule: Schedule.Schedule) =>
  Effect.gen(function* () {
    const file = (yield* Path.Path).join(yield* Folders.config(), `${Schedule.nameOf(schedule)}.xml`)
    return [
      Steps.Step.Write({ file, text: Windows.taskOf(schedule), encoding: "utf16le" }),
      Steps.Step.Type({ command: Windows.installCommand(schedule, file) }),
    ]
  })

/** Takes the schedule away; the steps are none where there was none. */
export const remove = (key: Scheduler.Key, { dryRun = false }: Pick<Wanted, "dryRun"> = {}) =>
  Effect.gen(function* () {
    if (process.platform === "win32") return [Steps.Step.Type({ command: Windows.removeCommand(key) })]
    const steps = yield* Install.remove(key)
    if (!dryRun) yield* Steps.perform(steps)
    return steps
  })
