import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import { itemTexts } from "../../../src/internal/read/itemTexts.ts"

/** JSON as a server may write it: with blanks, escapes, and keys that look like ours elsewhere. */
const page = fc.tuple(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(undefined, 1, 4, "\t"))

describe("the texts of a page's items", () => {
  it("are the items, one for one, whatever is in them", () =>
    fc.assert(
      fc.property(page, ([items, other, indent]) => {
        const text = JSON.stringify({ before: other, _items: items, _meta: { _items: [other] } }, null, indent)
        expect(itemTexts(text).map((item) => JSON.parse(item))).toEqual(JSON.parse(text)._items)
      }),
      { numRuns: 500 },
    ))

  it.each([
    [
      "numbers as they were written",
      '{"_items": [{"a": 1e-07}, {"a": 2050.0}, {"a": -0.0}]}',
      ['{"a": 1e-07}', '{"a": 2050.0}', '{"a": -0.0}'],
    ],
    ["a bare NaN", '{"_items":[{"a": NaN,"b":-Infinity},{}]}', ['{"a": NaN,"b":-Infinity}', "{}"]],
    [
      "brackets, quotes and backslashes in texts",
      String.raw`{"_items":[{"a":"]}\\"},{"b":"\"[{"}]}`,
      [String.raw`{"a":"]}\\"}`, String.raw`{"b":"\"[{"}`],
    ],
    ["an escaped key", String.raw`{"\u005fitems":[1]}`, ["1"]],
    ["the last of two lists, as JSON.parse does", '{"_items":[1],"_items":[2]}', ["2"]],
    ["no items", '{"_items": [ ], "_meta": {}}', []],
    ["no list", '{"_items": {"a": [1]}}', []],
    ["blanks", ' { "_items" : [ 1 , "x" ] } ', ["1", '"x"']],
  ])("keep %s", (_, text, expected) => expect(itemTexts(text)).toEqual(expected))
})
