import { describe, expect, it } from "@effect/vitest"
import { FastCheck } from "effect"
import { resource } from "../src/Case.ts"
import * as Document from "../src/Document.ts"
import { fieldsOf, isWithin, restrict } from "../src/Projection.ts"

const fields = fieldsOf(resource.schema, ["currency", "closed", "debt.invoiceNumber"])

describe("a projection applied to a document that has come", () => {
  it.each([
    ['{"_id": "1", "currency": "SEK"}', '{"_id": "1", "currency": "SEK"}'],
    ['{"customer_name": "A", "_id": "1", "currency": "SEK"}', '{"_id": "1", "currency": "SEK"}'],
    ['{"_id":"1","customer_name":"}{\\"","currency":"SEK"}', '{"_id":"1","currency":"SEK"}'],
    ['{"_id":"1","currency":"SEK","customer":{"name":["A"]}}', '{"_id":"1","currency":"SEK"}'],
    ['{"debt": {"description": "to A", "invoice_number": 1.50}}', '{"debt": {"invoice_number": 1.50}}'],
    ['{"debt": null, "closed": {"by": {"name": 1e2}}}', '{"debt": null, "closed": {"by": {"name": 1e2}}}'],
    ['{"debt": [{"customer_name": "A"}]}', '{"debt": null}'],
    ['{"cust\\u006fmer_name": "A"}', "{}"],
    ['"A"', "null"],
    ["[1]", "null"],
  ])("leaves of %s %s", (text, left) => {
    const wire: unknown = JSON.parse(text)
    expect(isWithin(wire, fields) ? text : restrict(text, fields)).toBe(left)
    expect(isWithin(wire, fields)).toBe(text === left)
  })

  it("leaves nothing else, whatever was sent", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.json(), (text) => {
        const left: unknown = JSON.parse(restrict(text, fields))
        expect(left === null || isWithin(left, fields)).toBe(true)
      }),
    )
  })
})

describe("a document read from its own text", () => {
  it.each([
    '{"total_remaining_capital_amount": NaN}',
    '{"_id": "710000000000000000000000", "reference_number": 90071992547409931}',
    "{",
    "5",
  ])("is what it was in a page: %s", (text) => {
    const document = Document.parse(resource, text)
    expect(document.source).toBe(text)
    expect(document).toMatchObject(
      text.includes("9007") ? { value: { referenceNumber: "90071992547409931" } } : { _tag: "Malformed" },
    )
  })
})
