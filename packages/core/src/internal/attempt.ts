/** One request and its answer, read to the end. */
import { HttpClient } from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import { Data, Duration, Effect, Either, Option } from "effect"
import { AmiliConfig } from "../AmiliConfig.ts"
import * as Carrier from "../Carrier.ts"
import * as Body from "./body.ts"
import * as Json from "./json.ts"
import * as Metrics from "./metrics.ts"
import * as NetworkProblem from "./networkProblem.ts"
import { noteStatus, traced } from "./traced.ts"

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

export const make: Effect.Effect<Attempt, never, HttpClient | AmiliConfig> = Effect.gen(function* () {
  const attemptTimeout = Duration.toMillis((yield* AmiliConfig).attemptTimeout)
  const carry = yield* Carrier.from(yield* HttpClient)

  return (request, most) => {
    const limit = Math.min(attemptTimeout, most)
    const attempted = Effect.matchEffect(carry(request, limit), {
      onFailure: ({ cause, isLate }) => failed(isLate ? late(limit) : fromNetwork(cause)),
      onSuccess: receive,
    })
    return traced(attempted, `http.client ${request.method}`, () => ({
      kind: "client",
      attributes: { "http.request.method": request.method, "url.path": new URL(request.url).pathname },
    }))
  }
})

const failed = (failure: AttemptFailed): Effect.Effect<never, AttemptFailed> =>
  Effect.zipRight(Metrics.requests(failure.status), Effect.fail(failure))

const late = (limit: number): AttemptFailed =>
  new AttemptFailed({ problem: `did not answer within ${Duration.format(rounded(limit))}`, garbled: false })

/** What is left of a call's time is a little less than what was asked for. */
const rounded = (millis: number): number => (millis < 1000 ? millis : Math.ceil(millis / 50) * 50)

const receive = ({ body, headers, status }: Carrier.Carried): Effect.Effect<Received, AttemptFailed> => {
  const received =
    // What such an answer says is in its status.
    status < 200 || status > 299
      ? counted({ status, headers, text: "", json: Option.none() })
      : Either.isLeft(body)
        ? failed(fromNetwork(body.left))
        : Effect.matchEffect(Body.text(body.right), {
            onFailure: ({ cause }) => failed(fromNetwork(cause)),
            onSuccess: (text) => accepted(status, headers, text),
          })
  return Effect.zipRight(noteStatus(status), received)
}

const accepted = (
  status: number,
  headers: Received["headers"],
  text: string,
): Effect.Effect<Received, AttemptFailed> => {
  const isJson = /^$|json/i.test(headers["content-type"] ?? "")
  const json = isJson ? Json.parse(text) : Option.none()
  return isJson && status === 200 && Option.isNone(json)
    ? failed(new AttemptFailed({ problem: garbled(text), status, garbled: true }))
    : counted({ status, headers, text, json })
}

const counted = (received: Received): Effect.Effect<Received> => Effect.as(Metrics.requests(received.status), received)

const garbled = (text: string): string =>
  text === "" ? "answered with nothing" : `answered with something that is not JSON, or breaks off`

const fromNetwork = (cause: unknown): AttemptFailed =>
  new AttemptFailed({ problem: NetworkProblem.describe(cause), cause, garbled: false })
