import { describe, expect, it } from "@effect/vitest"
import { Clock, Effect, Either, Fiber, TestClock } from "effect"
import { AmiliConfig } from "../../../src/AmiliConfig.ts"
import * as Pacer from "../../../src/internal/http/pacer.ts"

const start = Date.UTC(2026, 0, 13, 12)
const config = (rateLimitPeriod: "1 minute" | "10 minutes" = "1 minute") =>
  Either.getOrThrow(AmiliConfig.make({ baseUrl: "https://api.example.se", rateLimitPeriod }))

/** What an answer at a second after the start tells: `reset` in seconds from then. `skew` is how far the server is ahead. */
const limit = (remaining: number, reset: number, at = 0, skew = 0) => ({
  date: new Date(start + (at + skew) * 1000).toUTCString(),
  "x-ratelimit-limit": "10",
  "x-ratelimit-remaining": String(remaining),
  "x-ratelimit-reset": String(start / 1000 + at + skew + reset),
})

/** Seconds after the start at which requests that never end go out. */
const departures = (pacer: Pacer.Pacer, count: number) =>
  Effect.gen(function* () {
    const at: Array<number> = []
    const request = Effect.zipRight(
      Effect.map(Clock.currentTimeMillis, (now) => at.push((now - start) / 1000)),
      Effect.never,
    )
    const fibers = yield* Effect.forEach(Array.from({ length: count }), () =>
      Effect.fork(pacer.run(request, Number.POSITIVE_INFINITY)),
    )
    yield* TestClock.adjust("1 hour")
    yield* Fiber.interruptAll(fibers)
    return at
  })

const paced = (period?: "10 minutes") => Effect.zipRight(TestClock.setTime(start), Pacer.make(config(period)))

describe("Pacer", () => {
  it.effect("counts what is in flight as used up", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(200, limit(3, 20))
      const at = yield* departures(pacer, 4)
      expect(at.slice(0, 3).every((second) => second < 20)).toBe(true)
      expect(at[3]).toBe(20)
    }),
  )

  it.effect("believes the lowest count of a window, since answers overtake each other", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(200, limit(0, 20))
      yield* pacer.observe(200, limit(5, 20))
      expect(yield* departures(pacer, 1)).toEqual([20])
    }),
  )

  it.effect("takes refusals that come together for one", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      for (let count = 0; count < 4; count += 1) yield* pacer.observe(429, {})
      expect(yield* departures(pacer, 1)).toEqual([60])
    }),
  )

  it.effect("doubles a silence that was not enough, up to a quarter of an hour", () =>
    Effect.gen(function* () {
      const pacer = yield* paced("10 minutes")
      yield* pacer.observe(429, {})
      yield* TestClock.adjust("10 minutes")
      yield* pacer.observe(429, {})
      expect(yield* departures(pacer, 1)).toEqual([1500])
    }),
  )

  it.effect("keeps the longest of several silences", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(429, { "retry-after": "30" })
      yield* pacer.observe(503, { "retry-after": "5" })
      expect(yield* departures(pacer, 1)).toEqual([30])
    }),
  )

  it.effect("takes the longest time to a reset for the period", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(200, limit(9, 20))
      yield* TestClock.adjust("15 seconds")
      yield* pacer.observe(200, limit(8, 5, 15))
      yield* pacer.observe(429, {})
      expect(yield* departures(pacer, 1)).toEqual([35])
    }),
  )

  it.effect("reckons resets by the server's clock", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(200, limit(0, 20, 0, 3600))
      expect(yield* departures(pacer, 1)).toEqual([20])
    }),
  )

  it.effect("forgets a request that was interrupted while it waited", () =>
    Effect.gen(function* () {
      const pacer = yield* paced()
      yield* pacer.observe(429, { "retry-after": "5" })
      const waiting = yield* Effect.fork(pacer.run(Effect.void, Number.POSITIVE_INFINITY))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(waiting)
      yield* TestClock.adjust("5 seconds")
      yield* pacer.observe(200, limit(2, 20, 6))
      const at = yield* departures(pacer, 2)
      expect(at.every((second) => second < 26)).toBe(true)
    }),
  )
})
