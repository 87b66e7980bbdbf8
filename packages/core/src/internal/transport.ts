/**
 * Calls to the API: the one place for headers, repeating, pacing and the time allowed in all. What an answer means is
 * for the caller; here it is only told whether it is worth another attempt.
 */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Clock, DateTime, Duration, Effect, Redacted, Schedule } from "effect"
import { AmiliConfig } from "../AmiliConfig.ts"
import { UnexpectedAnswer, Unreachable } from "../ApiError.ts"
import { AttemptFailed, make as makeAttempt, type Received } from "./attempt.ts"
import * as Metrics from "./metrics.ts"
import * as Pacer from "./pacer.ts"
import * as Sent from "./sent.ts"
import { version } from "./version.ts"

export interface Call {
  /** Relative to the base URL, no slash in front. */
  readonly path: string
  readonly params: ReadonlyArray<readonly [string, string]>
  /** Goes into X-API-Key. */
  readonly key?: Redacted.Redacted
  /** Makes it a POST, which is never repeated: it may have been carried out. */
  readonly body?: Readonly<Record<string, Redacted.Redacted>>
}

export type Send = (call: Call) => Effect.Effect<Received, Unreachable | UnexpectedAnswer>

export class Transport extends Effect.Service<Transport>()("core/internal/Transport", {
  effect: Effect.gen(function* () {
    const config = yield* AmiliConfig
    const attempt = yield* makeAttempt
    const pacer = yield* Pacer.make(config)
    const total = Duration.format(config.totalTimeout)

    /** Gives a way to send that lasts until the time for all of `use` is up. */
    const within = <A, E>(use: (send: Send) => Effect.Effect<A, E>): Effect.Effect<A, E | Unreachable> =>
      Effect.flatMap(Clock.currentTimeMillis, (start) => {
        let attempts = 0
        let last = "has not answered"
        const deadline = start + Duration.toMillis(config.totalTimeout)

        const send: Send = (call) => {
          const request = toRequest(config, call)
          const repeats = call.body === undefined ? config.retries : 0
          let sent = 0
          return Effect.suspend(() => {
            attempts += 1
            sent += 1
            return Effect.zipRight(
              Effect.when(Metrics.retries, () => sent > 1),
              attempt(request),
            )
          }).pipe(
            Effect.tap(({ headers, status }) => pacer.observe(status, headers)),
            Effect.filterOrFail(({ status }) => !isTransient(status), failedWith),
            (attempt) => pacer.run(attempt, deadline),
            Effect.tapErrorTag("AttemptFailed", ({ problem }) => Effect.sync(() => (last = problem))),
            Effect.retry({
              schedule: backoff(repeats),
              while: ({ _tag }) => _tag === "AttemptFailed",
            }),
            Effect.catchTags({
              AttemptFailed: (failed) => Effect.fail(givenUp(failed, call, attempts)),
              TooLate: ({ until }) => Effect.fail(tooLate(until, total, attempts)),
            }),
          )
        }

        return Effect.timeoutFail(use(send), {
          duration: config.totalTimeout,
          onTimeout: () =>
            new Unreachable({
              message: `no answer within the ${total} that a call may take: the API ${last} (${times(attempts)})`,
              hint: "try again later",
              attempts,
            }),
        })
      })

    return { within }
  }),
}) {}

const toRequest = (config: AmiliConfig["Type"], { body, key, params, path }: Call) => {
  const url = `${config.baseUrl}/${path}`
  const request = (body === undefined ? HttpClientRequest.get : HttpClientRequest.post)(url, {
    acceptJson: true,
    urlParams: params,
    headers: {
      "user-agent": [config.userAgent, `amili-cases-core/${version}`].filter(Boolean).join(" "),
      ...(key === undefined ? {} : { "x-api-key": Redacted.value(key) }),
    },
  })
  if (body === undefined) return request
  return HttpClientRequest.bodyUnsafeJson(
    request,
    Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Redacted.value(value)])),
  )
}

/** Worth another attempt: a moment's trouble, by what the status says. */
const isTransient = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const failedWith = ({ status }: Received): AttemptFailed =>
  new AttemptFailed({ problem: `answered ${status}`, status, garbled: false })

/** Half a second, doubled each time up to half a minute, each cut by up to a half so that clients do not march in step. */
const backoff = (retries: number) =>
  Schedule.exponential("500 millis").pipe(
    Schedule.union(Schedule.spaced("30 seconds")),
    Schedule.jitteredWith({ min: 0.5, max: 1 }),
    Schedule.intersect(Schedule.recurs(retries)),
  )

const givenUp = ({ cause, garbled, problem, status }: AttemptFailed, call: Call, attempts: number) => {
  // A 500 may be the request's own fault, so it says what was sent.
  const to = status === 500 ? ` to ${Sent.describe(call.path, call.params)}` : ""
  const message = `the API ${problem}${to} (${times(attempts)})`
  if (garbled) return new UnexpectedAnswer({ message, status, hint: "try again; if it goes on, report it to Amili" })
  return new Unreachable({ message, status, attempts, cause, hint: hintFor(status) })
}

const hintFor = (status: number | undefined): string => {
  if (status === undefined) return "check the network and the base URL, then try again"
  if (status === 429) return "wait some minutes; other programs with the same credentials count as well"
  return "try again later; if it goes on, report it to Amili"
}

const tooLate = (until: number, total: string, attempts: number): Unreachable =>
  new Unreachable({
    message:
      `the API wants silence until ${DateTime.formatIso(DateTime.unsafeMake(until))}, ` +
      `longer than the ${total} that a call may take (${times(attempts)})`,
    hint: "try again after that time",
    attempts,
  })

const times = (attempts: number): string => (attempts === 1 ? "1 attempt" : `${attempts} attempts`)
