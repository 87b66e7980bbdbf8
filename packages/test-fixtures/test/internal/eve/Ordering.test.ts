import { Float, ObjectId, type Value } from "@amili-cases/test-fixtures/Document"
import * as Ordering from "../../../src/internal/eve/Ordering.ts"
import { FastCheck } from "effect"
import { describe, expect, it } from "vitest"

describe("Ordering", () => {
  it("compares text as its UTF-8 bytes compare", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.string({ unit: "binary" }), FastCheck.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(Ordering.compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
    expect(Ordering.compareText("\u{1f600}", "\uffee")).toBeGreaterThan(0)
  })

  it("puts kinds one after another: nothing, numbers, text, documents, lists, ids, booleans, dates", () => {
    const values: ReadonlyArray<Value> = [
      null,
      new Float(-1),
      5,
      "a",
      {},
      [],
      new ObjectId("0".repeat(24)),
      false,
      new Date(0),
    ]
    expect(values.toReversed().toSorted(Ordering.compare)).toEqual(values)
  })
})
