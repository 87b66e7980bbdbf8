import { Arbitrary, BigDecimal, FastCheck as fc, Option, Schema } from "effect"
import { describe, expect, it } from "vitest"
import * as Money from "@amili-cases/core/Money"

const amount = (wire: unknown): BigDecimal.BigDecimal => Schema.decodeUnknownSync(Money.Amount)(wire)
const show = (wire: number | string): string => Money.format(amount(wire))

describe("Money.Amount", () => {
  it.each([
    [2050, "2050"],
    [1500.5, "1500.5"],
    ["1500.50", "1500.5"],
    [0.30000000000000004, "0.30000000000000004"],
    [1e-7, "0.0000001"],
    [1e21, "1000000000000000000000"],
    ["1E+3", "1000"],
    ["-12.30", "-12.3"],
    ["+7", "7"],
    [-0, "0"],
  ])("reads %j as %s", (wire, text) => {
    expect(BigDecimal.equals(amount(wire), BigDecimal.unsafeFromString(text))).toBe(true)
  })

  it.each([
    "",
    " ",
    "NaN",
    "Infinity",
    "1,50",
    "1 500",
    "0x10",
    ".5",
    "1e9999",
    "--1",
    null,
    true,
    Number.NaN,
    Infinity,
  ])("refuses %j", (wire) => expect(() => amount(wire)).toThrow("Amount"))

  it("is written as a number when the number says it all, and as text when it would lose digits", () => {
    const encode = Schema.encodeSync(Money.Amount)
    expect(encode(amount("1500.50"))).toBe(1500.5)
    expect(encode(amount("-0"))).toBe(0)
    expect(encode(amount("9007199254740993"))).toBe("9007199254740993")
    expect(encode(amount("0.12345678901234567890"))).toBe("0.12345678901234567890")
    expect(encode(amount("-0.00000000000000000001234567890123456789"))).toBe(
      "-0.00000000000000000001234567890123456789",
    )
  })

  it("survives a round trip", () =>
    fc.assert(
      fc.property(Arbitrary.make(Money.Amount), (value) => {
        const back = amount(JSON.parse(JSON.stringify(Schema.encodeSync(Money.Amount)(value))))
        expect(BigDecimal.equals(back, value)).toBe(true)
      }),
    ))

  it("keeps every finite number", () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Schema.encodeSync(Money.Amount)(amount(number))).toBe(number === 0 ? 0 : number)
      }),
    ))
})

describe("Money.format", () => {
  it.each([
    [0, "0.00"],
    [-0, "0.00"],
    [1234.5, "1234.50"],
    [0.004, "0.00"],
    [-0.004, "0.00"],
    [0.005, "0.01"],
    [-0.005, "-0.01"],
    [1.005, "1.01"],
    [2.675, "2.68"],
    [-0.01, "-0.01"],
    [0.1, "0.10"],
    [99.999, "100.00"],
    [-99.995, "-100.00"],
    [1e-7, "0.00"],
    [1e21, "1000000000000000000000.00"],
    ["9999999999999.994999", "9999999999999.99"],
  ])("shows %j as %s", (wire, text) => expect(show(wire)).toBe(text))
})

describe("Money.round", () => {
  const half = 5n
  it("is never further away than half a hundredth, and a tie moves away from zero", () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.integer({ min: 3, max: 9 }),
        (value, scale) => {
          const unit = 10n ** BigInt(scale - 2)
          const minor = Money.toMinor(BigDecimal.make(value, scale))
          const distance = (value - minor * unit) * 10n
          const magnitude = distance < 0n ? -distance : distance
          expect(magnitude <= half * unit).toBe(true)
          const movesAway = value < 0n ? minor * unit < value : minor * unit > value
          expect(magnitude < half * unit || movesAway).toBe(true)
        },
      ),
    ))

  it("changes nothing that has two decimals or fewer", () =>
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: -3, max: 2 }), (value, scale) => {
        const exact = BigDecimal.make(value, scale)
        expect(BigDecimal.equals(Money.round(exact), exact)).toBe(true)
      }),
    ))
})

describe("Money.sum", () => {
  it("adds the amounts as shown, so that a sheet adds up", () => {
    const amounts = [0.004, 0.004, 0.004].map(amount)
    expect(Money.format(Money.sum(amounts))).toBe("0.00")
    expect(Money.sumMinor([0.005, 0.005].map(amount))).toBe(2n)
    expect(Money.format(Money.sum([]))).toBe("0.00")
  })

  it("equals the sum of what is printed, whatever the order", () =>
    fc.assert(
      fc.property(fc.array(Arbitrary.make(Money.Amount)), (amounts) => {
        const printed = amounts.map((value) => BigInt(Money.format(value).replace(".", "")))
        expect(Money.sumMinor(amounts.toReversed())).toBe(printed.reduce((a, b) => a + b, 0n))
      }),
    ))

  it("keeps currencies apart", () => {
    const totals = Money.sumByCurrency([
      { amount: amount(1.5), currency: "SEK" },
      { amount: amount(2), currency: "EUR" },
      { amount: amount(0.25), currency: "SEK" },
    ])
    expect(totals.map((total) => `${total.currency} ${Money.format(total.amount)}`)).toEqual(["SEK 1.75", "EUR 2.00"])
  })
})

describe("Money.parse", () => {
  it("has no answer for what is not a decimal", () => expect(Option.isNone(Money.parse("12 kr"))).toBe(true))
})
