/** An answer that has been read to its end, or that broke off. */
import type { Cookies } from "@effect/platform/Cookies"
import * as Headers from "@effect/platform/Headers"
import { ResponseError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as IncomingMessage from "@effect/platform/HttpIncomingMessage"
import type { UrlParams } from "@effect/platform/UrlParams"
import { Effect, Either, Inspectable, Option, Stream } from "effect"

const decoder = new TextDecoder()

/** Text and bytes are at hand; whatever else a body may be read as is left to the platform. */
export class WholeAnswer extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [IncomingMessage.TypeId]: IncomingMessage.TypeId = IncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest
  readonly status: number
  readonly headers: Headers.Headers
  readonly remoteAddress = Option.none<string>()
  readonly #body: Effect.Effect<Uint8Array<ArrayBuffer>, ResponseError>

  constructor(
    request: HttpClientRequest,
    status: number,
    headers: Headers.Input,
    body: Either.Either<Uint8Array<ArrayBuffer>, unknown>,
  ) {
    super()
    this.request = request
    this.status = status
    this.headers = Headers.fromInput(headers)
    this.#body = Either.mapLeft(
      body,
      (cause) => new ResponseError({ request, response: this, reason: "Decode", cause }),
    )
  }

  get text(): Effect.Effect<string, ResponseError> {
    return Effect.map(this.#body, (bytes) => decoder.decode(bytes))
  }

  get arrayBuffer(): Effect.Effect<ArrayBuffer, ResponseError> {
    return Effect.map(this.#body, ({ buffer }) => buffer)
  }

  get stream(): Stream.Stream<Uint8Array, ResponseError> {
    return Stream.fromEffect(this.#body)
  }

  get json(): Effect.Effect<unknown, ResponseError> {
    return this.#asWeb((answer) => answer.json)
  }

  get urlParamsBody(): Effect.Effect<UrlParams, ResponseError> {
    return this.#asWeb((answer) => answer.urlParamsBody)
  }

  get formData(): Effect.Effect<FormData, ResponseError> {
    return this.#asWeb((answer) => answer.formData)
  }

  get cookies(): Cookies {
    return this.#web(null).cookies
  }

  toJSON(): unknown {
    return IncomingMessage.inspect(this, {
      _id: "@effect/platform/HttpClientResponse",
      request: this.request.toJSON(),
      status: this.status,
    })
  }

  #asWeb<A>(
    read: (answer: HttpClientResponse.HttpClientResponse) => Effect.Effect<A, ResponseError>,
  ): Effect.Effect<A, ResponseError> {
    return Effect.flatMap(this.#body, (bytes) => read(this.#web(bytes)))
  }

  #web(bytes: Uint8Array<ArrayBuffer> | null): HttpClientResponse.HttpClientResponse {
    // A Response takes no body with these.
    const { status } = this
    const body = status === 204 || status === 205 || status === 304 ? null : bytes
    return HttpClientResponse.fromWeb(this.request, new Response(body, { status, headers: this.headers }))
  }
}
