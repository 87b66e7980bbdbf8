/** One request and its answer, read to the end. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import { Data, Duration, Effect, Option } from "effect"
import { AmiliConfig } from "../AmiliConfig.ts"
import * as Body from "./body.ts"
import * as Json from "./json.ts"
import * as Metrics from "./metrics.ts"
import * as NetworkProblem from "./networkProblem.ts"

export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** None when the answer is not called JSON, or is an error. */
  readonly json: Option.Option<Json.Parsed>
}

/** No answer, or not all of it. */
export class AttemptFailed extends Data.TaggedError("AttemptFailed")<{
  /** Completes "the API ...". */
  readonly problem: string
  readonly status?: number
  readonly cause?: unknown
  /** An answer came, but what was said to be JSON was not: cut off, most likely. */
  readonly garbled: boolean
}> {}

/** Waits for the answer no longer than the configured time, nor than `most` (ms). */
export type Attempt = (request: HttpClientRequest, most: number) => Effect.Effect<Received, AttemptFailed>

export const make: Effect.Effect<Attempt, never, HttpClient.HttpClient | AmiliConfig> = Effect.gen(function* () {
  const attemptTimeout = Duration.toMillis((yield* AmiliConfig).attemptTimeout)
  // The client's own spans would carry the query, which may name a debtor.
  const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
  const fetchOptions = Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({}))

  return (request, most) => {
    const limit = Math.min(attemptTimeout, most)
    return client.execute(request).pipe(
      // fetch follows redirects by itself, with the key, to any host; the other clients do not.
      Effect.provideService(FetchHttpClient.RequestInit, { ...fetchOptions, redirect: "manual" }),
      Effect.mapError(fromNetwork),
      Effect.flatMap(receive),
      Effect.timeoutFail({
        duration: limit,
        onTimeout: () =>
          new AttemptFailed({ problem: `did not answer within ${Duration.format(limit)}`, garbled: false }),
      }),
      Effect.tapBoth({
        onSuccess: ({ status }) => Metrics.requests(status),
        onFailure: ({ status }) => Metrics.requests(status),
      }),
      Effect.withSpan(`http.client ${request.method}`, {
        kind: "client",
        captureStackTrace: false,
        attributes: { "http.request.method": request.method, "url.path": new URL(request.url).pathname },
      }),
    )
  }
})

const receive = (answer: HttpClientResponse): Effect.Effect<Received, AttemptFailed> =>
  Effect.gen(function* () {
    const { headers, status } = answer
    yield* Effect.annotateCurrentSpan("http.response.status_code", status)
    if (status < 200 || status > 299) {
      // Read only so that the connection can be used again; the status says everything.
      yield* Effect.ignore(Body.text(answer))
      return { status, headers, text: "", json: Option.none() }
    }
    const text = yield* Effect.mapError(Body.text(answer), fromNetwork)
    const isJson = /^$|json/i.test(headers["content-type"] ?? "")
    const json = isJson ? Json.parse(text) : Option.none()
    if (isJson && status === 200 && Option.isNone(json)) {
      return yield* new AttemptFailed({ problem: garbled(text), status, garbled: true })
    }
    return { status, headers, text, json }
  })

const garbled = (text: string): string =>
  text === "" ? "answered with nothing" : `answered with something that is not JSON, or breaks off`

const fromNetwork = (error: { readonly cause?: unknown }): AttemptFailed =>
  // The error itself holds the request with its headers; what it was caused by does not.
  new AttemptFailed({ problem: NetworkProblem.describe(error.cause), cause: error.cause, garbled: false })
