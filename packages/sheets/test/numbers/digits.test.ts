import { describe, expect, it } from "@effect/vitest"
import { FastCheck as fc } from "effect"
import { Bytes } from "@amili-cases/sheets/bytes/Bytes"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import * as digits from "@amili-cases/sheets/numbers/digits"

const written = (write: (out: Bytes) => void): string => {
  const out = new Bytes(4)
  write(out)
  return out.view().toString()
}
const EDGES = [0n, 9n, 10n, 99n, 100n, 999n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 53n, 10n ** 20n]

describe("digits", () => {
  it("are those of the amount as text, of any size and either sign", () => {
    const amounts = fc.oneof(fc.bigInt(), fc.bigInt({ min: -(2n ** 33n), max: 2n ** 33n }), fc.constantFrom(...EDGES))
    fc.assert(
      fc.property(amounts, fc.boolean(), fc.constantFrom(",", "."), (size, negative, mark) => {
        const minor = negative ? -size : size
        expect(written((out) => digits.money(out, minor, mark))).toBe(decimal.format(minor, mark))
      }),
      { numRuns: 2000 },
    )
  })

  it("are those of the number as text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(1000), fc.integer(), fc.maxSafeInteger(), fc.double()), (value) => {
        expect(written((out) => digits.integer(out, value))).toBe(String(value))
      }),
      { numRuns: 1000 },
    )
  })
})
