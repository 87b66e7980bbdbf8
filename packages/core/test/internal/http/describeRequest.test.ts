import { describe, expect, it } from "@effect/vitest"
import { describe as sent } from "../../../src/internal/http/describeRequest.ts"

describe("Sent", () => {
  it("shows path and query", () => {
    expect(sent("cases", [])).toBe("cases")
    const params = [
      ["where", '{"state":"reminder"}'],
      ["sort", "_id"],
    ] as const
    expect(sent("cases", params)).toBe('cases?where={"state":"reminder"}&sort=_id')
  })

  it("leaves out what describes a debtor, wherever it stands, and keeps the shape", () => {
    const where = JSON.stringify({
      $or: [{ customer_name: "Åsa" }, { customer_id_number: { $in: ["19900101-1234"] } }],
      customer: "6867da7788b9226bb78d716c",
      customer_status: "active",
      "debt.debt_description": "Tandvård",
      customer_number: null,
    })
    expect(sent("cases", [["where", where]])).toBe(
      'cases?where={"$or":[{"customer_name":"***"},{"customer_id_number":"***"}],"customer":"6867da7788b9226bb78d716c",' +
        '"customer_status":"active","debt.debt_description":"***","customer_number":null}',
    )
    const projection = '{"customer_name":1,"customer_number":0,"_id":1}'
    expect(sent("cases", [["projection", projection]])).toBe(`cases?projection=${projection}`)
    expect(sent("cases", [["where", 'customer_name=="Åsa"']])).toBe("cases?where=(left out: it names a debtor)")
  })

  it("is cut after 500 characters", () => {
    expect(sent("cases", [["where", "x".repeat(1000)]])).toMatch(/^cases\?where=x{488}\.\.\. \(1012 characters\)$/)
  })
})
