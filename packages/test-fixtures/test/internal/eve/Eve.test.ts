import * as Recorded from "@amili-cases/test-fixtures/Recorded"
import { fromDocuments } from "../../../src/internal/eve/Source.ts"
import { Effect } from "effect"
import { beforeAll, describe, expect, it } from "vitest"
import { engine, ids, list, start } from "../../support/engine.ts"

/** What the recording does not show but Eve's own code says. */
describe("Eve, beyond the recorded requests", () => {
  let ask: ReturnType<typeof engine>["ask"]
  beforeAll(async () => {
    const data = await Effect.runPromise(Recorded.data)
    ask = engine({
      sources: new Map(Object.entries(data).map(([name, documents]) => [name, fromDocuments(documents)])),
    }).ask
  })

  const status = (target: string, headers: Record<string, string> = {}, method = "GET") =>
    ask(target, start, method, headers).answer.status
  const cases = (parameters: Record<string, string>) =>
    ask(`/cases?${new URLSearchParams(parameters).toString()}`).answer

  it.each([
    ['{"state":{"$foo":1}}', 400],
    ['{"$or":[{"customer_name":{"$regex":"A"}}]}', 400],
    ['{"a":{"b":[{"$where":"1"}]}}', 400],
    ['{"closed.close_date":{"$gt":{"$date":"2026-01-13T00:00:00Z"}}}', 400],
    ['{"state":', 400],
    ["5", 500],
    ["true", 500],
    ["NaN", 500],
    ["state", 400],
    ['state in ["reminder"]', 500],
    ["foo()", 400],
    ['state="reminder"', 400],
    ['state=="reminder" and nosuch!="x"', 200],
    ["1==state", 500],
    ['{"state":{"$nin":"x"}}', 500],
    ['{"state":{"$not":"x"}}', 500],
    ['{"$text":{"$search":"x"}}', 500],
    ['{"state_history":{"$size":2}}', 200],
    ['{"":1}', 400],
  ])("answers the where %s with %i", (where, expected) => {
    expect(cases({ where, max_results: "1" }).status).toBe(expected)
  })

  it("turns null in a list into a fresh id, so that it matches nothing", () => {
    expect(list(cases({ where: '{"closed":{"$in":[null]}}' }).body)._meta.total).toBe(0)
    expect(list(cases({ where: '{"closed":{"$nin":[null]}}' }).body)._meta.total).toBe(600)
  })

  it("looks into lists of documents", () => {
    expect(list(cases({ where: '{"state_history.state":"initializing"}' }).body)._meta.total).toBe(600)
    const where = '{"state_history":{"$elemMatch":{"state":"reminder"}}}'
    expect(list(cases({ where }).body)._meta.total).toBe(
      list(cases({ where: '{"state_history.state":"reminder"}' }).body)._meta.total,
    )
  })

  it("forgets the minus of a negative number in Python's syntax", () => {
    const total = (where: string) => list(cases({ where }).body)._meta.total
    expect(total("local_added_costs_amount>-60")).toBe(total('{"local_added_costs_amount":{"$gt":60}}'))
  })

  it.each([
    ["%7B%22debt%22:0%7D", (item: object) => !("debt" in item) && "state" in item],
    ["%7B%22_id%22:0%7D", (item: object) => "debt" in item && "_id" in item],
    ["%7B%22debt.invoice_number%22:0%7D", (item: object) => "debt" in item],
    ["%7B%22state%22:true%7D", (item: object) => "state" in item && !("debt" in item)],
    ["%7B%22nosuch%22:0%7D", (item: object) => "debt" in item],
  ])("projects by %s", (projection, expected) => {
    const [item = {}] = list(ask(`/cases?max_results=1&projection=${projection}`).answer.body)._items
    expect(expected(item)).toBe(true)
  })

  it.each([
    ['{"state":2}', 500],
    ['{"_id":2}', 200],
    ['{"state":"x","nosuch":1}', 500],
    ['{"debt.x":1,"debt":1}', 500],
    ["null", 400],
    ["5", 400],
  ])("answers the projection %s with %i", (projection, expected) => {
    expect(cases({ projection, max_results: "1" }).status).toBe(expected)
  })

  it("wants both validators to hold when both are sent", () => {
    const item = "/cases/68b1fcab6b4cb2424a23d596"
    const etag = { "if-none-match": '"e00902c77ebff206867347214cdd2055930d6eaf"' }
    const since = (date: string) => ({ "if-modified-since": date })
    expect(status(item, { ...etag, ...since("Wed, 25 Jun 2025 09:14:08 GMT") })).toBe(304)
    expect(status(item, { ...etag, ...since("Wed, 25 Jun 2025 09:14:06 GMT") })).toBe(200)
    expect(status(item, since("Wed, 25 Jun 2025 09:14:07 GMT"))).toBe(304)
    expect(status("/cases?max_results=1", since("Wed, 25 Jun 2025 09:14:08 GMT"))).toBe(200)
  })

  it("refuses what it does not allow before it asks who is there", () => {
    const nobody = { "x-api-key": "" }
    expect(status("/cases", nobody, "PUT")).toBe(405)
    expect(status("/cases/nope", nobody)).toBe(404)
    expect(status("/authenticates/api-code", nobody, "DELETE")).toBe(405)
    expect(status("/cases?max_results=inf", nobody)).toBe(401)
    expect(status("/cases?max_results=inf")).toBe(500)
  })

  it("reads what is to be embedded, though there is nothing", () => {
    expect(cases({ embedded: '{"creditor":1}', max_results: "1" }).status).toBe(200)
    expect(cases({ embedded: "creditor", max_results: "1" }).body).toContain("Unable to parse `embedded` clause")
  })

  it("answers HEAD as GET, without the words", () => {
    const [head, get] = ["HEAD", "GET"].map((method) => ask("/cases?max_results=3", start, method).answer)
    expect(head?.headers).toEqual(get?.headers)
  })

  it("says errors in XML to those who ask for XML", () => {
    const { answer } = ask("/nosuch", start, "GET", { accept: "application/xml" })
    expect(answer.headers["content-type"]).toBe("application/xml; charset=utf-8")
    expect(answer.body).toMatch(
      /^<resource><_error><code>404<\/code><message>The requested URL .*<\/_status><\/resource>$/,
    )
  })

  it("pages backwards by id as well", () => {
    const up = ids(cases({ sort: "_id", max_results: "100", where: '{"_id":{"$lt":"690000000000000000000000"}}' }).body)
    const down = cases({
      sort: "-_id",
      max_results: "3",
      where: '{"_id":{"$lt":"690000000000000000000000","$gte":"680000000000000000000000"}}',
    })
    expect(ids(down.body)).toHaveLength(3)
    expect(ids(down.body)).toEqual(ids(down.body).toSorted().toReversed())
    expect(up).toEqual(up.toSorted())
  })
})
