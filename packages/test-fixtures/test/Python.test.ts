import * as Accept from "../src/internal/http/Accept.ts"
import * as Dates from "@amili-cases/test-fixtures/Dates"
import * as Paging from "../src/internal/eve/Paging.ts"
import * as PythonJson from "@amili-cases/test-fixtures/PythonJson"
import * as Sort from "../src/internal/eve/Sort.ts"
import { Either, FastCheck, Option } from "effect"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

/** What Python 3.11 and Werkzeug 3.1 made of the same inputs. */
interface Said {
  readonly dates: ReadonlyArray<readonly [string, string | null]>
  readonly floats: ReadonlyArray<string>
  readonly max: ReadonlyArray<readonly [string, number | "crash"]>
  readonly page: ReadonlyArray<readonly [string, string]>
  readonly accept: ReadonlyArray<readonly [string, string]>
  readonly sort: ReadonlyArray<readonly [string, "bad" | "crash" | ReadonlyArray<readonly [string, number]>]>
  readonly json: ReadonlyArray<readonly [string, boolean]>
}
const said: Said = JSON.parse(readFileSync(new URL("./data/python.json", import.meta.url), "utf8"))

describe("what Python does", () => {
  it.each(said.dates)("reads the date %j as strptime does", (text, expected) => {
    const read = Option.map(Dates.parse(text), (date) => date.toISOString().replace(".000Z", "Z"))
    expect(Option.getOrNull(read)).toBe(expected)
  })

  it.each(said.floats)("writes the float %s as repr does", (text) => {
    expect(PythonJson.float(Number(text))).toBe(text)
  })

  it.each(said.max)("reads max_results %j as Eve does", (text, expected) => {
    expect(Either.getOrElse(Paging.maxResults(text, Paging.limits), () => "crash")).toBe(expected)
  })

  it.each(said.page)("reads page %j as Eve does", (text, expected) => {
    expect(String(Paging.page(text))).toBe(expected)
  })

  it.each(said.accept)("answers Accept %j as Werkzeug does", (header, expected) => {
    expect(Accept.negotiate(header)).toBe(expected)
  })

  it.each(said.sort)("reads the sort %j as Eve does", (text, expected) => {
    const keys = Either.map(Sort.parse(text), (all) => all.map(({ path, descending }) => [path, descending ? -1 : 1]))
    expect(Either.getOrElse(keys, ({ _tag }) => (_tag === "Crash" ? "crash" : "bad"))).toEqual(expected)
  })

  it.each(said.json)("accepts the JSON %j or not, as simplejson does", (text, expected) => {
    expect(Either.isRight(PythonJson.parse(text))).toBe(expected)
  })

  it("reads back every JSON value that it writes", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.json(), (json) => {
        const value = Either.getOrThrow(PythonJson.parse(json))
        expect(JSON.parse(PythonJson.stringify(value))).toEqual(JSON.parse(json))
        expect(JSON.parse(PythonJson.pretty(value))).toEqual(JSON.parse(json))
      }),
    )
  })

  it("tells floats from integers, and keeps 64-bit integers whole", () => {
    const text = '{"a": 60.0, "b": 60, "c": -0.0, "d": 9223372036854775807, "e": 1e-07, "f": NaN}'
    expect(PythonJson.stringify(Either.getOrThrow(PythonJson.parse(text)))).toBe(text)
  })
})
