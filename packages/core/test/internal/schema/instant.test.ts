import { describe, expect, it } from "@effect/vitest"
import { DateTime, Equal, FastCheck as fc, Hash } from "effect"
import { utc } from "../../../src/internal/schema/instant.ts"

describe("An instant made for speed", () => {
  it("is like one of DateTime's own in every way", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (millis) => {
        const made = utc(millis)
        const own = DateTime.unsafeMake(millis)
        expect(Object.getPrototypeOf(made)).toBe(Object.getPrototypeOf(own))
        expect(made).toStrictEqual(own)
        expect(Equal.equals(made, own) && Equal.equals(own, made)).toBe(true)
        expect(Hash.hash(made)).toBe(Hash.hash(own))
        expect([DateTime.isDateTime(made), DateTime.isUtc(made), String(made), JSON.stringify(made)]).toEqual([
          DateTime.isDateTime(own),
          DateTime.isUtc(own),
          String(own),
          JSON.stringify(own),
        ])
        expect(DateTime.toPartsUtc(made)).toEqual(DateTime.toPartsUtc(own))
        expect(DateTime.add(made, { days: 1 })).toEqual(DateTime.add(own, { days: 1 }))
        expect(Equal.equals(made, own)).toBe(true)
      }),
    )
  })
})
