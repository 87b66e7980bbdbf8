/** An HTTP client that talks to a sandbox in the same process, without a socket: for histories by the thousand. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { gzipSync } from "node:zlib"
import * as Answer from "./Answer.ts"
import { type Engine, type Outcome } from "./Engine.ts"

/** The address under which the engine answers, whatever host the request names. */
export const baseUrl = "http://127.0.0.1:1"

/**
 * A client whose requests the engine answers by the `Clock` of the fiber; a reset fails with `RequestError`, reason
 * `Transport`.
 */
export const client = (engine: Engine): HttpClient.HttpClient =>
  HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const incoming = Answer.request(request.method, `${url.pathname}${url.search}`, request.headers)
      const outcome = engine.handle(incoming, now)
      const { delay, end } = outcome.delivery
      if (delay > 0) yield* Effect.sleep(Duration.millis(delay))
      if (end === "reset") {
        return yield* new HttpClientError.RequestError({
          request,
          reason: "Transport",
          description: "connection reset",
        })
      }
      const { status, headers } = outcome.answer
      const compressed = outcome.delivery.gzip ? { "content-encoding": "gzip" } : {}
      const body = request.method === "HEAD" ? null : bodyOf(outcome)
      return HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { ...headers, ...compressed } }))
    }),
  )

/** A body that is there already, or breaks off, or never ends. */
const bodyOf = ({ answer, delivery }: Outcome): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      if (delivery.end === "cut") return controller.error(new TypeError("terminated"))
      if (delivery.end === "stall") return
      controller.enqueue(delivery.gzip ? gzipSync(answer.body) : new TextEncoder().encode(answer.body))
      controller.close()
    },
  })
