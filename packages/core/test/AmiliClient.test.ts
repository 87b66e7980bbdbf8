import { gzipSync } from "node:zlib"
import { NodeHttpClient } from "@effect/platform-node"
import { FetchHttpClient } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { jwtVerify } from "jose"
import { AmiliClient } from "../src/AmiliClient.ts"
import { ApiCode } from "../src/Credentials.ts"
import { coreOver } from "./fixtures/fakeApi.ts"
import { ec, pem, publicKeyOf, secret } from "./fixtures/keys.ts"
import { type Handler, json, serve } from "./fixtures/server.ts"

const key = ec("prime256v1")
const credential = ApiCode({ apiCode: secret("the-code"), privateKey: secret(pem(key, "sec1")) })
const clients = [
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layer],
  ["fetch", FetchHttpClient.layer],
] as const

const exchange =
  (handler: Handler): Handler =>
  (seen, response, count) =>
    seen.path === "/authenticates/api-code"
      ? json(response, { access_token: "the-token", expires_in: 3600 })
      : handler(seen, response, count)

describe.each(clients)("AmiliClient over %s", (_name, http) => {
  it.scoped("exchanges a JWT for a token and reads with it", () =>
    Effect.gen(function* () {
      const server = yield* serve(exchange((_, response) => json(response, { _items: [], _meta: { total: 0 } })))
      const answer = yield* Effect.flatMap(AmiliClient, (api) =>
        api.get("/cases", [["where", '{"closed":null}']]),
      ).pipe(Effect.provide(coreOver(http, credential, { baseUrl: `${server.baseUrl}/`, userAgent: "mine/2" })))
      expect(answer.body).toEqual({ _items: [], _meta: { total: 0 } })
      expect(answer.url).toBe(`${server.baseUrl}/cases?where=%7B%22closed%22%3Anull%7D`)
      expect(Option.isSome(answer.serverTime)).toBe(true)

      const [first, second] = server.seen
      expect(first).toMatchObject({ method: "GET", path: "/authenticates/api-code", body: "" })
      const { payload, protectedHeader } = yield* Effect.promise(() =>
        jwtVerify(String(first?.headers["x-api-key"]), publicKeyOf(key), { currentDate: new Date(0) }),
      )
      expect(protectedHeader).toEqual({ alg: "ES256", typ: "JWT" })
      // The test clock stands at 0.
      expect(payload).toEqual({ api_code: "the-code", exp: 600 })

      expect(second?.headers).toMatchObject({ accept: "application/json", "x-api-key": "the-token" })
      expect(second?.headers["user-agent"]).toMatch(/^mine\/2 amili-cases-core\/\d+\.\d+\.\d+$/)
      expect(second?.query.get("where")).toBe('{"closed":null}')
    }),
  )

  it.scoped("serves a request that waits before one that a busy fiber asks for again", () =>
    Effect.gen(function* () {
      const server = yield* serve(exchange((_, response) => json(response, {})))
      const order = yield* Effect.gen(function* () {
        const api = yield* AmiliClient
        const done: Array<string> = []
        const ask = (name: string) => Effect.tap(api.get(name), () => done.push(name))
        yield* ask("first")
        const busy = Effect.forEach([1, 2, 3, 4, 5], (number) => ask(`busy ${number}`))
        yield* Effect.all([busy, Effect.zipRight(Effect.yieldNow(), ask("waiting"))], { concurrency: 2 })
        return done
      }).pipe(Effect.provide(coreOver(http, credential, { baseUrl: server.baseUrl, concurrency: 1 })))
      expect(order.slice(0, 3)).toEqual(["first", "busy 1", "waiting"])
    }),
  )

  it.scoped("reads an answer that a proxy has compressed or marked", () =>
    Effect.gen(function* () {
      const page = Buffer.from('\uFEFF{"_items":[{"name":"\u00c5sa"}]}')
      const server = yield* serve(
        exchange((seen, response) => {
          const type = { "content-type": "application/json" }
          if (seen.path === "/plain") response.writeHead(200, type).end(page)
          else response.writeHead(200, { ...type, "content-encoding": "gzip" }).end(gzipSync(page))
        }),
      )
      yield* Effect.gen(function* () {
        const api = yield* AmiliClient
        for (const path of ["plain", "gzip"]) {
          const { body, text } = yield* api.get(path)
          expect(body).toEqual({ _items: [{ name: "Åsa" }] })
          expect(text.startsWith("{")).toBe(true)
        }
      }).pipe(Effect.provide(coreOver(http, credential, { baseUrl: server.baseUrl })))
    }),
  )
})
