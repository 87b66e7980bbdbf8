/** A schedule as a systemd timer of the user: `Persistent` starts it once as soon as the machine is on again after a miss. */
import * as Schedule from "./Schedule.ts"

export interface Unit {
  readonly name: string
  readonly text: string
}

/** The service and its timer. */
export const unitsOf = (
  schedule: Schedule.Schedule,
  variables: ReadonlyArray<readonly [string, string]>,
): readonly [service: Unit, timer: Unit] => {
  const name = Schedule.nameOf(schedule)
  const mark = "# Written by amili-export schedule install; amili-export schedule remove takes it away."
  const what = `amili-export ${schedule.dataset}, profile ${schedule.profile}`
  return [
    {
      name: `${name}.service`,
      text: `${mark}
[Unit]
Description=${what}

[Service]
Type=oneshot
${variables.map(([name, value]) => `Environment=${quote(`${name}=${value}`)}\n`).join("")}ExecStart=${schedule.command.map(quote).join(" ")}
`,
    },
    {
      name: `${name}.timer`,
      text: `${mark}
[Unit]
Description=${what}, ${Schedule.inWords(schedule)}

[Timer]
OnCalendar=${calendarOf(schedule)}
Persistent=true

[Install]
WantedBy=timers.target
`,
    },
  ]
}

/** As `systemd-analyze calendar` reads it. */
export const calendarOf = ({ at, every }: Pick<Schedule.Schedule, "at" | "every">): string =>
  ({ day: `*-*-* ${at}:00`, week: `Mon *-*-* ${at}:00`, month: `*-*-01 ${at}:00` })[every]

/** Systemd expands % and $ within quotes too. */
const quote = (text: string) =>
  `"${text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', String.raw`\"`)
    .replaceAll("%", "%%")
    .replaceAll("$", () => "$$")}"`
