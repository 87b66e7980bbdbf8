import { FetchHttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Random } from "effect"
import { AmiliClient } from "../src/AmiliClient.ts"
import { accessToken, coreOver } from "./fixtures/fakeApi.ts"
import { type Handler, json, serve } from "./fixtures/server.ts"

/** What a real socket can do to an answer, and what is left of it when it goes on. */
const faults: ReadonlyArray<readonly [name: string, fault: Handler, tag: string, message: RegExp]> = [
  ["breaks the connection off", (_, response) => response.socket?.destroy(), "Unreachable", /broke the connection off/],
  [
    "resets the connection",
    (_, response) => response.socket?.resetAndDestroy(),
    "Unreachable",
    /broke the connection off/,
  ],
  [
    "cuts a body of announced length",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" })
      response.write('{"_items":[', () => response.socket?.destroy())
    },
    "Unreachable",
    /broke the (connection|answer) off/,
  ],
  [
    "cuts a body sent in chunks",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      response.write('{"_items":[]}', () => response.socket?.destroy())
    },
    "Unreachable",
    /broke the (connection|answer) off/,
  ],
  [
    "ends a body too early",
    (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"_items":['),
    "UnexpectedAnswer",
    /is not JSON, or breaks off \(2 attempts\)/,
  ],
  [
    "cuts a compressed body",
    (_, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(Buffer.from("1f8b080000000000", "hex")),
    "Unreachable",
    /\(2 attempts\)/,
  ],
  ["says nothing", () => {}, "Unreachable", /did not answer within 1s \(2 attempts\)/],
  [
    "stalls in the middle of a body",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      response.write('{"_items":[')
    },
    "Unreachable",
    /did not answer within 1s \(2 attempts\)/,
  ],
]

const clients = [
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layer],
  ["fetch", FetchHttpClient.layer],
] as const

const get = Effect.flatMap(AmiliClient, (api) => api.get("cases"))

/** The only time limit that a test waits for: what stalls is given up after it. */
const quick = { retries: 1, attemptTimeout: "1 second" } as const
/** The shortest pause between two attempts, a quarter of a second. */
const shortPause = Random.fixed([0])

describe.each(clients)("Over %s, a server that", { concurrent: true }, (_, http) => {
  it.live.each(faults)("%s is asked again, and its next answer is read", ([, fault]) =>
    Effect.gen(function* () {
      const server = yield* serve((seen, response, count) =>
        count === 1 ? fault(seen, response, count) : json(response, { _items: [1] }),
      )
      const answer = yield* get.pipe(Effect.provide(coreOver(http, accessToken, { baseUrl: server.baseUrl, ...quick })))
      expect(answer.body).toEqual({ _items: [1] })
      expect(server.seen.length).toBe(2)
    }).pipe(Effect.scoped, Effect.withRandom(shortPause)),
  )

  it.live.each(faults)("%s each time is given up", ([, fault, tag, message]) =>
    Effect.gen(function* () {
      const server = yield* serve(fault)
      const error = yield* get.pipe(
        Effect.flip,
        Effect.provide(coreOver(http, accessToken, { baseUrl: server.baseUrl, ...quick })),
      )
      expect(error._tag).toBe(tag)
      expect(error.message).toMatch(message)
    }).pipe(Effect.scoped, Effect.withRandom(shortPause)),
  )

  it.scopedLive("redirects is not followed, so that the key goes to no other host", () =>
    Effect.gen(function* () {
      const other = yield* serve((_, response) => json(response, { _items: [] }))
      const server = yield* serve((_, response) => {
        response.writeHead(302, { location: `${other.baseUrl}/cases?key=secret` }).end()
      })
      const error = yield* get.pipe(
        Effect.flip,
        Effect.provide(coreOver(http, accessToken, { baseUrl: server.baseUrl })),
      )
      expect(error).toMatchObject({
        _tag: "UnexpectedAnswer",
        message: `the API redirects cases to ${other.baseUrl}/cases (302), where credentials are not sent`,
      })
      expect(other.seen).toEqual([])
    }),
  )

  it.scopedLive("is not there is told from one that fails", () =>
    Effect.gen(function* () {
      const gone = yield* Effect.scoped(serve(() => {}))
      const error = yield* get.pipe(
        Effect.flip,
        Effect.provide(coreOver(http, accessToken, { baseUrl: gone.baseUrl, retries: 0 })),
      )
      expect(error).toMatchObject({
        _tag: "Unreachable",
        message: "the API refuses the connection (1 attempt)",
        hint: "check the network and the base URL, then try again",
      })
    }),
  )

  it.scopedLive("is slow sees the connection closed when nobody waits any more", () =>
    Effect.gen(function* () {
      let closed: () => void = () => {}
      const isClosed = new Promise<void>((resolve) => (closed = resolve))
      let arrived: () => void = () => {}
      const hasArrived = new Promise<void>((resolve) => (arrived = resolve))
      const server = yield* serve((_, response) => {
        response.on("close", closed)
        arrived()
      })
      const reading = yield* Effect.fork(
        get.pipe(Effect.provide(coreOver(http, accessToken, { baseUrl: server.baseUrl }))),
      )
      yield* Effect.promise(() => hasArrived)
      yield* Fiber.interrupt(reading)
      yield* Effect.promise(() => isClosed)
    }),
  )
})
