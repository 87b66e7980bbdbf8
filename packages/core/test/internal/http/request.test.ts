import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import { queryOf } from "../../../src/internal/http/request.ts"

describe("A query", () => {
  it("is written as URLSearchParams writes it, whatever is in it", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom("a b", "'(~)*!", "\uD800", "é"))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (params) => {
        const query = new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
        expect(queryOf(params)).toBe(query === "" ? "" : `?${query}`)
      }),
    )
  })
})
