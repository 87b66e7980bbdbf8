import { describe, expect, it } from "@effect/vitest"
import { FastCheck as fc } from "effect"
import { format } from "@amili-cases/sheets/numbers/decimal"
import { Totals } from "@amili-cases/sheets/Totals"

describe("totals", () => {
  it("are the sums of what is shown, in any order of the rows", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("SEK", "NOK", ""), fc.option(fc.bigInt(), { nil: undefined }))),
        (rows) => {
          const sumOf = (entries: typeof rows) => {
            const totals = new Totals()
            for (const [currency, minor] of entries) totals.add(currency, minor)
            return totals
          }
          const totals = sumOf(rows)
          for (const currency of totals.keys()) {
            const own = rows.filter(([key]) => key === currency)
            expect(totals.get(currency)).toEqual({
              rows: own.length,
              minor: own.reduce((sum, [, minor]) => sum + (minor ?? 0n), 0n),
            })
          }
          expect(sumOf(rows.toReversed()).minor()).toEqual(totals.minor())
        },
      ),
    )
  })
})

describe("an amount as text", () => {
  it("reads back as the same hundredths", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.bigInt(), fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }), fc.bigInt({ min: -999n, max: 999n })),
        (minor) => {
          const text = format(minor, ",")
          expect(text).toMatch(/^-?(?:0|[1-9]\d*),\d\d$/)
          expect(BigInt(text.replace(",", ""))).toBe(minor)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("has no minus zero and no missing digit", () => {
    expect([0n, -1n, 5n, -100n, 123_456n, 900_719_925_474_099_199n].map((minor) => format(minor, "."))).toEqual([
      "0.00",
      "-0.01",
      "0.05",
      "-1.00",
      "1234.56",
      "9007199254740991.99",
    ])
  })
})
