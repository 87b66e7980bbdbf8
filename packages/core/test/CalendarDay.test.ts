import { Arbitrary, DateTime, Effect, FastCheck as fc, Option, TestClock, TestContext } from "effect"
import { describe, expect, it } from "vitest"
import * as CalendarDay from "@amili-cases/core/CalendarDay"

const instant = (text: string): DateTime.Utc => DateTime.unsafeMake(text)
const day = (text: string): CalendarDay.CalendarDay => CalendarDay.CalendarDay.make(text)
const days = Arbitrary.make(CalendarDay.CalendarDay)

describe("CalendarDay.of", () => {
  it.each([
    ["gives 23:30 UTC on 31 December to the next year", "2025-12-31T23:30:00Z", "2026-01-01"],
    ["keeps 22:59 UTC in winter", "2025-12-31T22:59:59.999Z", "2025-12-31"],
    ["turns at 22:00 UTC in summer", "2025-07-01T22:00:00Z", "2025-07-02"],
    ["keeps 21:59 UTC in summer", "2025-07-01T21:59:59.999Z", "2025-07-01"],
    ["turns at 23:00 UTC before summer time begins", "2026-03-28T23:00:00Z", "2026-03-29"],
    ["turns at 22:00 UTC on the evening of the change", "2026-03-29T22:00:00Z", "2026-03-30"],
    ["keeps the last hour of the calendar, which is its last day and no other", "9999-12-31T23:59:59Z", "9999-12-31"],
    ["works before 1970", "1969-12-31T22:59:59Z", "1969-12-31"],
  ])("%s", (_, text, expected) => expect(CalendarDay.of(instant(text))).toBe(expected))

  it("agrees with the platform's own calendar", () => {
    const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (millis) => {
        expect(CalendarDay.of(DateTime.unsafeMake(millis))).toBe(swedish.format(millis))
      }),
    )
  })
})

describe("CalendarDay around the changes of the clocks", () => {
  it("agrees with the platform's time zone database in every half hour from 1995 to 2030", () => {
    const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" })
    const halfHour = 1_800_000
    const wrong: Array<string> = []
    for (let year = 1995; year <= 2030; year++) {
      for (const month of [0, 2, 8, 9]) {
        for (let at = Date.UTC(year, month, 23); at < Date.UTC(year, month + 1, 2); at += halfHour) {
          const instant = DateTime.unsafeMake(at)
          if (CalendarDay.of(instant) !== swedish.format(at)) wrong.push(DateTime.formatIso(instant))
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe("CalendarDay.clockOf", () => {
  it("agrees with the platform's time zone database", () => {
    const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", timeStyle: "short" })
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 4_102_444_800_000 }), (millis) => {
        expect(CalendarDay.clockOf(DateTime.unsafeMake(millis))).toBe(swedish.format(millis))
      }),
    )
  })
})

describe("CalendarDay.startOf", () => {
  it("is 23:00 UTC in winter and 22:00 UTC in summer", () => {
    expect(DateTime.formatIso(CalendarDay.startOf(day("2026-01-13")))).toBe("2026-01-12T23:00:00.000Z")
    expect(DateTime.formatIso(CalendarDay.startOf(day("2026-07-13")))).toBe("2026-07-12T22:00:00.000Z")
  })

  it.each([
    ["23 hours when summer time begins", "2026-03-29", 23],
    ["25 hours when it ends", "2026-10-25", 25],
    ["24 hours otherwise", "2026-10-26", 24],
  ])("leaves a day of %s", (_, text, hours) => {
    const length =
      CalendarDay.startOf(CalendarDay.addDays(day(text), 1)).epochMillis - CalendarDay.startOf(day(text)).epochMillis
    expect(length / 3_600_000).toBe(hours)
  })

  it("is the first instant of its day", () =>
    fc.assert(
      fc.property(days, (day) => {
        const start = CalendarDay.startOf(day)
        expect(CalendarDay.of(start)).toBe(day)
        expect(CalendarDay.of(DateTime.unsafeMake(start.epochMillis - 1))).toBe(CalendarDay.addDays(day, -1))
      }),
    ))
})

describe("CalendarDay and summer time", () => {
  /** 01:00 UTC on the last Sunday of a month of 31 days, as the law of the European Union has it since 1996. */
  const lastSunday = (year: number, month: number) =>
    Date.UTC(year, month, 31 - new Date(Date.UTC(year, month, 31)).getUTCDay(), 1)
  const clock = (millis: number) => CalendarDay.clockOf(DateTime.unsafeMake(millis))

  it.each([1996, 2015, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037])(
    "changes twice in %d, on the last Sundays of March and October",
    (year) => {
      const [begins, ends] = [lastSunday(year, 2), lastSunday(year, 9)]
      expect([begins - 1, begins, ends - 1, ends].map(clock)).toEqual(["01:59", "03:00", "02:59", "02:00"])
      for (const [change, hours] of [
        [begins, 23],
        [ends, 25],
      ] as const) {
        const date = CalendarDay.of(DateTime.unsafeMake(change))
        const next = CalendarDay.startOf(CalendarDay.addDays(date, 1))
        expect((next.epochMillis - CalendarDay.startOf(date).epochMillis) / 3_600_000).toBe(hours)
        expect(CalendarDay.of(DateTime.unsafeMake(next.epochMillis - 1))).toBe(date)
      }
    },
  )

  it.each([
    ["there is none in 1979", "1979-07-01T12:00:00Z", "13:00"],
    ["it begins on 6 April in 1980", "1980-04-06T01:00:00Z", "03:00"],
    ["it has ended by October in 1995", "1995-10-01T12:00:00Z", "13:00"],
    ["it goes on until the end of October in 1996", "1996-10-01T12:00:00Z", "14:00"],
  ])("%s", (_, instant, shown) => expect(clock(Date.parse(instant))).toBe(shown))
})

describe("CalendarDay arithmetic", () => {
  it("counts across the end of a leap year's February", () => {
    expect(CalendarDay.addDays(day("2024-02-28"), 2)).toBe("2024-03-01")
    expect(CalendarDay.daysBetween(day("2024-02-28"), day("2024-03-01"))).toBe(2)
  })

  it.each([
    ["9999-12-31", 30, "9999-12-31"],
    ["2024-05-20", 999_999_999, "9999-12-31"],
    ["2024-05-20", 1e300, "9999-12-31"],
    ["0001-01-01", -30, "0001-01-01"],
    ["2024-05-20", -10_000_000, "0001-01-01"],
  ])("stops at the ends of the calendar: %s and %d days", (text, count, expected) =>
    expect(CalendarDay.addDays(day(text), count)).toBe(expected),
  )

  it("takes back what it adds", () =>
    fc.assert(
      fc.property(days, fc.integer({ min: -10_000, max: 10_000 }), (day, count) => {
        expect(CalendarDay.daysBetween(day, CalendarDay.addDays(day, count))).toBe(count)
      }),
    ))
})

describe("CalendarDay.parse", () => {
  it.each(["2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "0000-01-01", "2026-01-01T00:00", ""])(
    "refuses %j",
    (text) => expect(Option.isNone(CalendarDay.parse(text))).toBe(true),
  )

  it("reads a day", () => expect(CalendarDay.parse("2024-02-29")).toEqual(Option.some("2024-02-29")))
})

describe("CalendarDay.today", () => {
  it("follows the clock of the program", async () => {
    const program = Effect.zipRight(TestClock.setTime(Date.UTC(2025, 11, 31, 23, 30)), CalendarDay.today)
    expect(await Effect.runPromise(Effect.provide(program, TestContext.TestContext))).toBe("2026-01-01")
  })
})
