/** A schedule as a task of the Windows Task Scheduler. The file is written, and the command that reads it is for the person. */
import * as Schedule from "./Schedule.ts"

/** The definition of the task; `schtasks` reads it in UTF-16. It catches up after days when the machine was off. */
export const taskOf = (schedule: Schedule.Schedule): string => {
  const [program = "", ...args] = schedule.command
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${escaped(`amili-export ${schedule.dataset}, profile ${schedule.profile}, ${Schedule.inWords(schedule)}`)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T${schedule.at}:00</StartBoundary>
      ${rhythms[schedule.every]}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(program)}</Command>
      <Arguments>${escaped(args.map(quoted).join(" "))}</Arguments>
    </Exec>
  </Actions>
</Task>
`
}

const months = "January February March April May June July August September October November December".split(" ")

const rhythms = {
  day: "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>",
  week: "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek>",
  month: `<ScheduleByMonth><DaysOfMonth><Day>1</Day></DaysOfMonth><Months>${months.map((month) => `<${month} />`).join("")}</Months></ScheduleByMonth>`,
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

/** No path of Windows has a quotation mark in it. */
const quoted = (word: string) => (/^[\w.-]+$/.test(word) ? word : `"${word}"`)

export const installCommand = (schedule: Pick<Schedule.Schedule, "dataset" | "profile">, file: string): string =>
  `schtasks /Create /TN "${Schedule.nameOf(schedule)}" /XML "${file}" /F`

export const removeCommand = (schedule: Pick<Schedule.Schedule, "dataset" | "profile">): string =>
  `schtasks /Delete /TN "${Schedule.nameOf(schedule)}"`

export const statusCommand = (schedule: Pick<Schedule.Schedule, "dataset" | "profile">): string =>
  `schtasks /Query /TN "${Schedule.nameOf(schedule)}" /V /FO LIST`
