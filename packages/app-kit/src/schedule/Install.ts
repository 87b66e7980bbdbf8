/** What is to be done so that a schedule is there, exactly once, or is gone: nothing when that is so already. */
import * as Effect from "effect/Effect"
import * as Crontab from "./Crontab.ts"
import * as Scheduler from "./Scheduler.ts"
import * as Programs from "./Programs.ts"
import * as Schedule from "./Schedule.ts"
import { runStep, Step } from "./Steps.ts"
import * as Systemd from "./Systemd.ts"

const systemctl = (...args: ReadonlyArray<string>) => runStep("systemctl", ["--user", ...args])

/** Steps to have it with the one means, and no longer with the other. */
export const install = (schedule: Schedule.Schedule, means: Scheduler.Scheduler) =>
  means === "systemd"
    ? Effect.zipWith(withSystemd(schedule), withoutCron(schedule), (one, other) => [...one, ...other])
    : Effect.zipWith(withCron(schedule), withoutSystemd(schedule), (one, other) => [...one, ...other])

/** Steps to have it no more, whoever starts it. */
export const remove = (key: Scheduler.Key) =>
  Effect.zipWith(withoutSystemd(key), withoutCron(key), (one, other) => [...one, ...other])

const withSystemd = (schedule: Schedule.Schedule) =>
  Effect.gen(function* () {
    const files = yield* Scheduler.unitFiles(schedule)
    const [service, timer] = Systemd.unitsOf(schedule, yield* Schedule.variables())
    const wanted = [
      { file: files.service, text: service.text },
      { file: files.timer, text: timer.text },
    ]
    const writes = yield* Effect.filter(wanted, ({ file, text }) =>
      Effect.map(Scheduler.textOf(file), (there) => there !== text),
    )
    const runs = yield* Effect.forEach(["is-enabled", "is-active"], (question) =>
      Effect.map(Programs.run("systemctl", ["--user", question, timer.name]), ({ code }) => code === 0),
    )
    if (writes.length === 0 && runs.every(Boolean)) return []
    return [
      ...writes.map((write) => Step.Write(write)),
      systemctl("daemon-reload"),
      systemctl("enable", timer.name),
      // Starts it, too, and makes a running one read its new times.
      systemctl("restart", timer.name),
    ]
  })

const withoutSystemd = (key: Scheduler.Key) =>
  Effect.gen(function* () {
    const { service, timer } = yield* Scheduler.unitFiles(key)
    const there = yield* Effect.filter([timer, service], (file) =>
      Effect.map(Scheduler.textOf(file), (text) => text !== undefined),
    )
    if (there.length === 0) return []
    return [
      systemctl("disable", "--now", `${Schedule.nameOf(key)}.timer`),
      ...there.map((file) => Step.Remove({ file })),
      systemctl("daemon-reload"),
    ]
  })

const withCron = (schedule: Schedule.Schedule) =>
  Effect.gen(function* () {
    const name = Schedule.nameOf(schedule)
    const crontab = yield* Programs.crontab
    const lines = Crontab.linesOf(schedule, yield* Schedule.variables(), yield* Scheduler.logOf(schedule))
    if (Crontab.linesIn(crontab, name) === lines) return []
    return [runStep("crontab", ["-"], Crontab.withLines(crontab, name, lines))]
  })

const withoutCron = (key: Scheduler.Key) =>
  Effect.gen(function* () {
    if ((yield* Scheduler.cronLines(key)) === undefined) return []
    return [runStep("crontab", ["-"], Crontab.withoutLines(yield* Programs.crontab, Schedule.nameOf(key)))]
  })
