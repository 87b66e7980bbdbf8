import { describe, expect, it } from "@effect/vitest"
import * as Windows from "../../src/schedule/Windows.ts"

describe("the command for the Windows Task Scheduler", () => {
  it.each([
    ["day", "/SC DAILY"],
    ["week", "/SC WEEKLY /D MON"],
    ["month", "/SC MONTHLY /D 1"],
  ] as const)("is quoted, and says when: every %s", (every, when) => {
    const command = [
      String.raw`C:\Program Files\nodejs\node.exe`,
      String.raw`C:\amili\bin.cjs`,
      "closed",
      "--profile",
      "default",
    ]
    expect(Windows.installCommand({ profile: "default", dataset: "closed", every, at: "06:30", command })).toBe(
      String.raw`schtasks /Create /TN "amili-export-default-closed" ${when} /ST 06:30 /TR "\"C:\Program Files\nodejs\node.exe\" \"C:\amili\bin.cjs\" closed --profile default"`,
    )
  })
})
