import { describe, expect, it } from "@effect/vitest"
import { FastCheck as fc, Option } from "effect"
import * as Json from "../../../src/internal/http/json.ts"

const parse = (text: string) => Option.getOrUndefined(Json.parse(text))
const value = (text: string) => parse(text)?.value

const hasLongInteger = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isInteger(value) && !Number.isSafeInteger(value)
    : typeof value === "object" && value !== null && Object.values(value).some(hasLongInteger)

/** Valid JSON without spaces, with them, and with tabs. */
const written = fc
  .tuple(
    fc.jsonValue().filter((value) => !hasLongInteger(value)),
    fc.constantFrom("", " ", "\t"),
  )
  .map(([json, indent]) => JSON.stringify(json, null, indent))

describe("Json", () => {
  it("reads all valid JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(parse(text)).toEqual({ value: JSON.parse(text), repaired: false })
      }),
    )
  })

  it("reads valid JSON no differently when it has to take the long way", () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(value(`[12345678901234567890,NaN,${text}]`)).toEqual(["12345678901234567890", "NaN", JSON.parse(text)])
      }),
    )
  })

  it("keeps integers past 2^53 as the digits that were sent, and no others", () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 80n), 2n ** 80n), (integer) => {
        const safe = Number.isSafeInteger(Number(integer))
        expect(value(`{"a": ${integer}}`)).toEqual({ a: safe ? Number(integer) : String(integer) })
      }),
    )
    expect(parse("9007199254740993")).toEqual({ value: "9007199254740993", repaired: true })
    expect(value("[9007199254740991,-9007199254740992]")).toEqual([9007199254740991, "-9007199254740992"])
    expect(value('{"a":0.30000000000000004,"b":1e+16,"c":1234567890123456.5,"d":-0.0}')).toEqual({
      a: 0.30000000000000004,
      b: 1e16,
      c: 1234567890123456.5,
      d: -0,
    })
  })

  it("reads a page with bare NaN and infinities", () => {
    expect(parse('{"a":NaN,"b": -Infinity,"c":[Infinity],"d":"NaN, Infinity"}')).toEqual({
      value: { a: "NaN", b: "-Infinity", c: ["Infinity"], d: "NaN, Infinity" },
      repaired: true,
    })
  })

  it("touches nothing inside strings", () => {
    const parts = fc.array(fc.constantFrom('"', "\\", "NaN", "-Infinity", ": 12345678901234567", " ", "å"))
    fc.assert(
      fc.property(parts, (parts) => {
        const text = parts.join("")
        expect(value(`[NaN,${JSON.stringify(text)}]`)).toEqual(["NaN", text])
      }),
    )
    const longNumber = '{"ocr": "x 12345678901234567890"}'
    expect(parse(longNumber)).toEqual({ value: JSON.parse(longNumber), repaired: false })
  })

  it.each(["", "<html>", '{"a":1', '{"a":NaN', "[1,2", '{"a":"NaN', "12345678901234567890 1", "NaNa", "nan"])(
    "gives nothing for %j, which is cut off or no JSON",
    (text) => {
      expect(parse(text)).toBeUndefined()
    },
  )
})
