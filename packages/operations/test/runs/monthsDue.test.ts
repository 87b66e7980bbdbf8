import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Option } from "effect"
import { monthsBetween } from "../../src/runs/monthsDue.ts"

const day = (text: string) => Option.getOrThrow(CalendarDay.parse(text))

describe("the months that are due", () => {
  it.each([
    ["2026-11-01", undefined, ["2026-10"]],
    ["2026-01-31", undefined, ["2025-12"]],
    ["2026-11-20", "2026-09-30T22:00:00Z", ["2026-10"]],
    ["2026-11-01", "2026-10-15T04:00:00Z", ["2026-10"]],
    ["2026-11-01", "2026-10-31T22:59:59Z", ["2026-10"]],
    ["2026-11-01", "2026-10-31T23:00:00Z", []],
    ["2026-11-01", "2026-11-01T05:29:00Z", []],
    ["2026-03-31", "2025-11-30T23:00:00Z", ["2025-12", "2026-01", "2026-02"]],
    ["2024-04-30", "2024-01-31T22:00:00Z", ["2024-01", "2024-02", "2024-03"]],
  ])("on %s, known until %s, are %j", (today, known, months) => {
    expect(monthsBetween(Option.map(Option.fromNullable(known), DateTime.unsafeMake), day(today))).toEqual(months)
  })
})
