/** What is known of a schedule: who starts it, when next, and how the last run ended. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Scheduler from "./Scheduler.ts"
import * as Programs from "./Programs.ts"
import * as Verdict from "./Verdict.ts"
import * as Schedule from "./Schedule.ts"

export interface Status extends Scheduler.Key {
  readonly means: Scheduler.Scheduler
  /** As its means writes it: `*-*-* 06:30:00` or `30 6 * * *`. */
  readonly when: string
  /** Whether each run ends with the month before it. */
  readonly monthEnd: boolean
  /** As systemd reports it; cron does not. */
  readonly next: string | undefined
  /** As systemd reports it, else in ISO 8601. */
  readonly last: string | undefined
  /** Exit code of the last run. */
  readonly exitCode: number | undefined
  /** Where to read what the last run said. */
  readonly log: string
}

/** Undefined where there is no such schedule. */
export const of = Effect.fn("Status.of")(function* (key: Scheduler.Key) {
  const { service, timer } = yield* Scheduler.unitFiles(key)
  const text = yield* Scheduler.textOf(timer)
  if (text !== undefined) return yield* ofTimer(key, text, (yield* Scheduler.textOf(service)) ?? "")
  const lines = yield* Scheduler.cronLines(key)
  if (lines === undefined) return undefined
  const verdict = Option.getOrUndefined(yield* Verdict.read(key))
  const status: Status = {
    ...key,
    means: "cron",
    when: lines.split(" ").slice(0, 5).join(" "),
    monthEnd: Schedule.isMonthEnd(lines),
    next: undefined,
    last: verdict?.endedAt,
    exitCode: verdict?.exitCode,
    log: yield* Scheduler.logOf(key),
  }
  return status
})

const ofTimer = ({ dataset, profile }: Scheduler.Key, text: string, started: string) =>
  Effect.gen(function* () {
    const name = Schedule.nameOf({ dataset, profile })
    const timer = yield* properties(`${name}.timer`, ["NextElapseUSecRealtime", "LastTriggerUSec"])
    const service = yield* properties(`${name}.service`, ["ExecMainStatus"])
    const last = timer.get("LastTriggerUSec")
    const status: Status = {
      dataset,
      profile,
      means: "systemd",
      when: /^OnCalendar=(.*)$/m.exec(text)?.[1] ?? "",
      monthEnd: Schedule.isMonthEnd(started),
      next: timer.get("NextElapseUSecRealtime"),
      last,
      exitCode: last === undefined ? undefined : Number(service.get("ExecMainStatus") ?? Number.NaN),
      log: `journalctl --user -u ${name}`,
    }
    return status
  })

const properties = (unit: string, names: ReadonlyArray<string>) =>
  Programs.run("systemctl", ["--user", "show", unit, ...names.map((name) => `--property=${name}`)]).pipe(
    Effect.map(({ stdout }) => stdout.split("\n")),
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
    Effect.map(
      (lines) =>
        new Map(
          lines.flatMap((line) => {
            const value = line.slice(line.indexOf("=") + 1)
            return line.includes("=") && value !== "" && value !== "n/a"
              ? [[line.slice(0, line.indexOf("=")), value] as const]
              : []
          }),
        ),
    ),
  )
