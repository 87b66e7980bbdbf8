import { inspect } from "node:util"
import { FetchHttpClient } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Option, Redacted } from "effect"
import { AmiliClient } from "../src/AmiliClient.ts"
import { AmiliConfig } from "../src/AmiliConfig.ts"
import { AuthTokenProvider } from "../src/AuthTokenProvider.ts"
import { AccessToken, ApiCode, type Credential, Credentials, LegacyApiCode } from "../src/Credentials.ts"
import { TokenStore, TokenStoreError } from "../src/TokenStore.ts"
import { toTheEnd } from "./fixtures/clock.ts"
import { type Asked, coreOver, fakeApi, type Reply } from "./fixtures/fakeApi.ts"
import { block, ec, pem, secret } from "./fixtures/keys.ts"
import { observe } from "./fixtures/observed.ts"

const keyText = pem(ec("prime256v1"), "sec1")
const apiCode = "api-code-4711"
const token = "access-token-0815"
const person = "Åsa Öberg"
const bodyText = "body-of-the-answer"

const byKey = ApiCode({ apiCode: secret(apiCode), privateKey: secret(keyText) })
const legacy = LegacyApiCode({ apiCode: secret(apiCode) })
const fixed = AccessToken({ token: secret(token) })
const given: Reply = { body: { token, expires_in: 600 } }
const failsToStore = () => Effect.fail(new TokenStoreError({ message: "disk is full" }))
const broken: Reply = { broken: Object.assign(new Error("fetch failed"), { cause: { code: "ECONNRESET" } }) }

interface Path {
  readonly name: string
  readonly credential?: Credential
  readonly exchange?: Reply
  readonly call?: Reply
  readonly store?: Layer.Layer<TokenStore>
}

const paths: ReadonlyArray<Path> = [
  { name: "all is well" },
  { name: "the key is damaged", credential: ApiCode({ ...byKey, privateKey: secret(keyText.replace("M", "!")) }) },
  {
    name: "the key cannot be imported",
    credential: ApiCode({ ...byKey, privateKey: secret(block("PRIVATE KEY", Buffer.from(token))) }),
  },
  { name: "the exchange is refused", exchange: { status: 401, body: bodyText } },
  { name: "the exchange fails", exchange: { status: 500, body: bodyText } },
  { name: "the exchange breaks off", exchange: broken },
  { name: "the exchange gives no token", exchange: { body: { data: token, [token]: 1 } } },
  { name: "the exchange is cut off", exchange: { body: `{"token":"${token}` } },
  { name: "the legacy exchange is refused", credential: legacy, exchange: { status: 401 } },
  { name: "the legacy exchange breaks off", credential: legacy, exchange: broken },
  { name: "the fixed token is refused", credential: fixed, call: { status: 401 } },
  { name: "the fixed token fits no header", credential: AccessToken({ token: secret(`${token}\n${token}`) }) },
  { name: "the token is refused again", call: { status: 401 } },
  { name: "the request is refused", call: { status: 400, body: bodyText } },
  { name: "nothing is there", call: { status: 404, body: bodyText } },
  { name: "the server fails", call: { status: 500, body: bodyText } },
  { name: "the limit is exceeded", call: { status: 429, headers: { "retry-after": "3600" } } },
  { name: "a page is HTML", call: { headers: { "content-type": "text/html" }, body: bodyText } },
  { name: "a page is cut off", call: { body: `{"_items":["${bodyText}` } },
  { name: "a redirect carries a session", call: { status: 302, headers: { location: `https://x.se/?t=${token}` } } },
  { name: "the connection breaks off", call: broken },
  { name: "the server is silent", call: { after: 3_600_000 } },
  {
    name: "the token store fails",
    store: Layer.succeed(TokenStore, { get: failsToStore, set: failsToStore, remove: failsToStore }),
    call: { status: 401 },
  },
]

const where = JSON.stringify({ customer_name: person })
const read = Effect.flatMap(AmiliClient, (api) => api.get("cases/1", [["where", where]]))

/** Every way in which a value ends up as text. */
const printed = (value: unknown): string =>
  [
    String(value),
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(value, (_, inner: unknown) =>
      inner instanceof Map ? [...inner] : typeof inner === "bigint" ? 0 : inner,
    ),
    value instanceof Error ? `${value.stack}${inspect(value.cause)}` : "",
  ].join("\n")

const isExchange = ({ path }: Asked) => path === "/authenticates/api-code"

describe("No secret, no body and no debtor is in any error, log or span when", () => {
  it.effect.each(paths)("$name", ({ call = {}, credential = byKey, exchange = given, store }) => {
    const fake = fakeApi((asked) => (isExchange(asked) ? exchange : call))
    return Effect.gen(function* () {
      const { exit, logs, spans } = yield* toTheEnd(
        observe(Effect.provide(read, coreOver(fake.layer, credential, {}, store))),
      )
      const sent = fake.asked.map(({ headers }) => headers["x-api-key"]).filter((key) => key !== undefined)
      const secrets = [
        apiCode,
        token,
        person,
        bodyText,
        ...sent,
        ...keyText.split("\n").filter((line) => line.length > 30),
      ]
      // What succeeded is the answer itself, which is the caller's.
      const left = Exit.isFailure(exit)
        ? [exit.cause, Cause.squash(exit.cause), Cause.pretty(exit.cause), ...Cause.failures(exit.cause)]
        : []
      const text = [...left, ...logs, ...spans].map(printed).join("\n")
      expect(secrets.filter((one) => text.includes(one))).toEqual([])
      expect(spans.length).toBeGreaterThan(0)
    })
  })
})

describe("Secrets", () => {
  it.effect("stay redacted in everything that a caller may hold and print", () =>
    Effect.gen(function* () {
      const held = yield* Effect.gen(function* () {
        const auth = yield* AuthTokenProvider
        return [yield* auth.getValidToken(), auth, yield* AmiliClient]
      }).pipe(Effect.provide(coreOver(fakeApi(() => given).layer, byKey)))
      const config = yield* Effect.provide(AmiliConfig, AmiliConfig.layer({ baseUrl: "https://api.example.se" }))
      const credentials = yield* Effect.provide(Credentials, Credentials.layer(byKey))
      const text = [...held, config, credentials].map(printed).join("\n")
      expect([apiCode, token, keyText.slice(40, 80)].filter((one) => text.includes(one))).toEqual([])
    }),
  )

  it.effect("do not come back out of fetch, which quotes a header that it refuses", () =>
    Effect.gen(function* () {
      const error = yield* read.pipe(
        Effect.provide(coreOver(FetchHttpClient.layer, AccessToken({ token: Redacted.make(`${token}\u0000`) }))),
        Effect.flip,
      )
      expect(error._tag).toBe("NotAuthenticated")
      expect(printed(error)).not.toContain(token)
    }),
  )

  it.effect("are found by this test when one is left in an error", () =>
    Effect.gen(function* () {
      const { exit } = yield* observe(Effect.fail({ message: "x", cause: { headers: { "x-api-key": token } } }))
      expect(printed(Option.getOrUndefined(Exit.causeOption(exit)))).toContain(token)
    }),
  )
})
