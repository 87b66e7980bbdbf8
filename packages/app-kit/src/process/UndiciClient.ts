/**
 * An `HttpClient` over undici for many small answers, each read to its end before it is given: no stream, no signal and no
 * promise an answer, which saves 0.3 ms of the 1.6 that core took for a page with the platform's client over undici.
 */
import * as Carrier from "@amili-cases/core/Carrier"
import * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import { RequestError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as UrlParams from "@effect/platform/UrlParams"
import { Effect, Either, Layer } from "effect"
import type { Dispatcher } from "undici"
import { WholeAnswer } from "./wholeAnswer.ts"

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
      Carrier.offer(
        HttpClient.makeWith<RequestError, never, RequestError, never>(Effect.flatMap(send(agent)), Effect.succeed),
        carry(agent),
      ),
  ),
)

/** Sends the request and tells `answering` what comes of it. */
const dispatch = (dispatcher: Dispatcher, request: HttpClientRequest, answering: Answering): void => {
  const url = UrlParams.makeUrl(request.url, request.urlParams, request.hash)
  if (Either.isLeft(url)) {
    return answering.fail(new RequestError({ request, reason: "InvalidUrl", cause: url.left }))
  }
  const { body } = request
  if (body._tag !== "Uint8Array" && body._tag !== "Empty") {
    return answering.fail(new RequestError({ request, reason: "Encode", description: `no body of ${body._tag}` }))
  }
  const { origin, pathname, search } = url.right
  dispatcher.dispatch(
    {
      origin,
      path: pathname + search,
      method: request.method,
      headers: request.headers,
      body: body._tag === "Empty" ? null : body.body,
      // Time limits are the caller's.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    answering,
  )
}

/** As an `HttpClient` is asked to. */
const send =
  (dispatcher: Dispatcher) =>
  (request: HttpClientRequest): Effect.Effect<HttpClientResponse, RequestError> =>
    Effect.async((resume) => {
      const answering = new Answering(request, (told) => {
        if (Either.isLeft(told)) return resume(Effect.fail(told.left))
        const { body, headers, status } = told.right
        resume(Effect.succeed(new WholeAnswer(request, status, headers, body)))
      })
      dispatch(dispatcher, request, answering)
      return Effect.sync(() => answering.abort())
    })

/** As core likes it: the time limit is a timer of the request's own. */
const carry =
  (dispatcher: Dispatcher): Carrier.Carry =>
  (request, limit) =>
    Effect.async((resume) => {
      const answering = new Answering(request, (told) => {
        clearTimeout(timer)
        resume(
          Either.isRight(told)
            ? Effect.succeed(told.right)
            : Effect.fail(new Carrier.NotCarried({ isLate: false, cause: told.left.cause })),
        )
      })
      const timer = setTimeout(
        () => {
          resume(Effect.fail(new Carrier.NotCarried({ isLate: true })))
          answering.abort()
        },
        Math.min(limit, longestTimer),
      )
      dispatch(dispatcher, request, answering)
      return Effect.sync(() => {
        clearTimeout(timer)
        answering.abort()
      })
    })

/** What timers can wait for, 25 days. */
const longestTimer = 2 ** 31 - 1

type Told = Either.Either<Carrier.Carried, RequestError>

/** What undici tells of one request, in the order of the methods. */
class Answering implements Dispatcher.DispatchHandler {
  readonly #request: HttpClientRequest
  readonly #tell: (told: Told) => void
  #chunks: Array<Uint8Array> = []
  #controller: Dispatcher.DispatchController | undefined
  #isAborted = false
  #status = 0
  #headers: Carrier.Carried["headers"] | undefined

  constructor(request: HttpClientRequest, tell: (told: Told) => void) {
    this.#request = request
    this.#tell = tell
  }

  /** Closes the connection, or never uses one. */
  abort(): void {
    this.#isAborted = true
    this.#controller?.abort(new Error("interrupted"))
  }

  fail(error: RequestError): void {
    this.#tell(Either.left(error))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isAborted) this.abort()
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers.Input): void {
    // Something like 103 Early Hints; the answer is yet to come.
    if (status < 200) return
    this.#status = status
    this.#headers = Headers.fromInput(headers)
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const body = joined(this.#chunks)
    // Whoever can abort this holds it for longer than the page lives.
    this.#chunks = []
    this.#controller = undefined
    this.#answer(Either.right(body))
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    if (this.#headers !== undefined) this.#answer(Either.left(cause))
    else this.fail(new RequestError({ request: this.#request, reason: "Transport", cause }))
  }

  #answer(body: Carrier.Carried["body"]): void {
    this.#tell(Either.right({ status: this.#status, headers: this.#headers ?? {}, body }))
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
