import { describe, expect, it } from "vitest"
import * as Fields from "../../src/text/fields.ts"

const split = (text: string) => Fields.split(text).tokens.map(({ field }) => field)

describe("the fields of a line", () => {
  it.each([
    ['#A b  c\t"d e"  ', ["b", "c", "d e"]],
    ['#A "" "\\"" "a \\"b\\" c"', ["", '"', 'a "b" c']],
    ['#A {} { 1 x} {1 "a }" 6 \'b}', [[], ["1", "x"], ["1", "a }", "6", "'b"]]],
    ['#A 1820\\A012 a{b 5\\"x', ["1820\\A012", "a{b", '5"x']],
    ['#A "C:\\a b\\" "c"', ['C:\\a b" ', 'c"']],
    ['#A "a" "C:\\a b\\"', ["a", "C:\\a b\\"]],
    ['#A "a\\\\"b"', ['a\\"b']],
  ])("of %s are found", (text, fields) => expect(split(text)).toEqual(fields))

  it.each([
    ['#A "b c', "quote"],
    ["#A {1 2", "list"],
    ["#A {1 2}", undefined],
  ])("of %s that are not closed are found out", (text, unclosed) => {
    expect(Fields.split(text).unclosed).toBe(unclosed)
  })

  it.each(["", "a b", 'a"b', "{", "}", "#", "a\\b", '"', '\\"', "a", "å", "a\u00a0b"])(
    "have %j written so that it is read again",
    (text) => expect(split(`#A ${Fields.format(text)} b`)).toEqual([text, "b"]),
  )
})
