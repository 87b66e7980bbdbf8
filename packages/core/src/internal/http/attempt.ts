/** One request and its answer, read to the end. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { AmiliConfig } from "../../AmiliConfig.ts"
import { UnexpectedAnswer } from "../../ApiError.ts"
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

/** No answer, or not all of it: another attempt may help. */
export class AttemptFailed extends Data.TaggedError("AttemptFailed")<{
  /** Completes "the API ...". */
  readonly problem: string
  readonly status?: number
  readonly cause?: unknown
  /** An answer came, but what was said to be JSON was not: cut off, most likely. */
  readonly isMalformed: boolean
}> {}

/** Waits for the answer no longer than the configured time, nor than `limit` (ms). */
export type Attempt = (
  request: HttpClientRequest,
  limit: number,
) => Effect.Effect<Received, AttemptFailed | UnexpectedAnswer>

export const make: Effect.Effect<Attempt, never, HttpClient.HttpClient | AmiliConfig> = Effect.gen(function* () {
  const { attemptTimeout, maxResponseBytes } = yield* AmiliConfig
  // The client's own spans would carry the query, which may name a debtor.
  const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
  const fetchOptions = Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({}))

  const execute = (request: HttpClientRequest) =>
    client.execute(request).pipe(
      // fetch would follow redirects by itself, with the key, to any host.
      Effect.provideService(FetchHttpClient.RequestInit, { ...fetchOptions, redirect: "manual" }),
      // The error itself holds the request with its headers; its cause does not.
      Effect.mapError(({ cause }) => fromNetwork(cause)),
    )

  return (request, limit) => {
    const duration = Math.min(Duration.toMillis(attemptTimeout), limit)
    return Effect.flatMap(execute(request), (answer) => receive(answer, maxResponseBytes)).pipe(
      Effect.timeoutFail({ duration, onTimeout: () => late(duration) }),
      Effect.tapBoth({
        onFailure: ({ status }) => Metrics.requests(status),
        onSuccess: ({ status }) => Metrics.requests(status),
      }),
      Effect.withSpan(`http.client ${request.method}`, {
        kind: "client",
        attributes: { "http.request.method": request.method, "url.path": new URL(request.url).pathname },
      }),
    )
  }
})

const receive = (
  answer: HttpClientResponse,
  limit: number,
): Effect.Effect<Received, AttemptFailed | UnexpectedAnswer> =>
  Effect.gen(function* () {
    const { headers, status } = answer
    // Noted before the body is read, which may never end.
    yield* Effect.annotateCurrentSpan("http.response.status_code", status)
    if (status < 200 || status > 299) {
      yield* Body.discard(answer)
      return { status, headers, text: "", json: Option.none() }
    }
    const text = yield* Effect.catchTags(Body.text(answer, limit), {
      Unreadable: ({ cause }) => fromNetwork(cause),
      NotText: () => malformed("answered with bytes that are no text", status),
      TooLarge: () => tooLarge(limit, status),
    })
    const isJson = /^$|json/i.test(headers["content-type"] ?? "")
    const json = isJson ? Json.parse(text) : Option.none()
    if (isJson && status === 200 && Option.isNone(json)) return yield* malformed(notJson(text), status)
    return { status, headers, text, json }
  })

const fromNetwork = (cause: unknown): AttemptFailed =>
  new AttemptFailed({ problem: NetworkProblem.describe(cause), cause, isMalformed: false })

const malformed = (problem: string, status: number): AttemptFailed =>
  new AttemptFailed({ problem, status, isMalformed: true })

const late = (limit: number): AttemptFailed =>
  new AttemptFailed({ problem: `did not answer within ${Duration.format(rounded(limit))}`, isMalformed: false })

/** What is left of a call's time is a little less than what was asked for. */
const rounded = (millis: number): number => (millis < 1000 ? Math.ceil(millis) : Math.ceil(millis / 50) * 50)

/** Not repeated: the next answer would be as large. */
const tooLarge = (limit: number, status: number): UnexpectedAnswer =>
  new UnexpectedAnswer({
    message: `the API's answer is larger than the ${size(limit)} that an answer may have`,
    hint: "check the base URL; if the answer is right, ask for fewer rows at a time (a program of your own can raise maxResponseBytes)",
    status,
  })

const size = (bytes: number): string => (bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.floor(bytes / 2 ** 20)} MiB`)

const notJson = (text: string): string =>
  text === "" ? "answered with nothing" : "answered with something that is not JSON, or breaks off"
