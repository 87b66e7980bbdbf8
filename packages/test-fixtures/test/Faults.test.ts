import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { Cases } from "@amili-cases/core/Cases"
import * as Faults from "@amili-cases/test-fixtures/Faults"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { it } from "@effect/vitest"
import { Effect, Either, Stream, TestClock } from "effect"
import { describe, expect } from "vitest"
import { engine, start } from "./support/engine.ts"
import { send } from "./support/wire.ts"

const serve = (...faults: ReadonlyArray<Faults.Fault | string>) =>
  Effect.map(Sandbox.start({ cases: 30, faults, faultDelay: 5 }), ({ baseUrl, engine }) => ({
    engine,
    get: (headers: Record<string, string> = {}) =>
      send(baseUrl, "GET", "/cases", { "X-API-Key": engine.tokens.issue(Date.now()), ...headers }),
  }))

describe("a fault on the wire", () => {
  it.scopedLive("resets the connection", () =>
    Effect.gen(function* () {
      const { get } = yield* serve("reset=1")
      expect((yield* Effect.flip(get())).message).toContain("ECONNRESET")
    }),
  )

  it.scopedLive("cuts the body in the middle", () =>
    Effect.gen(function* () {
      const { get } = yield* serve({ kind: "cut", probability: 1, times: 1 })
      expect((yield* Effect.flip(get())).message).toBe("aborted")
      expect((yield* get()).status).toBe(200)
    }),
  )

  it.scopedLive("stalls until the client gives up, and lets the server end all the same", () =>
    Effect.gen(function* () {
      const { get } = yield* serve("stall=1")
      const first = yield* Effect.race(Effect.exit(get()), Effect.as(Effect.sleep("50 millis"), "silence"))
      expect(first).toBe("silence")
    }),
  )

  it.scopedLive("compresses as a proxy does, with a weak ETag", () =>
    Effect.gen(function* () {
      const { get } = yield* serve("gzip=1")
      expect((yield* get({ "Accept-Encoding": "gzip" })).headers["content-encoding"]).toBe("gzip")
      expect((yield* get()).headers["content-encoding"]).toBeUndefined()
    }),
  )

  it.scopedLive("answers without a length: until the connection closes, or in chunks", () =>
    Effect.gen(function* () {
      const { get, engine } = yield* serve("close=1")
      const closed = yield* get()
      expect([closed.headers["content-length"], closed.headers["transfer-encoding"]]).toEqual([undefined, undefined])
      expect(JSON.parse(closed.body)).toMatchObject({ _meta: { total: 30 } })
      engine.faults.clear()
      engine.faults.add({ kind: "chunked", probability: 1 })
      const chunked = yield* get()
      expect([chunked.headers["content-length"], chunked.headers["transfer-encoding"]]).toEqual([undefined, "chunked"])
      expect(JSON.parse(chunked.body)).toEqual(JSON.parse(closed.body))
    }),
  )

  it.scopedLive.each([
    ["error=1", 500, "text/html; charset=utf-8", "Internal Server Error"],
    ["unavailable=1", 503, "text/html", "503 Service Temporarily Unavailable"],
    ["html=1", 200, "text/html", "Maintenance"],
    ["limited=1", 429, "application/json", "Rate limit exceeded"],
    ["nan=1", 200, "application/json", '"total_remaining_capital_amount": NaN'],
    ["revoke=1", 401, "application/json", "Please provide proper credentials"],
    ["delay=1", 200, "application/json", '"_items"'],
    ["redirect=1", 302, "text/html", "302 Found"],
  ] as const)("answers %s with %i", ([fault, status, contentType, text]) =>
    Effect.gen(function* () {
      const { get } = yield* serve(fault)
      const answer = yield* get()
      expect([answer.status, answer.headers["content-type"]]).toEqual([status, contentType])
      expect(answer.body).toContain(text)
    }),
  )

  it.scopedLive("ends JSON too early, with a length that fits", () =>
    Effect.gen(function* () {
      const { get } = yield* serve("truncated=1")
      const answer = yield* get()
      expect(Number(answer.headers["content-length"])).toBe(answer.body.length)
      expect(() => JSON.parse(answer.body)).toThrow(SyntaxError)
    }),
  )

  it.scopedLive("says a total that is not true, the same in the body and the header", () =>
    Effect.gen(function* () {
      const { get } = yield* serve("miscount=1")
      const { body, headers } = yield* get()
      const told = Number(headers["x-total-count"])
      expect(JSON.parse(body)).toMatchObject({ _meta: { total: told } })
      expect(told).not.toBe(30)
    }),
  )

  it.live("leaves core to read on after a reset and a revoked token", () =>
    Effect.gen(function* () {
      const client = yield* AmiliClient
      const { engine } = yield* Sandbox.Sandbox
      expect((yield* client.get("cases")).status).toBe(200)
      engine.tokens.revoke()
      expect((yield* client.get("cases")).status).toBe(200)
      expect(engine.tokens.exchanges).toBe(2)
    }).pipe(Effect.provide(Sandbox.layer({ cases: 10, faults: [{ kind: "reset", probability: 1, times: 1 }] }))),
  )
})

describe("core behind a server or a proxy that leaves lengths out", () => {
  it.live.each(["close", "chunked"] as const)("reads every case, the exchange of the token included: %s", (kind) =>
    Effect.gen(function* () {
      const cases = yield* Cases
      const read = yield* Stream.runCollect(cases.open({}, { projection: ["debtorName"] }))
      expect(read.length).toBe(yield* cases.count({ where: { closed: null } }))
    }).pipe(Effect.provide(Sandbox.layer({ cases: 2000, faults: [{ kind, probability: 1, path: "/" }] }))),
  )
})

describe("Faults", () => {
  it("strikes as often as its probability says, the same from the same seed", () => {
    const statuses = (seed: number) => {
      const { ask } = engine({ seed, faults: [{ kind: "error", probability: 0.25 }] })
      return Array.from({ length: 400 }, () => ask("/cases?max_results=1").answer.status)
    }
    const failed = statuses(1).filter((status) => status === 500).length
    expect(failed).toBeGreaterThan(70)
    expect(failed).toBeLessThan(130)
    expect(statuses(1)).toEqual(statuses(1))
    expect(statuses(1)).not.toEqual(statuses(2))
  })

  it("strikes only where, as often and after as long as its rule says", () => {
    const { ask } = engine({ faults: [{ kind: "error", probability: 1, path: "/creditors", after: 2, times: 1 }] })
    const paths = ["/cases", "/creditors", "/creditors", "/cases", "/creditors"]
    expect(paths.map((path) => ask(path, start).answer.status)).toEqual([200, 200, 500, 200, 200])
  })

  it("reads its short form, and names the kinds where it cannot", () => {
    expect(Faults.parse("reset=0.01@/cases")).toEqual(
      Either.right({ kind: "reset", probability: 0.01, path: "/cases" }),
    )
    expect(Either.getOrThrow(Either.flip(Faults.parse("explode=1")))).toContain(
      "with a kind of error, unavailable, html",
    )
    expect(Either.isLeft(Faults.parse("reset=2"))).toBe(true)
  })
})

describe("a fault without a socket", () => {
  it.effect.each([
    ["cut=1", "Unreachable"],
    ["reset=1", "Unreachable"],
    ["html=1", "UnexpectedAnswer"],
    ["limited=1", "Unreachable"],
  ] as const)("%s fails a reading as %s", ([fault, tag]) =>
    Effect.gen(function* () {
      const client = yield* AmiliClient
      const reading = yield* Effect.fork(Effect.flip(client.get("cases")))
      yield* TestClock.adjust("1 hour")
      expect((yield* reading)._tag).toBe(tag)
    }).pipe(Effect.provide(Sandbox.layerLoopback({ cases: 10, faults: [fault] }))),
  )

  it.effect("is unpacked when a proxy compressed it", () =>
    Effect.gen(function* () {
      const client = yield* AmiliClient
      expect((yield* client.get("cases")).text).toContain('"_items"')
    }).pipe(Effect.provide(Sandbox.layerLoopback({ cases: 10, faults: ["gzip=1"] }))),
  )
})
