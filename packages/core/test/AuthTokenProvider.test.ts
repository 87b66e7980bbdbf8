import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Exit, Fiber, Layer, Option, Redacted, TestClock } from "effect"
import { AmiliClient } from "../src/AmiliClient.ts"
import { AuthTokenProvider } from "../src/AuthTokenProvider.ts"
import { AccessToken, ApiCode, LegacyApiCode } from "../src/Credentials.ts"
import { TokenStore, TokenStoreError } from "../src/TokenStore.ts"
import { toTheEnd } from "./fixtures/clock.ts"
import { type Asked, coreOver, fakeApi, type Reply } from "./fixtures/fakeApi.ts"
import { ec, pem, secret } from "./fixtures/keys.ts"

const credential = ApiCode({ apiCode: secret("the-code"), privateKey: secret(pem(ec("prime256v1"), "sec1")) })

/** Without a key there is nothing to sign, and so nothing that takes real time while a test turns the clock. */
const unsigned = LegacyApiCode({ apiCode: secret("the-code") })

const isExchange = ({ path }: Asked) => path === "/authenticates/api-code"

/** Hands out token-1, token-2, ... of ten minutes each. */
const api = (
  exchange: (count: number) => Reply = (count) => ({ body: { token: `token-${count}`, expires_in: 600 } }),
) => {
  let exchanges = 0
  const fake = fakeApi((asked) => (isExchange(asked) ? exchange((exchanges += 1)) : {}))
  return { ...fake, exchanges: () => exchanges }
}

const token = Effect.map(
  Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()),
  Redacted.value,
)

describe("AuthTokenProvider", () => {
  it.effect("exchanges once for a thousand fibers that ask together", () => {
    const fake = api((count) => ({ body: { token: `token-${count}` }, after: 200 }))
    return Effect.gen(function* () {
      const asking = yield* Effect.fork(
        Effect.all(
          Array.from({ length: 1000 }, () => token),
          { concurrency: "unbounded" },
        ),
      )
      yield* TestClock.adjust(100)
      const late = yield* Effect.fork(token)
      yield* TestClock.adjust(100)
      expect(new Set(yield* Fiber.join(asking))).toEqual(new Set(["token-1"]))
      expect(yield* Fiber.join(late)).toBe("token-1")
      expect(fake.exchanges()).toBe(1)
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned)))
  })

  it.effect("keeps a token until a minute before its end", () => {
    const fake = api()
    return Effect.gen(function* () {
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(9 * 60_000 - 1)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(1)
      expect(yield* token).toBe("token-2")
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect("knows when the token in hand ends, once there is one", () =>
    Effect.gen(function* () {
      const { expiry, getValidToken } = yield* AuthTokenProvider
      expect(yield* expiry).toEqual(Option.none())
      yield* getValidToken()
      expect(Option.map(yield* expiry, DateTime.toEpochMillis)).toEqual(Option.some(600_000))
    }).pipe(Effect.provide(coreOver(api().layer, unsigned))),
  )

  it.effect("keeps a token of ten seconds for nine", () => {
    const fake = api((count) => ({ body: { token: `token-${count}`, expires_in: "10" } }))
    return Effect.gen(function* () {
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(8999)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(1)
      expect(yield* token).toBe("token-2")
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect("takes the configured lifetime when neither answer nor token says", () => {
    const fake = api((count) => ({ body: JSON.stringify(`token-${count}`) }))
    return Effect.gen(function* () {
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(216_000 - 1)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(1)
      expect(yield* token).toBe("token-2")
    }).pipe(Effect.provide(coreOver(fake.layer, credential, { defaultTokenLifetime: "4 minutes" })))
  })

  it.effect("serves those who wait although the fiber that started the exchange is interrupted", () => {
    const fake = api((count) => ({ body: { token: `token-${count}` }, after: 100 }))
    return Effect.gen(function* () {
      const first = yield* Effect.fork(token)
      yield* TestClock.adjust(50)
      const waiting = yield* Effect.fork(token)
      yield* Effect.yieldNow()
      expect(Exit.isInterrupted(yield* Fiber.interrupt(first))).toBe(true)
      yield* TestClock.adjust(50)
      expect(yield* Fiber.join(waiting)).toBe("token-1")
      expect(fake.exchanges()).toBe(1)
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned)))
  })

  it.effect("fails a queue of fibers with one exchange, and tries again a second later", () => {
    const fake = api((count) => (count === 1 ? { status: 401 } : { body: { token: `token-${count}` } }))
    return Effect.gen(function* () {
      const failures = yield* Effect.all(
        Array.from({ length: 50 }, () => Effect.flip(token)),
        { concurrency: 4 },
      )
      expect(new Set(failures.map(({ _tag, message }) => `${_tag}: ${message}`))).toEqual(
        new Set(["NotAuthenticated: the API does not accept these credentials (401)"]),
      )
      expect(failures[0]?.hint).toBe(
        "check that the api code belongs to this key, and that its public half is registered with Amili",
      )
      yield* TestClock.adjust(999)
      yield* Effect.flip(token)
      expect(fake.exchanges()).toBe(1)
      yield* TestClock.adjust(1)
      expect(yield* token).toBe("token-2")
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect("goes on with the old token while a new one cannot be had, until its end", () => {
    const fake = api((count) => (count === 1 ? { body: { token: "token-1", expires_in: 600 } } : { status: 503 }))
    return Effect.gen(function* () {
      yield* token
      yield* TestClock.adjust("9 minutes")
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(59_999)
      expect(yield* token).toBe("token-1")
      yield* TestClock.adjust(1001)
      expect(yield* Effect.flip(token)).toMatchObject({ _tag: "Unreachable", status: 503 })
    }).pipe(Effect.provide(coreOver(fake.layer, credential, { retries: 0 })))
  })

  it.effect("makes up for a clock that is wrong, by the server's Date", () => {
    const serverStart = DateTime.unsafeMake("2026-01-13T12:00:00Z")
    const seen: Array<number> = []
    const fake = fakeApi((asked) => {
      const claims: unknown = JSON.parse(
        Buffer.from(asked.headers["x-api-key"]?.split(".")[1] ?? "", "base64url").toString(),
      )
      const exp = (claims as { exp: number }).exp * 1000
      const serverNow = serverStart.epochMillis + asked.at
      seen.push(exp - serverNow)
      const date = new Date(serverNow).toUTCString()
      return exp > serverNow && exp <= serverNow + 601_000
        ? { headers: { date }, body: { token: "t", expires_at: new Date(serverNow + 600_000).toISOString() } }
        : { status: 401, headers: { date } }
    })
    return Effect.gen(function* () {
      yield* token
      expect(seen[1]).toBe(600_000)
      // The end is the server's time as well; by ours it lies 56 years ahead, and the token would never be renewed.
      yield* TestClock.adjust("9 minutes")
      yield* token
      expect(seen.length).toBe(3)
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect("asks once more only when the clock may be the reason", () => {
    const fake = fakeApi(({ at }) => ({ status: 401, headers: { date: new Date(at + 20_000).toUTCString() } }))
    return Effect.gen(function* () {
      yield* Effect.flip(token)
      expect(fake.asked.length).toBe(1)
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect.each([
    ["twice when signing by the API's time does not help", credential, 2],
    ["once without a signature, since there the clock is no reason", unsigned, 1],
  ] as const)("asks %s", ([, credential, requests]) => {
    const fake = fakeApi(({ at }) => ({ status: 401, headers: { date: new Date(at + 3_600_000).toUTCString() } }))
    return Effect.gen(function* () {
      expect(yield* Effect.flip(token)).toMatchObject({ _tag: "NotAuthenticated" })
      expect(fake.asked.length).toBe(requests)
    }).pipe(Effect.provide(coreOver(fake.layer, credential)))
  })

  it.effect("leaves no exchange behind when its layer is closed", () => {
    const fake = api(() => ({ after: 3_600_000 }))
    return Effect.gen(function* () {
      const waiting = yield* Effect.gen(function* () {
        const fiber = yield* Effect.forkDaemon(token)
        yield* TestClock.adjust(10)
        return fiber
      }).pipe(Effect.provide(coreOver(fake.layer, unsigned)))
      expect(Exit.isInterrupted(yield* Fiber.await(waiting))).toBe(true)
    })
  })

  it.effect("posts the api code in the legacy exchange, under the configured name, and does not repeat it", () => {
    const fake = fakeApi(() => ({ status: 503 }))
    return Effect.gen(function* () {
      expect(yield* Effect.flip(token)).toMatchObject({ _tag: "Unreachable", attempts: 1 })
      expect(fake.asked).toMatchObject([
        { method: "POST", path: "/authenticates/api-code", body: '{"code":"the-code"}' },
      ])
      expect(fake.asked[0]?.headers).not.toHaveProperty("x-api-key")
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned, { legacyFieldName: "code" })))
  })

  it.effect.each([
    [{ status: 404 }, "RequestRefused: the API has no authenticates/api-code to authenticate at (404)"],
    [{ status: 403 }, "NotAuthenticated: the API does not accept these credentials (403)"],
    [{ body: {} }, "UnexpectedAnswer: the exchange answered without a token that can be used (fields: none)"],
    [
      { body: { secretToken: "xyz", "a b": 1 } },
      "UnexpectedAnswer: the exchange answered without a token that can be used (fields: secretToken)",
    ],
    [
      { body: { token: "two\nlines" } },
      "UnexpectedAnswer: the exchange answered without a token that can be used (fields: token)",
    ],
    [
      { body: "<p>", headers: { "content-type": "text/html" } },
      "UnexpectedAnswer: the API answered authenticates/api-code with text/html instead of JSON",
    ],
  ] as const)("says what is wrong with the answer %j", ([reply, message]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(token)
      expect(`${error._tag}: ${error.message}`).toBe(message)
    }).pipe(Effect.provide(coreOver(fakeApi(() => reply).layer, credential))),
  )

  it.effect("takes a token as plain text", () =>
    Effect.gen(function* () {
      expect(yield* token).toBe("abc.def")
    }).pipe(
      Effect.provide(
        coreOver(fakeApi(() => ({ body: "abc.def\n", headers: { "content-type": "text/plain" } })).layer, credential),
      ),
    ),
  )

  it.effect("fails with the key's own error before anything is sent", () => {
    const fake = api()
    return Effect.gen(function* () {
      expect(yield* Effect.flip(token)).toMatchObject({ _tag: "InvalidKey", reason: "Unreadable" })
      expect(fake.asked).toEqual([])
    }).pipe(Effect.provide(coreOver(fake.layer, ApiCode({ apiCode: secret("c"), privateKey: secret("no key") }))))
  })

  it.effect("uses a fixed token as it is, less the line break of the file it came from", () => {
    const fake = api()
    return Effect.gen(function* () {
      expect(yield* token).toBe("abc")
      expect(fake.asked).toEqual([])
    }).pipe(Effect.provide(coreOver(fake.layer, AccessToken({ token: secret("abc\n") }))))
  })

  it.effect("refuses a fixed token that no header can carry", () =>
    Effect.gen(function* () {
      expect(yield* Effect.flip(token)).toMatchObject({
        _tag: "NotAuthenticated",
        message: "the access token is not one: a header cannot carry it",
      })
    }).pipe(Effect.provide(coreOver(api().layer, AccessToken({ token: secret("a\nb") })))),
  )
})

/** Reads until the server, which accepts only `valid()`, is content. */
const guarded = (valid: () => string, exchange: (count: number) => Reply) => {
  let exchanges = 0
  const fake = fakeApi((asked) => {
    if (isExchange(asked)) return exchange((exchanges += 1))
    return asked.headers["x-api-key"] === valid() ? { after: 10 } : { status: 401, after: 10 }
  })
  return { ...fake, exchanges: () => exchanges }
}

const read = Effect.flatMap(AmiliClient, (client) => client.get("cases"))

describe("A 401 on a call", () => {
  it.effect("costs one exchange however many calls meet it", () => {
    let valid = "token-1"
    const fake = guarded(
      () => valid,
      (count) => ({ body: { token: `token-${count}` }, after: 30 }),
    )
    return Effect.gen(function* () {
      const warm = yield* Effect.fork(read)
      yield* TestClock.adjust(100)
      yield* Fiber.join(warm)
      valid = "token-2"
      const many = yield* Effect.fork(
        Effect.all(
          Array.from({ length: 60 }, () => read),
          { concurrency: "unbounded" },
        ),
      )
      yield* TestClock.adjust("1 minute")
      expect((yield* Fiber.join(many)).length).toBe(60)
      expect(fake.exchanges()).toBe(2)
      // The eight in flight were repeated once each.
      expect(fake.asked.filter((asked) => !isExchange(asked)).length).toBe(1 + 60 + 8)
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned, { concurrency: 8 })))
  })

  it.effect("costs one exchange even when the API gives the same text again", () => {
    let accepted = false
    let exchanges = 0
    const fake = fakeApi((asked, count) => {
      if (!isExchange(asked)) return accepted ? {} : { status: 401, after: count % 2 === 0 ? 10 : 500 }
      exchanges += 1
      accepted = exchanges === 2
      return { body: { token: "same" } }
    })
    return Effect.gen(function* () {
      const both = yield* Effect.fork(Effect.all([read, read], { concurrency: 2 }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(both)
      expect(exchanges).toBe(2)
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned)))
  })

  it.effect("is repeated once, not for ever", () => {
    const fake = guarded(
      () => "never",
      (count) => ({ body: { token: `token-${count}`, expires_in: 864_000 } }),
    )
    return Effect.gen(function* () {
      expect(yield* toTheEnd(Effect.flip(read))).toMatchObject({
        _tag: "NotAuthenticated",
        message: "the API does not accept the access token that it has just given (401)",
      })
      expect(fake.asked.map((asked) => asked.headers["x-api-key"] ?? "exchange")).toEqual([
        "exchange",
        "token-1",
        "exchange",
        "token-2",
      ])
      // The second is no better than the first: the next call does not begin with it.
      yield* toTheEnd(Effect.flip(read))
      expect(fake.asked.at(5)?.headers["x-api-key"]).toBe("token-3")
    }).pipe(Effect.provide(coreOver(fake.layer, unsigned)))
  })

  it.effect("is final with a fixed token", () => {
    const fake = fakeApi(() => ({ status: 401 }))
    return Effect.gen(function* () {
      expect(yield* Effect.flip(read)).toMatchObject({
        _tag: "NotAuthenticated",
        message: "the API does not accept the access token (401)",
        hint: "get a new access token, or use an api code and a private key",
      })
      expect(fake.asked.length).toBe(1)
    }).pipe(Effect.provide(coreOver(fake.layer)))
  })
})

describe("A token store", () => {
  /** One process after the other over the same store. */
  const processOver = (
    fake: { layer: ReturnType<typeof api>["layer"] },
    store: TokenStore["Type"],
    code = "the-code",
  ) =>
    Effect.provide(coreOver(fake.layer, LegacyApiCode({ apiCode: secret(code) }), {}, Layer.succeed(TokenStore, store)))

  it.effect("spares the next process the exchange, for the same credentials only", () =>
    Effect.gen(function* () {
      const fake = api()
      const store = yield* Effect.provide(TokenStore, TokenStore.layerMemory)
      expect(yield* processOver(fake, store)(token)).toBe("token-1")
      expect(yield* processOver(fake, store)(token)).toBe("token-1")
      expect(yield* processOver(fake, store, "another-code")(token)).toBe("token-2")
      yield* TestClock.adjust("10 minutes")
      expect(yield* processOver(fake, store)(token)).toBe("token-3")
    }),
  )

  it.effect("is not asked again for a token that the API has refused", () =>
    Effect.gen(function* () {
      const fake = guarded(
        () => "token-2",
        (count) => ({ body: { token: `token-${count}`, expires_in: 864_000 } }),
      )
      const store = yield* Effect.provide(TokenStore, TokenStore.layerMemory)
      yield* processOver(fake, store)(token)
      yield* toTheEnd(processOver(fake, store)(read))
      expect(yield* processOver(fake, store)(token)).toBe("token-2")
      expect(fake.exchanges()).toBe(2)
    }),
  )

  it.effect("does not keep a token that the API has refused, even when another cannot be had", () =>
    Effect.gen(function* () {
      const fake = guarded(
        () => "token-3",
        (count) => (count === 2 ? { status: 401 } : { body: { token: `token-${count}`, expires_in: 864_000 } }),
      )
      const store = yield* Effect.provide(TokenStore, TokenStore.layerMemory)
      yield* processOver(fake, store)(token)
      yield* toTheEnd(Effect.flip(processOver(fake, store)(read)))
      expect(yield* processOver(fake, store)(token)).toBe("token-3")
    }),
  )

  it.effect("that keeps a refused token all the same is not believed twice", () =>
    Effect.gen(function* () {
      const fake = guarded(
        () => "token-2",
        (count) => ({ body: { token: `token-${count}`, expires_in: 864_000 } }),
      )
      const store = yield* Effect.provide(TokenStore, TokenStore.layerMemory)
      yield* processOver(fake, store)(token)
      yield* toTheEnd(processOver(fake, { ...store, remove: () => Effect.void })(read))
      expect(fake.exchanges()).toBe(2)
    }),
  )

  it.effect("sees neither api code nor key in its own key, which is fit for a file name", () =>
    Effect.gen(function* () {
      const keys: Array<string> = []
      const store: TokenStore["Type"] = {
        get: (key) => Effect.sync(() => (keys.push(key), Option.none())),
        set: (key) => Effect.sync(() => void keys.push(key)),
        remove: () => Effect.void,
      }
      yield* processOver(api(), store)(token)
      expect(new Set(keys).size).toBe(1)
      expect(keys[0]).toMatch(/^api\.example\.se-[0-9a-f]{32}$/)
    }),
  )

  it.effect("costs an exchange, not the call, when it fails", () =>
    Effect.gen(function* () {
      const fails = () => Effect.fail(new TokenStoreError({ message: "disk is full" }))
      expect(yield* processOver(api(), { get: fails, set: fails, remove: fails })(token)).toBe("token-1")
    }),
  )
})
