/** An answer has a limit, before and after decompression, whatever the server sends and over whatever client. */
import { FetchHttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { gzipSync } from "node:zlib"
import { AmiliClient } from "../src/AmiliClient.ts"
import { accessToken, coreOver } from "./fixtures/fakeApi.ts"
import { type Handler, serve } from "./fixtures/server.ts"

const clients = [
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layer],
  ["fetch", FetchHttpClient.layer],
] as const

const limit = 2 ** 20
/** A JSON text of so many bytes. */
const ofSize = (bytes: number): string => `"${"x".repeat(bytes - 2)}"`
const jsonType = { "content-type": "application/json" }

const whole =
  (body: string): Handler =>
  (_, response) =>
    response.writeHead(200, jsonType).end(body)

const compressed =
  (body: string, headers = {}): Handler =>
  (_, response) =>
    response.writeHead(200, { ...jsonType, ...headers }).end(gzipSync(body))

const tooLarge: ReadonlyArray<readonly [name: string, handler: Handler]> = [
  ["that is a byte too long", whole(ofSize(limit + 1))],
  ["that decompresses to a byte too much", compressed(ofSize(limit + 1), { "content-encoding": "gzip" })],
  ["that decompresses to a byte too much and is not marked as gzip", compressed(ofSize(limit + 1))],
  ["that decompresses to 64 times the limit", compressed(ofSize(64 * limit), { "content-encoding": "gzip" })],
]

const read = (http: (typeof clients)[number][1], baseUrl: string) =>
  Effect.flatMap(AmiliClient, (api) => api.get("cases")).pipe(
    Effect.provide(coreOver(http, accessToken, { baseUrl, maxResponseBytes: limit })),
  )

describe.each(clients)("Over %s, an answer", { concurrent: true }, (_, http) => {
  it.scopedLive.each(tooLarge)("%s is refused at once", ([, handler]) =>
    Effect.gen(function* () {
      const server = yield* serve(handler)
      expect(yield* Effect.flip(read(http, server.baseUrl))).toMatchObject({
        _tag: "UnexpectedAnswer",
        message: "the API's answer is larger than the 1 MiB that an answer may have",
        hint: "check the base URL; if the answer is right, ask for fewer rows at a time (a program of your own can raise maxResponseBytes)",
      })
      expect(server.seen).toHaveLength(1)
    }),
  )

  it.scopedLive.each([
    ["as it is", whole(ofSize(limit))],
    ["compressed", compressed(ofSize(limit))],
  ] as const)("of exactly the limit is read %s", ([, handler]) =>
    Effect.gen(function* () {
      const server = yield* serve(handler)
      expect((yield* read(http, server.baseUrl)).text).toHaveLength(limit)
    }),
  )

  it.scopedLive.each([200, 403] as const)("without an end and with status %d is broken off", (status) =>
    Effect.gen(function* () {
      let sent = 0
      const closed = yield* Effect.makeLatch()
      const server = yield* serve((_, response) => {
        response.writeHead(status, jsonType)
        const chunk = Buffer.alloc(64 * 1024, "x")
        const send = () => {
          while (!response.destroyed && response.write(chunk)) sent += chunk.length
        }
        response.on("drain", send).on("close", () => Effect.runFork(closed.open))
        send()
      })
      const error = yield* Effect.flip(read(http, server.baseUrl))
      expect(error._tag).toBe(status === 200 ? "UnexpectedAnswer" : "RequestRefused")
      yield* closed.await
      // What the sockets hold in between is sent as well.
      expect(sent).toBeLessThan(64 * limit)
    }),
  )

  it.scopedLive("with bytes that are no UTF-8 is read, with U+FFFD in their place", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) =>
        response.writeHead(200, jsonType).end(Buffer.from([0x22, 0xc3, 0x22, 0x0a])),
      )
      expect((yield* read(http, server.baseUrl)).body).toBe("\uFFFD")
    }),
  )

  it.scopedLive("that ends in the middle of a character is an error, and no defect", () =>
    Effect.gen(function* () {
      const server = yield* serve((_, response) =>
        response.writeHead(200, jsonType).end(Buffer.from([0x22, 0xe2, 0x82])),
      )
      expect((yield* Effect.flip(read(http, server.baseUrl)))._tag).toBe("UnexpectedAnswer")
    }).pipe(Effect.scoped),
  )
})
