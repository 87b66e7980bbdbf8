import { describe, expect, it } from "@effect/vitest"
import * as Windows from "../../src/schedule/Windows.ts"

const command = [
  String.raw`C:\Program Files\nodejs\node.exe`,
  String.raw`C:\Åsa & Co\bin.cjs`,
  "schedule",
  "run",
  "--profile",
  "default",
]
const key = { profile: "default", dataset: "closed" }

describe("the task of the Windows Task Scheduler", () => {
  it.each([
    ["day", "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"],
    ["week", "<DaysOfWeek><Monday /></DaysOfWeek>"],
    ["month", "<DaysOfMonth><Day>1</Day></DaysOfMonth><Months><January />"],
  ] as const)("says when and what, quoted, and catches up: every %s", (every, when) => {
    const task = Windows.taskOf({ ...key, every, at: "06:30", command })
    expect(task).toContain("T06:30:00</StartBoundary>")
    expect(task).toContain(when)
    expect(task).toContain(String.raw`<Command>C:\Program Files\nodejs\node.exe</Command>`)
    expect(task).toContain(String.raw`<Arguments>"C:\Åsa &amp; Co\bin.cjs" schedule run --profile default</Arguments>`)
    expect(task).toContain("<StartWhenAvailable>true</StartWhenAvailable>")
  })

  it("is read from its file", () => {
    expect(Windows.installCommand(key, String.raw`C:\a b\task.xml`)).toBe(
      String.raw`schtasks /Create /TN "amili-export-default-closed" /XML "C:\a b\task.xml" /F`,
    )
  })
})
