/**
 * Calls to the API, repeated and paced within the time that a call may take. What an answer means is for the caller;
 * here it is only told whether it is worth another attempt.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Clock, Duration, Effect, Random } from "effect"
import { AmiliConfig } from "../AmiliConfig.ts"
import type { UnexpectedAnswer, Unreachable } from "../ApiError.ts"
import { AttemptFailed, make as makeAttempt, type Received } from "./attempt.ts"
import * as GivenUp from "./givenUp.ts"
import * as Metrics from "./metrics.ts"
import * as NetworkProblem from "./networkProblem.ts"
import * as Pacer from "./pacer.ts"
import * as Request from "./request.ts"

export type Send = (call: Request.Call) => Effect.Effect<Received, Unreachable | UnexpectedAnswer>

const methods = Effect.gen(function* () {
  const config = yield* AmiliConfig
  const attempt = yield* makeAttempt
  const pacer = yield* Pacer.make(config)
  const total = Duration.format(config.totalTimeout)
  const requestFor = Request.maker(config)
  const totalMillis = Duration.toMillis(config.totalTimeout)

  /** A way to send that shares one time limit, which starts now, among all that is sent with it. */
  const start: Effect.Effect<Send> = Effect.clockWith((clock) => {
    const deadline = clock.unsafeCurrentTimeMillis() + totalMillis
    let attempts = 0

    const send: Send = (call) => {
      const request = requestFor(call)
      const repeats = call.body === undefined ? config.retries : 0

      const once = Effect.suspend(() => {
        attempts += 1
        return attempt(request, deadline - clock.unsafeCurrentTimeMillis())
      }).pipe(
        Effect.flatMap((received) =>
          Effect.zipRight(
            pacer.observe(received.status, received.headers),
            isTransient(received.status) ? Effect.fail(failedWith(received)) : Effect.succeed(received),
          ),
        ),
      )

      const afterFailures = (failures: number): ReturnType<Send> =>
        Effect.catchTags(pacer.run(once, deadline), {
          TooLate: ({ until }) => Effect.fail(GivenUp.tooLate(until, total, attempts)),
          AttemptFailed: (failed) =>
            failures === repeats || NetworkProblem.settledHint(failed.cause) !== undefined
              ? Effect.fail(GivenUp.afterAllAttempts(failed, call, attempts))
              : Effect.gen(function* () {
                  const pause = yield* pauseAfter(failures)
                  const now = yield* Clock.currentTimeMillis
                  if (now + pause > deadline) return yield* GivenUp.outOfTime(failed, total, attempts)
                  yield* Effect.sleep(pause)
                  yield* Metrics.retries
                  return yield* afterFailures(failures + 1)
                }),
        })

      return afterFailures(0)
    }
    return Effect.succeed(send)
  })

  return { start }
})

export class Transport extends Effect.Service<Transport>()("core/internal/Transport", { effect: methods }) {
  /** An instance, for who puts services together without layers. */
  static readonly instance: Effect.Effect<Transport, never, HttpClient.HttpClient | AmiliConfig> = Effect.map(
    methods,
    this.make,
  )
}

/** Worth another attempt: a moment's trouble, by what the status says. */
const isTransient = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const failedWith = ({ status }: Received): AttemptFailed =>
  new AttemptFailed({ problem: `answered ${status}`, status, garbled: false })

/** Milliseconds: 500, doubled each time up to 30,000, less up to a half so that clients do not march in step. */
const pauseAfter = (failures: number): Effect.Effect<number> =>
  Effect.map(Random.next, (random) => Math.round(Math.min(500 * 2 ** failures, 30_000) * (0.5 + random / 2)))
