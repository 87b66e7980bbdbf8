import { Arbitrary, DateTime, FastCheck as fc, Option, Schema } from "effect"
import { describe, expect, it } from "vitest"
import * as Timestamp from "@amili-cases/core/Timestamp"

const iso = (text: string): string =>
  Option.match(Timestamp.parse(text), { onNone: () => "none", onSome: DateTime.formatIso })

describe("Timestamp.parse", () => {
  it.each([
    ["as written", "Wed, 03 Sep 2025 11:18:59 GMT"],
    ["the wrong weekday of the guide's samples", "Mon, 03 Sep 2025 11:18:59 GMT"],
    ["a one-digit day", "Wed, 3 Sep 2025 11:18:59 GMT"],
    ["lower case", "wed, 03 sep 2025 11:18:59 gmt"],
    ["extra blanks", " Wed,  03  Sep 2025  11:18:59  GMT "],
  ])("reads %s", (_, text) => expect(iso(text)).toBe("2025-09-03T11:18:59.000Z"))

  it.each([
    ["31 February", "Mon, 31 Feb 2026 00:00:00 GMT"],
    ["29 February of a common year", "Sun, 29 Feb 2026 00:00:00 GMT"],
    ["day 0", "Mon, 00 Feb 2026 00:00:00 GMT"],
    ["24:00", "Tue, 13 Jan 2026 24:00:00 GMT"],
    ["minute 60", "Tue, 13 Jan 2026 00:60:00 GMT"],
    ["second 60", "Tue, 13 Jan 2026 00:00:60 GMT"],
    ["year 0", "Tue, 13 Jan 0000 00:00:00 GMT"],
    ["UTC", "Tue, 13 Jan 2026 00:00:00 UTC"],
    ["an offset", "Tue, 13 Jan 2026 00:00:00 +0000"],
    ["a Swedish weekday", "tis, 13 jan 2026 00:00:00 GMT"],
    ["a weekday that no English week has", "Tis, 13 Jan 2026 00:00:00 GMT"],
    ["fractions", "Tue, 13 Jan 2026 00:00:00.500 GMT"],
    ["ISO 8601", "2026-01-13T00:00:00Z"],
    ["nothing", ""],
    ["more after it", "Tue, 13 Jan 2026 00:00:00 GMT x"],
    ["letters that are not ASCII", "Tue, 13 R\u0165p 2026 00:00:00 GMT"],
  ])("refuses %s", (_, text) => expect(iso(text)).toBe("none"))

  it("reads 29 February of a leap year", () =>
    expect(iso("Thu, 29 Feb 2024 23:59:59 GMT")).toBe("2024-02-29T23:59:59.000Z"))
})

describe("Timestamp.format", () => {
  it("writes exactly what the API reads", () =>
    expect(Timestamp.format(DateTime.unsafeMake("2026-01-03T04:05:06Z"))).toBe("Sat, 03 Jan 2026 04:05:06 GMT"))

  it("cuts to the whole second before, also before 1970", () => {
    expect(Timestamp.format(DateTime.unsafeMake("2026-01-03T04:05:06.999Z"))).toBe("Sat, 03 Jan 2026 04:05:06 GMT")
    expect(Timestamp.format(DateTime.unsafeMake(-1))).toBe("Wed, 31 Dec 1969 23:59:59 GMT")
  })

  it("refuses to write a year that the API cannot read", () =>
    expect(() => Timestamp.format(DateTime.unsafeMake(new Date(253_402_300_800_000)))).toThrow("cannot be written"))

  it("agrees with the platform for every second of the years 1-9999", () =>
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
        const instant = DateTime.unsafeMake(seconds * 1000)
        const text = Timestamp.format(instant)
        expect(text).toBe(new Date(seconds * 1000).toUTCString())
        expect(Option.getOrThrow(Timestamp.parse(text)).epochMillis).toBe(seconds * 1000)
      }),
    ))
})

describe("Timestamp", () => {
  it("survives a round trip", () =>
    fc.assert(
      fc.property(Arbitrary.make(Timestamp.Timestamp), (instant) => {
        const text = Schema.encodeSync(Timestamp.Timestamp)(instant)
        expect(Schema.decodeSync(Timestamp.Timestamp)(text)).toEqual(instant)
      }),
    ))

  it("says what it expected", () =>
    expect(() => Schema.decodeSync(Timestamp.Timestamp)("2026-01-13")).toThrow("not an RFC 1123 date"))
})
