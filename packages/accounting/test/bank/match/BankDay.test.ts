import { addBankDays, isBankDay } from "@amili-cases/accounting/bank/match/BankDay"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { describe, expect, it } from "@effect/vitest"
import { Option } from "effect"

const day = (text: string) => Option.getOrThrow(CalendarDay.parse(text))

describe("a bank day", () => {
  it("is no Saturday, Sunday, holiday or eve", () => {
    const closed = [
      "2026-01-01",
      "2026-01-06",
      "2026-04-03",
      "2026-04-06",
      "2026-05-01",
      "2026-05-14",
      "2026-06-19",
      "2026-12-24",
      "2026-12-25",
      "2026-12-31",
      "2026-11-28",
      "2026-11-29",
      "2025-06-06",
      "2027-03-26",
      "2027-03-29",
      "2038-04-23",
      "2024-03-29",
      "2024-05-09",
      "2025-06-20",
      "2024-06-21",
    ]
    expect(closed.filter((text) => isBankDay(day(text)))).toEqual([])
  })

  it("is every other day", () => {
    const open = [
      "2026-01-02",
      "2026-01-05",
      "2026-04-02",
      "2026-04-07",
      "2026-06-18",
      "2026-06-22",
      "2026-12-23",
      "2026-12-30",
      "2026-11-30",
      "2026-10-30",
    ]
    expect(open.filter((text) => !isBankDay(day(text)))).toEqual([])
  })

  it("happens about 250 times a year", () => {
    const counts = Array.from({ length: 100 }, (_, index) => {
      let count = 0
      for (let at = day(`${2000 + index}-01-01`); at.startsWith(String(2000 + index)); at = CalendarDay.addDays(at, 1))
        if (isBankDay(at)) count++
      return count
    })
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(247)
    expect(Math.max(...counts)).toBeLessThanOrEqual(254)
  })

  it("is counted over Christmas and from days that are none", () => {
    expect(addBankDays(day("2026-12-23"), 5)).toBe("2027-01-05")
    expect(addBankDays(day("2026-12-26"), 1)).toBe("2026-12-28")
    expect(addBankDays(day("2027-01-02"), -1)).toBe("2026-12-30")
    expect(addBankDays(day("2026-12-26"), 0)).toBe("2026-12-26")
    expect(addBankDays(day("9999-12-30"), 5)).toBe("9999-12-31")
  })
})
