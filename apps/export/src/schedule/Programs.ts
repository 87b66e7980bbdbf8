/** Programs of the system that a schedule is made with. */
import { spawn } from "node:child_process"
import { Data, Effect } from "effect"

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
export const run = (program: string, args: ReadonlyArray<string>, input = ""): Effect.Effect<Ended, ProgramFailed> =>
  Effect.async<Ended, ProgramFailed>((resume) => {
    const child = spawn(program, [...args], { env: { ...process.env, LC_ALL: "C" }, stdio: "pipe" })
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (data) => (stdout += String(data)))
    child.stderr.on("data", (data) => (stderr += String(data)))
    child.on("error", () =>
      resume(
        new ProgramFailed({
          message: `there is no program ${program} here`,
          hint: "install it, or use the other of --with systemd and --with cron",
        }),
      ),
    )
    child.on("close", (code) => resume(Effect.succeed({ code: code ?? 1, stdout, stderr })))
    child.stdin.on("error", () => {})
    child.stdin.end(input)
  })

/** Runs it and fails when it does. */
export const must = (
  program: string,
  args: ReadonlyArray<string>,
  input?: string,
): Effect.Effect<string, ProgramFailed> =>
  Effect.flatMap(run(program, args, input), ({ code, stderr, stdout }) =>
    code === 0
      ? Effect.succeed(stdout)
      : new ProgramFailed({
          message: `${[program, ...args].join(" ")} ended with ${code}: ${stderr.trim() || stdout.trim()}`,
          hint: "see amili-export schedule install --dry-run for what is to be done, and do it by hand",
        }),
  )

/** The user's crontab. One that cannot be read is not one that is empty: it would be overwritten. */
export const crontab: Effect.Effect<string, ProgramFailed> = Effect.flatMap(run("crontab", ["-l"]), (ended) =>
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
export const hasSystemd: Effect.Effect<boolean> =
  process.platform === "linux"
    ? run("systemctl", ["--user", "show", "--property=Version"]).pipe(
        Effect.map(({ code }) => code === 0),
        Effect.orElseSucceed(() => false),
      )
    : Effect.succeed(false)
