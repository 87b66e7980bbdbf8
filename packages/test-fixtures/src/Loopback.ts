/** An HTTP client that talks to a sandbox in the same process, without a socket: for histories by the thousand. */
import { HttpClient, HttpClientError, HttpClientResponse } from "@effect/platform"
import { Clock, Duration, Effect } from "effect"
import { gzipSync } from "node:zlib"
import * as Answer from "./Answer.ts"
import { type Engine, type Outcome } from "./Engine.ts"

/** The address under which the engine answers, whatever host the request names. */
export const baseUrl = "http://127.0.0.1:1"

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
      return HttpClientResponse.fromWeb(request, new Delivered(outcome, request.method === "HEAD"))
    }),
  )

/** A response whose body is there already, or breaks off, or never ends. */
class Delivered extends Response {
  readonly #outcome: Outcome
  readonly #bodyless: boolean

  constructor(outcome: Outcome, bodyless: boolean) {
    const { answer, delivery } = outcome
    const compressed = delivery.gzip ? { "content-encoding": "gzip" } : {}
    super(null, { status: answer.status, headers: { ...answer.headers, ...compressed } })
    this.#outcome = outcome
    this.#bodyless = bodyless
  }

  override readonly arrayBuffer = (): Promise<ArrayBuffer> => {
    const { answer, delivery } = this.#outcome
    if (delivery.end === "cut") return Promise.reject(new TypeError("terminated"))
    if (delivery.end === "stall") return new Promise(() => undefined)
    const text = this.#bodyless ? "" : answer.body
    return Promise.resolve(new Uint8Array(delivery.gzip ? gzipSync(text) : new TextEncoder().encode(text)).buffer)
  }

  override readonly text = async (): Promise<string> => new TextDecoder().decode(await this.arrayBuffer())

  override readonly json = async (): Promise<unknown> => JSON.parse(await this.text())
}
