/** What starts the runs on this machine, and what it knows of a schedule already. */
import * as Environment from "../settings/Environment.ts"
import * as Folders from "../settings/Folders.ts"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Crontab from "./Crontab.ts"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import * as Programs from "./Programs.ts"
import * as Schedule from "./Schedule.ts"

export type Scheduler = "systemd" | "cron"
export type Key = Pick<Schedule.Schedule, "dataset" | "profile">

/** systemd where the user has one, cron elsewhere. */
export const preferred: Effect.Effect<Scheduler, never, CommandExecutor.CommandExecutor> = Effect.map(
  Programs.hasSystemd,
  (has) => (has ? "systemd" : "cron"),
)

/** The files of the units, which need not be there. */
export const unitFiles = (
  key: Key,
): Effect.Effect<{ readonly service: string; readonly timer: string }, Folders.NoHome, Path.Path> =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const config = Option.filter(yield* Environment.variable("XDG_CONFIG_HOME"), path.isAbsolute)
    const base = Option.isSome(config) ? config.value : path.join(yield* Folders.home(), ".config")
    const unit = path.join(base, "systemd", "user", Schedule.nameOf(key))
    return { service: `${unit}.service`, timer: `${unit}.timer` }
  })

/** Where cron puts what a run says. */
export const logOf = (key: Key): Effect.Effect<string, Folders.NoHome, Path.Path> =>
  Effect.zipWith(Path.Path, Folders.config(), (path, folder) => path.join(folder, `${Schedule.nameOf(key)}.log`))

/** The text of a file, undefined when there is none. */
export const textOf = (file: string): Effect.Effect<string | undefined, never, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) => Effect.orElseSucceed(files.readFileString(file), () => undefined))

/** Our lines in the crontab; a machine without cron has none. */
export const cronLines = (key: Key): Effect.Effect<string | undefined, never, CommandExecutor.CommandExecutor> =>
  Programs.crontab.pipe(
    Effect.map((crontab) => Crontab.linesIn(crontab, Schedule.nameOf(key))),
    Effect.orElseSucceed(() => undefined),
  )
