import { describe, expect, it } from "@effect/vitest"
import { Effect, Metric } from "effect"
import { AmiliClient } from "../src/AmiliClient.ts"
import { AuthTokenProvider } from "../src/AuthTokenProvider.ts"
import { ApiCode } from "../src/Credentials.ts"
import { toTheEnd } from "./fixtures/clock.ts"
import { coreOver, fakeApi } from "./fixtures/fakeApi.ts"
import { ec, pem, secret } from "./fixtures/keys.ts"
import { observe } from "./fixtures/observed.ts"

const credential = ApiCode({ apiCode: secret("c"), privateKey: secret(pem(ec("prime256v1"), "sec1")) })

const counted = Effect.map(Metric.snapshot, (pairs) =>
  Object.fromEntries(
    pairs
      .filter(({ metricKey }) => metricKey.name.startsWith("amili_"))
      .map(({ metricKey, metricState }) => [
        [metricKey.name, ...metricKey.tags.map(({ value }) => value)].join(" "),
        "count" in metricState ? Number(metricState.count) : Number.NaN,
      ]),
  ),
)

const run = Effect.gen(function* () {
  const answers = [{ body: { token: "t" } }, { status: 503 }, { status: 429, headers: { "retry-after": "1" } }, {}]
  const fake = fakeApi((_, count) => answers[count - 1] ?? {})
  const reading = Effect.gen(function* () {
    // Signing takes real time: it is over before the clock is turned.
    yield* Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken())
    yield* toTheEnd(Effect.flatMap(AmiliClient, (api) => api.get("cases", [["where", "{}"]])))
  })
  return yield* observe(Effect.provide(reading, coreOver(fake.layer, credential)))
})

describe("Telemetry", () => {
  it.effect("has a span for the call and one for each request, without the query", () =>
    Effect.gen(function* () {
      const { spans } = yield* run
      const ofRequests = spans.filter(({ name }) => name.startsWith("http."))
      expect(spans.map(({ name, parent }) => `${name} < ${parent}`)).toEqual([
        "AuthTokenProvider.exchange < undefined",
        "PrivateKey.fromPem < AuthTokenProvider.exchange",
        "http.client GET < AuthTokenProvider.exchange",
        "AmiliClient.get < undefined",
        "http.client GET < AmiliClient.get",
        "http.client GET < AmiliClient.get",
        "http.client GET < AmiliClient.get",
      ])
      expect(ofRequests.map(({ attributes }) => Object.fromEntries(attributes))).toEqual(
        [200, 503, 429, 200].map((status, index) => ({
          "http.request.method": "GET",
          "url.path": index === 0 ? "/authenticates/api-code" : "/cases",
          "http.response.status_code": status,
        })),
      )
      expect(new Set(ofRequests.map(({ kind }) => kind))).toEqual(new Set(["client"]))
      expect(spans.every(({ ended }) => ended !== "still open")).toBe(true)
    }),
  )

  it.effect("counts requests by status, repeats, waits for the rate limit, and exchanges", () =>
    Effect.gen(function* () {
      const before = yield* counted
      yield* run
      const after = yield* counted
      const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      expect(Object.fromEntries(grown.filter(([, count]) => count > 0))).toEqual({
        "amili_requests_total 200": 2,
        "amili_requests_total 429": 1,
        "amili_requests_total 503": 1,
        amili_retries_total: 2,
        amili_rate_limit_waits_total: 1,
        amili_token_exchanges_total: 1,
      })
    }),
  )
})
