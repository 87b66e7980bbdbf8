import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import { describe, expect, it } from "vitest"
import * as Amount from "../../src/model/Amount.ts"

describe("an amount", () => {
  it("is read and written without losing a digit", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (minor) => {
        const text = Amount.format(Amount.ofMinor(minor))
        expect(text).toMatch(/^-?\d+\.\d\d$/)
        expect(BigInt(text.replace(".", ""))).toBe(minor)
        expect(Option.getOrThrow(Amount.parse(text))).toEqual(Amount.ofMinor(minor))
      }),
      { numRuns: 40 },
    )
  })

  it.each(["", "-", "1,5", "1 000", "1e3", "NaN", ".5", "+1", "1.", "--1"])("is not %j", (text) => {
    expect(Option.isNone(Amount.parse(text))).toBe(true)
  })

  it("is never minus zero", () => expect(Amount.format(Option.getOrThrow(Amount.parse("-0.00")))).toBe("0.00"))

  it("sums without the errors of floating point", () => {
    const tenths = Array.from({ length: 10 }, () => Option.getOrThrow(Amount.parse("0.1")))
    expect(Amount.format(Amount.sum(tenths))).toBe("1.00")
  })
})
