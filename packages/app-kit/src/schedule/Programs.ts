/** Programs of the system that a schedule is made with. */
import process from "node:process"
import * as Command from "@effect/platform/Command"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A program of the system is not there, or says no. */
export class ProgramFailed extends Data.TaggedError("ProgramFailed")<{
  readonly message: string
  readonly hint: string
}> {}

/** Runs it to its end, whatever that is; fails only when it is not there. English, since what it says is read. */
export const run = (
  program: string,
  args: ReadonlyArray<string>,
  input = "",
): Effect.Effect<Ended, ProgramFailed, CommandExecutor.CommandExecutor> =>
  Command.make(program, ...args).pipe(
    Command.env({ LC_ALL: "C" }),
    Command.feed(input),
    Command.start,
    Effect.flatMap(({ exitCode, stderr, stdout }) =>
      Effect.all({ code: exitCode, stdout: textOf(stdout), stderr: textOf(stderr) }, { concurrency: "unbounded" }),
    ),
    Effect.scoped,
    Effect.mapError(
      () =>
        new ProgramFailed({
          message: `there is no program ${program} here`,
          hint: "install it, or use the other of --with systemd and --with cron",
        }),
    ),
  )

const textOf = <E>(output: Stream.Stream<Uint8Array, E>) => Stream.mkString(Stream.decodeText(output))

/** Runs it and fails when it does. */
export const must = (
  program: string,
  args: ReadonlyArray<string>,
  input?: string,
): Effect.Effect<string, ProgramFailed, CommandExecutor.CommandExecutor> =>
  Effect.flatMap(run(program, args, input), ({ code, stderr, stdout }) =>
    code === 0
      ? Effect.succeed(stdout)
      : new ProgramFailed({
          message: `${[program, ...args].join(" ")} ended with ${code}: ${stderr.trim() || stdout.trim()}`,
          hint: "see amili-export schedule install --dry-run for what is to be done, and do it by hand",
        }),
  )

/** The user's crontab. One that cannot be read is not one that is empty: it would be overwritten. */
export const crontab: Effect.Effect<string, ProgramFailed, CommandExecutor.CommandExecutor> = Effect.flatMap(
  run("crontab", ["-l"]),
  (ended) =>
    ended.code === 0
      ? Effect.succeed(ended.stdout)
      : /^no crontab for /m.test(ended.stderr)
        ? Effect.succeed("")
        : new ProgramFailed({
            message: `crontab -l ended with ${ended.code}: ${ended.stderr.trim()}`,
            hint: "see whether this user may use cron",
          }),
)

/** Whether a systemd of this user answers. */
export const hasSystemd: Effect.Effect<boolean, never, CommandExecutor.CommandExecutor> =
  process.platform === "linux"
    ? run("systemctl", ["--user", "show", "--property=Version"]).pipe(
        Effect.map(({ code }) => code === 0),
        Effect.orElseSucceed(() => false),
      )
    : Effect.succeed(false)
