import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import * as Credentials from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer, LayerMap, Redacted } from "effect"
import { json, serve } from "./fixtures/server.ts"

/** A server that answers each request with the key that it was asked with. */
const echo = serve((request, response) => json(response, { _items: [], key: request.headers["x-api-key"] }))

const tenant = (baseUrl: string, token: string) =>
  Core.layerFetch({ baseUrl, credential: Credentials.AccessToken({ token: Redacted.make(token) }) })

const withPorts = (baseUrl: string, token: string) =>
  Core.layer.pipe(
    Layer.provide([
      AmiliConfig.layer({ baseUrl }),
      Credentials.Credentials.layer(Credentials.AccessToken({ token: Redacted.make(token) })),
      TokenStore.layerMemory,
      FetchHttpClient.layer,
    ]),
  )

const keyOf = (api: AmiliClient) => Effect.map(api.get("cases"), ({ body }) => body)

class First extends Context.Tag("First")<First, AmiliClient>() {}
class Second extends Context.Tag("Second")<Second, AmiliClient>() {}

const both = <E>(first: Layer.Layer<AmiliClient, E>, second: Layer.Layer<AmiliClient, E>) =>
  Layer.merge(
    Layer.provide(Layer.effect(First, AmiliClient), first),
    Layer.provide(Layer.effect(Second, AmiliClient), second),
  )

describe.each([
  ["Core.layerFetch", tenant],
  ["Core.layer", withPorts],
])("%s", (_, tenant) => {
  it.scoped("makes a client of its own for each tenant of one program", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* echo
      const answers = yield* Effect.all([Effect.flatMap(First, keyOf), Effect.flatMap(Second, keyOf)]).pipe(
        Effect.provide(both(tenant(baseUrl, "first"), tenant(baseUrl, "second"))),
      )
      expect(answers).toMatchObject([{ key: "first" }, { key: "second" }])
    }),
  )

  it.scoped("serves the tenants of a LayerMap, each with its own credentials", () =>
    Effect.gen(function* () {
      const server = yield* echo
      const tenants = yield* LayerMap.make((token: string) => tenant(server.baseUrl, token))
      const ask = (token: string) => Effect.flatMap(AmiliClient, keyOf).pipe(Effect.provide(tenants.get(token)))
      const answers = yield* Effect.forEach(["first", "second", "first"], ask, { concurrency: 3 })
      expect(answers).toMatchObject([{ key: "first" }, { key: "second" }, { key: "first" }])
    }),
  )

  it.scoped("takes another token of a partner once the first is refused and its client invalidated", () =>
    Effect.gen(function* () {
      const { baseUrl } = yield* serve((request, response) =>
        request.headers["x-api-key"] === "old" ? response.writeHead(401).end() : json(response, { _items: [] }),
      )
      const tokens = ["old", "new"]
      const partners = yield* LayerMap.make((partner: "partner") => tenant(baseUrl, tokens.shift() ?? partner), {
        idleTimeToLive: "1 minute",
      })
      const ask = Effect.flatMap(AmiliClient, keyOf).pipe(Effect.provide(partners.get("partner")))
      const answer = ask.pipe(
        Effect.catchTag("NotAuthenticated", () => Effect.zipRight(partners.invalidate("partner"), ask)),
      )
      expect(yield* answer).toEqual({ _items: [] })
      expect(yield* answer).toEqual({ _items: [] })
      expect(tokens).toEqual([])
    }),
  )

  it.scoped("is one client wherever the same layer is provided", () =>
    Effect.gen(function* () {
      const layer = tenant((yield* echo).baseUrl, "only")
      const clients = yield* Effect.provide(Effect.all([First, Second]), both(layer, layer))
      expect(clients[0]).toBe(clients[1])
    }),
  )
})
