import * as Ledger from "@amili-cases/test-fixtures/Ledger"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { engine, ids, list, start } from "./support/engine.ts"

const all = "/cases?max_results=100&projection=%7B%22_id%22:1%7D"

describe("ties", () => {
  it("come in the same order each time unless told otherwise", () => {
    const { ask } = engine()
    expect(ids(ask(`${all}&sort=currency`).answer.body)).toEqual(ids(ask(`${all}&sort=currency`).answer.body))
  })

  it("are shuffled at each request on demand, so that pages by a tied key lose and repeat rows", () => {
    const { ask } = engine({ shuffleTies: true })
    const paged = [1, 2, 3, 4, 5, 6].flatMap((page) =>
      ids(ask(`/cases?max_results=10&sort=currency&page=${page}`).answer.body),
    )
    expect(paged).toHaveLength(60)
    expect(new Set(paged).size).toBeLessThan(60)
    const unsorted = ids(ask(all).answer.body)
    expect(unsorted).not.toEqual(ids(ask(all).answer.body))
    expect(unsorted.toSorted()).toEqual(ids(ask(`${all}&sort=_id`).answer.body))
  })

  it("are settled by _id", () => {
    const { ask } = engine({ shuffleTies: true })
    expect(ids(ask(`${all}&sort=currency,_id`).answer.body)).toEqual(ids(ask(`${all}&sort=currency,_id`).answer.body))
  })
})

describe("a moving portfolio", () => {
  const history = (seed: number) => {
    const { engine: made, ask } = engine({ seed, drift: { events: 3, backDate: 5 } })
    for (let request = 0; request < 20; request++) ask("/cases", start + request * 1000)
    return made
  }

  it("has the same history from the same seed, and another from another", () => {
    const told = (seed: number) => JSON.stringify(history(seed).cases.changes)
    expect(told(1)).toBe(told(1))
    expect(told(1)).not.toBe(told(2))
  })

  it("closes, reopens, inserts, deletes and changes cases", () => {
    const { changes } = history(4).cases
    expect(changes.length).toBeGreaterThan(50)
    expect(changes.some(({ before }) => before === undefined)).toBe(true)
    expect(changes.some(({ after }) => after === undefined)).toBe(true)
    expect(
      changes.some(({ before, after }) => before?.["closed"] !== undefined && after?.["closed"] === undefined),
    ).toBe(true)
  })

  it("tells afterwards which cases matched throughout and which at some time", () => {
    const { engine: made } = engine()
    const open = () => Either.getOrThrow(made.matched('{"closed": null}', 0))
    const before = [...open().throughout]
    const [first = "", second = ""] = before
    made.close(first, start)
    made.close(second, start)
    made.reopen(second, start)
    const { throughout, ever } = open()
    expect([throughout.has(first), throughout.has(second), throughout.size]).toEqual([false, false, before.length - 2])
    expect([ever.has(first), ever.has(second), ever.size]).toEqual([true, true, before.length])
    expect(Ledger.changesSince(made.cases, 1)).toHaveLength(2)
  })

  it("moves by script, too", () => {
    const closed: Array<string> = []
    const { ask } = engine({
      script: (made, request, now) => {
        const id = made.cases.id(request)
        if (made.close(id, now, { date: null, reason: "recalled" }) !== undefined) closed.push(id)
      },
    })
    ask(all)
    const undated = '{"closed.reason":"recalled","closed.close_date":null}'
    expect(ids(ask(`${all}&where=${encodeURIComponent(undated)}`).answer.body).toSorted()).toEqual(closed.toSorted())
  })

  it("keeps an explicit null where a case was opened again", () => {
    const { engine: made, ask } = engine()
    const id = made.cases.id(0)
    made.close(id, start)
    made.reopen(id, start, true)
    const find = (where: string) => ids(ask(`${all}&where=${encodeURIComponent(where)}`).answer.body)
    expect(find(`{"_id":"${id}","closed":null}`)).toEqual([id])
    expect(find(`{"_id":"${id}","closed":{"$exists":false}}`)).toEqual([])
  })
})

describe("the rate limit", () => {
  const rule = { limit: 2, period: 60, grace: 0 }

  it("counts down in the headers of what it grants, and says nothing in what it refuses", () => {
    const { ask } = engine({ rateLimit: rule })
    const headers = ask("/cases").answer.headers
    expect([headers["x-ratelimit-limit"], headers["x-ratelimit-remaining"]]).toEqual(["2", "1"])
    expect(Number(headers["x-ratelimit-reset"])).toBe(start / 1000 + 60)
    ask("/cases")
    const refused = ask("/cases").answer
    expect(refused.status).toBe(429)
    expect(Object.keys(refused.headers).toSorted()).toEqual(["content-type", "date"])
    expect(refused.body).toBe('{"_status": "ERR", "_error": {"code": 429, "message": "Rate limit exceeded"}}')
  })

  it("is extended by every call, refused ones too, and lifted by a period of silence", () => {
    const { ask } = engine({ rateLimit: rule })
    const status = (second: number) => ask("/cases", start + second * 1000).answer.status
    expect([0, 1, 2, 59, 118].map(status)).toEqual([200, 200, 429, 429, 429])
    expect(status(118 + 60)).toBe(200)
  })

  it("outlives its period by the grace that Eve's store gives it", () => {
    const { ask } = engine({ rateLimit: { ...rule, limit: 1, grace: 10 } })
    const status = (second: number) => ask("/cases", start + second * 1000).answer.status
    expect([0, 61, 61 + 70].map(status)).toEqual([200, 429, 200])
  })

  it("is told with refusals as well, but not with a crash", () => {
    const { ask } = engine({ rateLimit: { ...rule, limit: 10 } })
    const left = (target: string, headers = {}) =>
      ask(target, start, "GET", headers).answer.headers["x-ratelimit-remaining"]
    const answers = [
      left("/cases?where=x"),
      left("/cases", { "x-api-key": "nope" }),
      left("/cases?where=5"),
      left("/cases"),
    ]
    expect(answers).toEqual(["9", "8", undefined, "6"])
  })

  it("comes before authentication, and does not count HEAD", () => {
    const { ask } = engine({ rateLimit: { ...rule, limit: 1 } })
    expect([ask("/cases", start, "HEAD").answer.status, ask("/cases", start, "HEAD").answer.status]).toEqual([200, 200])
    ask("/cases")
    expect(ask("/cases", start, "GET", { "x-api-key": "nope" }).answer.status).toBe(429)
  })
})

describe("servers set up otherwise", () => {
  it("leave totals out", () => {
    const { answer } = engine({ totals: false }).ask("/cases")
    expect(list(answer.body)._meta).toEqual({ page: 1, max_results: 25 })
    expect(answer.headers["x-total-count"]).toBeUndefined()
  })

  it("add links", () => {
    expect(list(engine({ links: true }).ask("/cases").answer.body)._links).toBeDefined()
  })

  it("refuse filters on what is not listed, and say which", () => {
    const { ask } = engine({ rules: { allowedFilters: ["_id", "closed"] } })
    const status = (where: string) => ask(`/cases?where=${encodeURIComponent(where)}`).answer
    expect(status('{"closed.close_date":null,"$and":[{"_id":{"$gt":"000000000000000000000000"}}]}').status).toBe(200)
    expect(status('{"state":"reminder"}').body).toContain("filter on 'state' not allowed")
  })

  it("refuse operators where filters are validated", () => {
    const { ask } = engine({ rules: { validateFilters: true } })
    expect(ask(`/cases?where=${encodeURIComponent('{"closed":{"$exists":false}}')}`).answer.status).toBe(400)
    expect(ask(`/cases?where=${encodeURIComponent('{"state":"reminder"}')}`).answer.status).toBe(200)
  })

  it("grant pages of other sizes, another at each request", () => {
    const { ask } = engine({ maxResults: [10, 20, 30] })
    const granted = Array.from({ length: 30 }, () => list(ask("/cases?max_results=100").answer.body)._meta.max_results)
    expect(new Set(granted)).toEqual(new Set([10, 20, 30]))
  })

  it("tell another time than the one they live by", () => {
    expect(engine({ skew: 90_000 }).ask("/cases").answer.headers["date"]).toBe("Sun, 01 Feb 2026 00:01:30 GMT")
  })

  it("forget a token when its time is over", () => {
    const { ask } = engine({ tokenLifetime: 60 })
    expect([ask("/cases", start + 59_000).answer.status, ask("/cases", start + 60_000).answer.status]).toEqual([
      200, 401,
    ])
  })
})
