/**
 * An `HttpClient` over undici for many small answers, each read to its end before it is given: no stream, no signal and no
 * promise an answer, which saves 0.3 ms of the 1.6 that core took for a page with the platform's client over undici.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import { RequestError, ResponseError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as UrlParams from "@effect/platform/UrlParams"
import { Effect, Either, Layer } from "effect"
import type { Dispatcher } from "undici"
import { WholeAnswer } from "./internal/wholeAnswer.ts"

/**
 * undici is loaded when the layer is built. Redirects are not followed and answers not unpacked; what is sent has a body of
 * bytes or none. Interruption closes the connection.
 */
export const layer: Layer.Layer<HttpClient.HttpClient> = Layer.scoped(
  HttpClient.HttpClient,
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(async () => new (await import("undici")).Agent()),
      (agent) => Effect.promise(() => agent.destroy()),
    ),
    (agent) =>
      HttpClient.makeWith<RequestError, never, RequestError, never>(Effect.flatMap(send(agent)), Effect.succeed),
  ),
)

const send =
  (dispatcher: Dispatcher) =>
  (request: HttpClientRequest): Effect.Effect<HttpClientResponse, RequestError> =>
    Effect.async((resume) => {
      const url = UrlParams.makeUrl(request.url, request.urlParams, request.hash)
      if (Either.isLeft(url)) {
        resume(Effect.fail(new RequestError({ request, reason: "InvalidUrl", cause: url.left })))
        return undefined
      }
      const { body } = request
      if (body._tag !== "Uint8Array" && body._tag !== "Empty") {
        resume(Effect.fail(new RequestError({ request, reason: "Encode", description: `no body of ${body._tag}` })))
        return undefined
      }
      const { origin, pathname, search } = url.right
      const answering = new Answering(request, resume)
      dispatcher.dispatch(
        {
          origin,
          path: pathname + search,
          method: request.method,
          headers: request.headers,
          body: body._tag === "Empty" ? null : body.body,
          // Time limits are the caller's, who interrupts.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        answering,
      )
      return Effect.sync(() => answering.abort())
    })

type ResponseHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

/** What undici tells of one request, in the order of the methods. */
class Answering implements Dispatcher.DispatchHandler {
  readonly #request: HttpClientRequest
  readonly #resume: (effect: Effect.Effect<HttpClientResponse, RequestError>) => void
  readonly #chunks: Array<Uint8Array> = []
  #controller: Dispatcher.DispatchController | undefined
  #isAborted = false
  #status = 0
  #headers: ResponseHeaders | undefined

  constructor(request: HttpClientRequest, resume: (effect: Effect.Effect<HttpClientResponse, RequestError>) => void) {
    this.#request = request
    this.#resume = resume
  }

  /** Closes the connection, or never uses one. */
  abort(): void {
    this.#isAborted = true
    this.#controller?.abort(new Error("interrupted"))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isAborted) this.abort()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    // Something like 103 Early Hints; the answer is yet to come.
    if (status < 200) return
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const body = Effect.succeed(joined(this.#chunks))
    this.#answer(() => body)
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    const request = this.#request
    if (this.#headers === undefined) {
      this.#resume(Effect.fail(new RequestError({ request, reason: "Transport", cause })))
    } else this.#answer((response) => Effect.fail(new ResponseError({ request, response, reason: "Decode", cause })))
  }

  #answer(body: ConstructorParameters<typeof WholeAnswer>[3]): void {
    this.#resume(Effect.succeed(new WholeAnswer(this.#request, this.#status, this.#headers ?? {}, body)))
  }
}

/** In memory of its own. */
const joined = (chunks: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
