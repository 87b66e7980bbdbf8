/** A schedule as a command for the Windows Task Scheduler. It is printed and not run: none of this was tried on Windows. */
import * as Schedule from "./Schedule.ts"

export const installCommand = (schedule: Schedule.Schedule): string => {
  const when = {
    day: "/SC DAILY",
    week: "/SC WEEKLY /D MON",
    month: "/SC MONTHLY /D 1",
  }[schedule.every]
  const run = schedule.command.map((word) => (/^[\w.-]+$/.test(word) ? word : String.raw`\"${word}\"`)).join(" ")
  return `schtasks /Create /TN "${Schedule.nameOf(schedule)}" ${when} /ST ${schedule.at} /TR "${run}"`
}

export const removeCommand = (schedule: Pick<Schedule.Schedule, "dataset" | "profile">): string =>
  `schtasks /Delete /TN "${Schedule.nameOf(schedule)}"`

export const statusCommand = (schedule: Pick<Schedule.Schedule, "dataset" | "profile">): string =>
  `schtasks /Query /TN "${Schedule.nameOf(schedule)}" /V /FO LIST`

/** What the task scheduler does not do by itself. */
export const catchUp =
  'In the Task Scheduler, tick "Run task as soon as possible after a scheduled start is missed"; without it the next run exports what a missed one would have.'
