/** A machine's clock that is set back or ahead delays nothing and refuses nothing that the server did not ask for. */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Redacted, TestClock } from "effect"
import { decodeJwt } from "jose"
import { AmiliClient } from "../src/AmiliClient.ts"
import { AuthTokenProvider } from "../src/AuthTokenProvider.ts"
import { ApiCode, LegacyApiCode } from "../src/Credentials.ts"
import { accessToken, coreOver, fakeApi } from "./fixtures/fakeApi.ts"
import { ec, pem, secret } from "./fixtures/keys.ts"
import * as WallClock from "./fixtures/wallClock.ts"

const start = Date.UTC(2026, 0, 13, 12)

const jumps = (["5 seconds", "11 minutes", "1 hour", "3650 days"] as const).flatMap((by) => [
  { by, back: true, name: `back by ${by}` },
  { by, back: false, name: `ahead by ${by}` },
])

const get = Effect.flatMap(AmiliClient, (api) => api.get("cases"))

describe.each(jumps)("A clock that is set $name", ({ back, by }) => {
  /** A 429 without a word of how long, then answers: silence for a minute, by whatever clock. */
  const limited = () => fakeApi((_, count) => (count === 1 ? { status: 429 } : {}))

  it.effect.each(["before", "during", "after"] as const)("%s a 429 leaves the silence a minute long", (moment) => {
    const fake = limited()
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const wall = yield* WallClock.make
      if (moment === "before") yield* wall.jump(by, back)
      const reading = yield* Effect.fork(wall.on(get))
      yield* TestClock.adjust("10 seconds")
      if (moment === "during") yield* wall.jump(by, back)
      yield* TestClock.adjust("49999 millis")
      expect(fake.asked).toHaveLength(1)
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(reading)
      expect(fake.asked).toHaveLength(2)
      if (moment === "after") yield* wall.jump(by, back)
      const next = yield* Effect.fork(wall.on(get))
      yield* TestClock.adjust(0)
      yield* Fiber.join(next)
      expect(fake.asked).toHaveLength(3)
    }).pipe(Effect.provide(coreOver(fake.layer, accessToken)))
  })

  it.effect("between two attempts leaves the pause and the time limit of the call as they were", () => {
    const fake = fakeApi(() => ({ status: 503 }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const wall = yield* WallClock.make
      const reading = yield* Effect.fork(Effect.flip(wall.on(get)))
      yield* TestClock.adjust("100 millis")
      yield* wall.jump(by, back)
      yield* TestClock.adjust("30 seconds")
      expect(yield* Fiber.join(reading)).toMatchObject({ _tag: "Unreachable", attempts: 5 })
    }).pipe(Effect.provide(coreOver(fake.layer, accessToken)))
  })

  it.effect("leaves a token its life", () => {
    const fake = fakeApi((_, count) => ({ body: { token: `token-${count}`, expires_in: 600 } }))
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const wall = yield* WallClock.make
      const token = wall.on(
        Effect.flatMap(AuthTokenProvider, (auth) => Effect.map(auth.getValidToken(), Redacted.value)),
      )
      expect(yield* token).toBe("token-1")
      yield* wall.jump(by, back)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(9 * 60_000 - 1)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(1)
      expect(yield* token).toBe("token-2")
    }).pipe(Effect.provide(coreOver(fake.layer, LegacyApiCode({ apiCode: secret("the-code") }))))
  })

  it.effect("costs one refused JWT at most: from then on the API's Date tells the time", () => {
    const credential = ApiCode({ apiCode: secret("the-code"), privateKey: secret(pem(ec("prime256v1"), "sec1")) })
    const date = new Date(start).toUTCString()
    /** Accepts what ends within the next eleven minutes, by its own clock. */
    const fake = fakeApi(({ headers }) => {
      const left = (decodeJwt(String(headers["x-api-key"])).exp ?? 0) - start / 1000
      return left > 0 && left <= 660
        ? { headers: { date }, body: { token: "the-token", expires_in: 600 } }
        : { status: 401, headers: { date } }
    })
    return Effect.gen(function* () {
      yield* TestClock.setTime(start)
      const wall = yield* WallClock.make
      const auth = yield* AuthTokenProvider
      yield* wall.jump(by, back)
      const token = yield* wall.on(auth.getValidToken())
      const refused = by === "5 seconds" ? 0 : 1
      expect(fake.asked).toHaveLength(refused + 1)
      yield* wall.jump(by, !back)
      yield* wall.jump(by, !back)
      yield* wall.on(auth.refresh(token))
      expect(fake.asked).toHaveLength(refused + 2)
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })
})
