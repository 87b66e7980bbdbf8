import * as Option from "effect/Option"
import { describe, expect, it } from "vitest"
import * as CalendarDate from "../../src/model/CalendarDate.ts"

describe("a date", () => {
  it.each(["20261130", "2026-11-30"])("is read from %s", (text) => {
    expect(Option.getOrThrow(CalendarDate.parse(text))).toBe("2026-11-30")
  })

  it.each(["20260231", "20261301", "2026113", "00000101", "x"])("is not %s", (text) => {
    expect(Option.isNone(CalendarDate.parse(text))).toBe(true)
  })

  it("is written as SIE writes it", () => {
    expect(CalendarDate.format(CalendarDate.CalendarDate.make("2026-11-30"))).toBe("20261130")
    expect(CalendarDate.format(CalendarDate.Month.make("2026-11"))).toBe("202611")
  })

  it.each(["202613", "20261", "202600"])("has no month %s", (text) => {
    expect(Option.isNone(CalendarDate.parseMonth(text))).toBe(true)
  })
})
