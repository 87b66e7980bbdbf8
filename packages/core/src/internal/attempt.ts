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
import { noteStatus, traced } from "./traced.ts"
import { within } from "./within.ts"

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

  // fetch follows redirects by itself, with the key, to any host; the other clients do not.
  const init = { ...fetchOptions, redirect: "manual" } as const

  return (request, most) => {
    const limit = Math.min(attemptTimeout, most)
    const sent = client
      .execute(request)
      .pipe(
        Effect.provideService(FetchHttpClient.RequestInit, init),
        Effect.matchEffect({ onFailure: (error) => Effect.fail(fromNetwork(error)), onSuccess: receive }),
      )
    const timed = within(
      sent,
      limit,
      () => new AttemptFailed({ problem: `did not answer within ${Duration.format(rounded(limit))}`, garbled: false }),
    )
    const counted = Effect.matchEffect(timed, {
      onFailure: (failed) => Effect.zipRight(Metrics.requests(failed.status), Effect.fail(failed)),
      onSuccess: (received) => Effect.as(Metrics.requests(received.status), received),
    })
    return traced(counted, `http.client ${request.method}`, () => ({
      kind: "client",
      attributes: { "http.request.method": request.method, "url.path": new URL(request.url).pathname },
    }))
  }
})

/** What is left of a call's time is a little less than what was asked for. */
const rounded = (millis: number): number => (millis < 1000 ? millis : Math.ceil(millis / 50) * 50)

const receive = (answer: HttpClientResponse): Effect.Effect<Received, AttemptFailed> => {
  const { headers, status } = answer
  return Effect.zipRight(
    noteStatus(status),
    status < 200 || status > 299 ? refused(answer, headers) : accepted(answer, headers),
  )
}

type Headers = Received["headers"]

/** Read only so that the connection can be used again; the status says everything. */
const refused = (answer: HttpClientResponse, headers: Headers): Effect.Effect<Received> =>
  Effect.as(Effect.ignore(Body.text(answer)), { status: answer.status, headers, text: "", json: Option.none() })

const accepted = (answer: HttpClientResponse, headers: Headers): Effect.Effect<Received, AttemptFailed> =>
  Effect.matchEffect(Body.text(answer), {
    onFailure: (error) => Effect.fail(fromNetwork(error)),
    onSuccess: (text) => {
      const { status } = answer
      const isJson = /^$|json/i.test(headers["content-type"] ?? "")
      const json = isJson ? Json.parse(text) : Option.none()
      return isJson && status === 200 && Option.isNone(json)
        ? Effect.fail(new AttemptFailed({ problem: garbled(text), status, garbled: true }))
        : Effect.succeed({ status, headers, text, json })
    },
  })

const garbled = (text: string): string =>
  text === "" ? "answered with nothing" : `answered with something that is not JSON, or breaks off`

const fromNetwork = (error: { readonly cause?: unknown }): AttemptFailed =>
  // The error itself holds the request with its headers; what it was caused by does not.
  new AttemptFailed({ problem: NetworkProblem.describe(error.cause), cause: error.cause, garbled: false })
