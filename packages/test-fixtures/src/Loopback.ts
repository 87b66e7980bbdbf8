/** An HTTP client that talks to a sandbox in the same process, without a socket: for histories by the thousand. */
import { HttpClient, HttpClientError, HttpClientResponse } from "@effect/platform"
import { Clock, Duration, Effect } from "effect"
import * as Answer from "./Answer.ts"
import { type Engine } from "./Engine.ts"

/** The address under which the engine answers, whatever host the request names. */
export const baseUrl = "http://127.0.0.1:1"

export const client = (engine: Engine): HttpClient.HttpClient =>
  HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const incoming = Answer.request(request.method, `${url.pathname}${url.search}`, request.headers)
      const { answer, delivery } = engine.handle(incoming, now)
      if (delivery.delay > 0) yield* Effect.sleep(Duration.millis(delivery.delay))
      if (delivery.end === "stall") return yield* Effect.never
      if (delivery.end !== "whole") {
        return yield* new HttpClientError.RequestError({
          request,
          reason: "Transport",
          description: "connection reset",
        })
      }
      const bodyless = request.method === "HEAD" || answer.status === 304
      const response = new Response(bodyless ? null : answer.body, { status: answer.status, headers: answer.headers })
      return HttpClientResponse.fromWeb(request, response)
    }),
  )
