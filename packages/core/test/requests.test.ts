import { describe, expect, it } from "@effect/vitest"
import * as HttpClient from "@effect/platform/HttpClient"
import { Context, DateTime, Duration, Effect, Fiber, Layer, Option, Random, TestClock } from "effect"
import { AmiliClient, type Params } from "../src/AmiliClient.ts"
import { toTheEnd } from "./fixtures/clock.ts"
import { type Asked, coreOver, fakeApi, type Reply } from "./fixtures/fakeApi.ts"

const get = (path = "cases", params: Params = []) => Effect.flatMap(AmiliClient, (api) => api.get(path, params))

const failure = <A, E extends { _tag: string; message: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(toTheEnd(Effect.flip(effect)), (error) => error)

/** Milliseconds since `start`. */
const times = (asked: ReadonlyArray<Asked>, start = 0) => asked.map(({ at }) => at - start)

/** Times in epoch seconds are told from spans by their size, so tests with them cannot begin in 1970. */
const start = Date.UTC(2026, 0, 13, 12)

const reset = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } })

/** Pauses without jitter: the shortest, in whole milliseconds. */
const steady = Effect.withRandom(Random.fixed([0]))

describe("A request", () => {
  it.effect.each([
    [{ status: 408 }, "answered 408"],
    [{ status: 425 }, "answered 425"],
    [{ status: 500 }, "answered 500 to cases"],
    [{ status: 502 }, "answered 502"],
    [{ status: 503 }, "answered 503"],
    [{ status: 504 }, "answered 504"],
    [{ broken: reset }, "broke the connection off"],
    [{ broken: { code: "ENOTFOUND" } }, "cannot be found: no such host"],
    [{ broken: new Error("?") }, "cannot be reached, or broke the answer off"],
    [{ broken: { code: "EWHAT" } }, "cannot be reached (EWHAT)"],
  ] as const)("is repeated after %j, four times at most", ([reply, problem]) => {
    const fake = fakeApi(() => reply)
    return Effect.gen(function* () {
      const error = yield* failure(get())
      expect(error).toMatchObject({ _tag: "Unreachable", message: `the API ${problem} (5 attempts)`, attempts: 5 })
      expect(fake.asked.length).toBe(5)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect.each([400, 403, 404, 405, 409, 410, 414, 422, 301, 304])("is not repeated after a %i", (status) => {
    const fake = fakeApi(() => ({ status }))
    return Effect.gen(function* () {
      yield* failure(get())
      expect(fake.asked.length).toBe(1)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect("is repeated with growing, jittered pauses", () => {
    const fake = fakeApi(() => ({ status: 500 }))
    return Effect.gen(function* () {
      yield* failure(get())
      const at = times(fake.asked)
      const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
      expect(pauses.length).toBe(12)
      for (const [index, pause] of pauses.entries()) {
        const longest = Math.min(500 * 2 ** index, 30_000)
        expect(pause).toBeGreaterThanOrEqual(longest / 2 - 1)
        expect(pause).toBeLessThanOrEqual(longest)
      }
      const shares = pauses.map((pause, index) => Math.round((100 * pause) / Math.min(500 * 2 ** index, 30_000)))
      expect(new Set(shares).size).toBeGreaterThan(4)
    }).pipe(Effect.provide(coreOver(fake.layer, undefined, { retries: 12 })))
  })

  it.effect("succeeds when a repetition does", () => {
    const fake = fakeApi((_, count) => (count < 3 ? { status: 503 } : { body: { _items: [1] } }))
    return Effect.gen(function* () {
      expect((yield* toTheEnd(get())).body).toEqual({ _items: [1] })
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect("is given up after the time for one attempt, and after the time for all", () => {
    const fake = fakeApi(() => ({ after: 3_600_000 }))
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Effect.flip(get()))
      yield* TestClock.adjust("12 seconds")
      const error = yield* Fiber.join(fiber)
      // Five seconds each and 250 and 500 ms between them leave 1.24 s to the third, told as 1.25.
      expect(times(fake.asked)).toEqual([0, 5250, 10_750])
      expect([error._tag, error.message]).toEqual([
        "Unreachable",
        "no answer within the 11s 990ms that a call may take: the API did not answer within 1s 250ms (3 attempts)",
      ])
    }).pipe(
      Effect.provide(coreOver(fake.layer, undefined, { attemptTimeout: "5 seconds", totalTimeout: "11990 millis" })),
      steady,
    )
  })

  it.effect("is given up at once when the next attempt would come too late", () => {
    const fake = fakeApi(() => ({ status: 503 }))
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Effect.flip(get()))
      yield* TestClock.adjust("750 millis")
      const error = yield* Fiber.join(fiber)
      expect([error._tag, error.message]).toEqual([
        "Unreachable",
        "no answer within the 1s that a call may take: the API answered 503 (3 attempts)",
      ])
    }).pipe(Effect.provide(coreOver(fake.layer, undefined, { totalTimeout: "1 second" })), steady)
  })

  it.effect("that is answered with what is no JSON is repeated as cut off, then reported", () => {
    const fake = fakeApi(() => ({ body: '{"_items":[{"_id":"secret-' }))
    return Effect.gen(function* () {
      expect(yield* failure(get())).toMatchObject({
        _tag: "UnexpectedAnswer",
        message: "the API answered with something that is not JSON, or breaks off (5 attempts)",
      })
      expect(fake.asked.length).toBe(5)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect("that is answered with nothing is repeated, then reported", () => {
    const fake = fakeApi((_, count) => ({ body: count < 3 ? "" : {} }))
    return Effect.gen(function* () {
      yield* toTheEnd(get())
      expect(fake.asked.length).toBe(3)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect("is one of so many at once, also when others fail", () => {
    let open = 0
    let most = 0
    const fake = fakeApi((_, count) => ({ after: 10, status: count % 2 === 0 ? 400 : 200 }))
    const counted = Layer.map(fake.layer, (context) =>
      Context.make(
        HttpClient.HttpClient,
        HttpClient.transform(Context.get(context, HttpClient.HttpClient), (send) =>
          Effect.acquireUseRelease(
            Effect.sync(() => (most = Math.max(most, (open += 1)))),
            () => send,
            () => Effect.sync(() => (open -= 1)),
          ),
        ),
      ),
    )
    return Effect.gen(function* () {
      const requests = Array.from({ length: 40 }, () => Effect.either(get()))
      yield* toTheEnd(Effect.all(requests, { concurrency: "unbounded" }))
      expect(fake.asked.length).toBe(40)
      expect(most).toBe(3)
    }).pipe(Effect.provide(coreOver(counted, undefined, { concurrency: 3 })))
  })
})

describe("An answer", () => {
  const html = { "content-type": "text/html; charset=utf-8" }
  const cases: ReadonlyArray<readonly [Reply, string, string]> = [
    [{ status: 400 }, "cases", 'RequestRefused: the API does not understand the request (400): cases?where={"a":1}'],
    [{ status: 403 }, "cases", "RequestRefused: the API does not let these credentials read this (403): cases"],
    [{ status: 404 }, "nosuch", "RequestRefused: the API has no such resource (404): nosuch"],
    [{ status: 404 }, "/cases/x", "NotFound: nothing has this id: cases/x"],
    [{ status: 405, headers: html }, "cases", "RequestRefused: the API does not allow this method (405): cases"],
    [{ status: 414, headers: html }, "cases", "RequestRefused: the API finds the request too long (414): cases"],
    [{ status: 422 }, "cases", "RequestRefused: the API finds the request invalid (422): cases"],
    [{ status: 418 }, "cases", "RequestRefused: the API refuses the request (418): cases"],
    [{ headers: html }, "cases", "UnexpectedAnswer: the API answered cases with text/html instead of JSON"],
    [
      { headers: { "content-type": "application/xml; charset=utf-8" } },
      "cases",
      "UnexpectedAnswer: the API answered cases with application/xml instead of JSON",
    ],
    [{ status: 204 }, "cases", "UnexpectedAnswer: the API answered cases 204 without content"],
    [
      { status: 302, headers: { location: "https://login.example.se/in?session=secret" } },
      "cases",
      "UnexpectedAnswer: the API redirects cases to https://login.example.se/in (302), where credentials are not sent",
    ],
    [
      { status: 308 },
      "cases",
      "UnexpectedAnswer: the API redirects cases elsewhere (308), where credentials are not sent",
    ],
  ]

  it.effect.each(cases)("%j to %s is told as it is", ([reply, path, message]) =>
    Effect.gen(function* () {
      const error = yield* failure(get(path, message.includes("where=") ? [["where", '{"a":1}']] : []))
      expect(`${error._tag}: ${error.message}`).toBe(message)
    }).pipe(Effect.provide(coreOver(fakeApi(() => ({ body: "<secret>", ...reply })).layer))),
  )

  it.effect("without a type, or with a JSON type of another name, is read", () =>
    Effect.gen(function* () {
      expect((yield* get()).body).toEqual([1])
      expect((yield* get()).body).toEqual([1])
    }).pipe(
      Effect.provide(
        coreOver(
          fakeApi((_, count) => ({
            body: [1],
            headers: { "content-type": count === 1 ? "" : "application/hal+json; charset=utf-8" },
          })).layer,
        ),
      ),
    ),
  )

  it.effect("is handed on with NaN and long integers as strings, and the text as received", () =>
    Effect.gen(function* () {
      const text = '{"_items": [{"amount": NaN, "n": 12345678901234567890}]}'
      const answer = yield* get().pipe(Effect.provide(coreOver(fakeApi(() => ({ body: text })).layer)))
      expect(answer).toMatchObject({ repaired: true, text, status: 200 })
      expect(answer.body).toEqual({ _items: [{ amount: "NaN", n: "12345678901234567890" }] })
    }),
  )

  it.effect("to a path with a query is the same as to its parts, with debtors left out of the error", () => {
    const fake = fakeApi(() => ({ status: 400 }))
    return Effect.gen(function* () {
      const error = yield* failure(get('//cases?where={"customer_name":"%C3%85sa"}&a=1#x', [["page", "1"]]))
      expect(error.message).toMatch(/: cases\?where=\{"customer_name":"\*\*\*"\}&a=1&page=1$/)
      expect(fake.asked[0]).toMatchObject({ path: "/cases" })
      expect([...new URLSearchParams(fake.asked[0]?.query)]).toEqual([
        ["where", '{"customer_name":"Åsa"}'],
        ["a", "1"],
        ["page", "1"],
      ])
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })

  it.effect("takes the first of two Date headers, as a proxy leaves them that adds its own", () => {
    const date = "Tue, 13 Jan 2026 12:00:00 GMT, Tue, 13 Jan 2026 12:00:07 GMT"
    return Effect.gen(function* () {
      const { serverTime } = yield* AmiliClient
      expect(DateTime.formatIso(yield* serverTime)).toBe("2026-01-13T12:00:00.000Z")
    }).pipe(Effect.provide(coreOver(fakeApi(() => ({ headers: { date } })).layer)))
  })

  it.effect("tells the server's time", () => {
    const fake = fakeApi((_, count) => ({ headers: count === 1 ? { date: "Tue, 13 Jan 2026 12:00:00 GMT" } : {} }))
    return Effect.gen(function* () {
      const { serverTime } = yield* AmiliClient
      expect(DateTime.formatIso(yield* serverTime)).toBe("2026-01-13T12:00:00.000Z")
      expect(fake.asked[0]?.query).toBe("?max_results=1&projection=%7B%22_id%22%3A1%7D")
      expect(yield* Effect.flip(serverTime)).toMatchObject({
        _tag: "UnexpectedAnswer",
        message: "the API's answers carry no date that can be read",
      })
      expect(Option.isNone((yield* get()).serverTime)).toBe(true)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })
})

describe("The rate limit", () => {
  const minute = Duration.toMillis("1 minute")
  const readAll = (count: number) =>
    toTheEnd(
      Effect.all(
        Array.from({ length: count }, () => get()),
        { concurrency: "unbounded" },
      ),
    )

  it.effect(
    "once exceeded is met by all fibers with silence for a whole period, longer when that was not enough",
    () => {
      // What Eve does: a call in the period after any other call counts on, refused ones too.
      const refusals = new Set([2, 5, 6])
      const fake = fakeApi((_, count) => (refusals.has(count) ? { status: 429 } : { after: 1 }))
      return Effect.gen(function* () {
        yield* TestClock.setTime(start)
        const reading = yield* Effect.fork(readAll(8))
        yield* Fiber.join(reading)
        const at = times(fake.asked, start)
        expect(at.slice(0, 4)).toEqual([0, 0, 0, 0])
        expect(Math.min(...at.slice(4))).toBeGreaterThanOrEqual(minute)
        expect(at.slice(4).filter((time) => time > minute + 1 && time < 3 * minute)).toEqual([])
      }).pipe(Effect.provide(coreOver(fake.layer, undefined, { concurrency: 4 })), steady)
    },
  )

  it.effect("is left alone for the period that its answers showed", () => {
    const headers = (at: number, remaining: number) => ({
      date: new Date(at).toUTCString(),
      "x-ratelimit-limit": "100",
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(Math.floor(at / 1000) + 20),
    })
    const fake = fakeApi(({ at }, count) => (count === 2 ? { status: 429 } : { headers: headers(at, 90) }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* toTheEnd(Effect.all([get(), get()]))
      expect(times(fake.asked, start)).toEqual([0, 0, 20_000])
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  it.effect("ends when Retry-After says, in seconds or as a date of the server's clock", () => {
    const date = (at: number) => new Date(at + 90 * minute).toUTCString()
    const fake = fakeApi(({ at }, count) => {
      if (count === 1) return { status: 429, headers: { "retry-after": "7" } }
      if (count === 2) return { status: 503, headers: { "retry-after": date(at + 9000), date: date(at) } }
      return {}
    })
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* toTheEnd(get())
      expect(times(fake.asked, start)).toEqual([0, 7000, 16_000])
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  it.effect("is not waited for when that takes longer than the call may", () => {
    const fake = fakeApi(() => ({ status: 429, headers: { "retry-after": "3600" } }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const fiber = yield* Effect.fork(Effect.flip(get()))
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toMatchObject({
        _tag: "Unreachable",
        message:
          "the API wants silence until 2026-01-13T13:00:00.000Z, longer than the 10m that a call may take (1 attempt)",
        attempts: 1,
      })
      expect(yield* Effect.flip(get())).toMatchObject({ _tag: "Unreachable", attempts: 0 })
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  /** Eve's own counting, over a limit of 40 calls in ten seconds. */
  const eve = (limit: number, period: number) => {
    let count = 0
    let until = 0
    let refused = 0
    const fake = fakeApi(({ at }) => {
      if (at >= until) count = 0
      count += 1
      until = Math.floor(at / 1000) * 1000 + period
      if (count > limit) {
        refused += 1
        return { status: 429, after: 20 }
      }
      const headers = {
        date: new Date(at).toUTCString(),
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(limit - count),
        "x-ratelimit-reset": String(until / 1000),
      }
      return { headers, after: 20 }
    })
    return { ...fake, refused: () => refused }
  }

  it.effect("is never exceeded by one who can see it, and costs little more than it must", () => {
    const fake = eve(40, 10_000)
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* readAll(200)
      expect(fake.asked.length).toBe(200)
      expect(fake.refused()).toBe(0)
      // Five windows need four silences of ten seconds; places in flight may cost another.
      expect(times(fake.asked, start).at(-1)).toBeLessThan(70_000)
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  it.effect("slows requests down as it comes near", () => {
    const fake = eve(40, 10_000)
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* toTheEnd(Effect.forEach(Array.from({ length: 39 }), () => get()))
      const at = times(fake.asked, start)
      const pause = (index: number) => (at[index] ?? 0) - (at[index - 1] ?? 0)
      expect(pause(20)).toBe(20)
      expect(pause(34)).toBeGreaterThan(pause(32))
      expect(pause(38)).toBeGreaterThan(pause(34))
      expect(pause(38)).toBeLessThanOrEqual(250)
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  it.effect("goes on at once in the next window of a server that counts in fixed ones", () => {
    const fake = fakeApi(({ at }, count) => ({
      headers: {
        date: new Date(at).toUTCString(),
        "x-ratelimit-limit": "10",
        "x-ratelimit-remaining": String(at < start + 5000 ? 0 : 11 - count),
        "x-ratelimit-reset": String(start / 1000 + (at < start + 5000 ? 5 : 10)),
      },
    }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* toTheEnd(Effect.forEach([1, 2, 3], () => get()))
      expect(times(fake.asked, start)).toEqual([0, 5000, 5000])
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })

  it.effect("of another form of header is understood: seconds until the reset", () => {
    const fake = fakeApi((_, count) => ({
      headers: {
        "x-ratelimit-limit": "10",
        "x-ratelimit-remaining": count === 1 ? "0" : "9",
        "x-ratelimit-reset": "30",
      },
    }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      yield* toTheEnd(Effect.forEach([1, 2], () => get()))
      expect(times(fake.asked, start)).toEqual([0, 30_000])
    }).pipe(Effect.provide(coreOver(fake.layer)), steady)
  })
})
