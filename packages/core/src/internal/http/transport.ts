/**
 * Calls to the API, repeated and paced within the time that a call may take. What an answer means is for the caller;
 * this decides only whether it is worth another attempt.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { AmiliConfig } from "../../AmiliConfig.ts"
import type { UnexpectedAnswer, Unreachable } from "../../ApiError.ts"
import { AttemptFailed, make as makeAttempt, type Received } from "./attempt.ts"
import * as Failure from "./failure.ts"
import * as Metrics from "./metrics.ts"
import * as Monotonic from "./monotonic.ts"
import * as NetworkProblem from "./networkProblem.ts"
import * as Pacer from "./pacer.ts"
import * as Request from "./request.ts"
import { Waits } from "./waits.ts"

export type Send = (call: Request.Call) => Effect.Effect<Received, Unreachable | UnexpectedAnswer>

export class Transport extends Effect.Service<Transport>()("core/internal/Transport", {
  effect: Effect.gen(function* () {
    const config = yield* AmiliConfig
    const attempt = yield* makeAttempt
    const pacer = yield* Pacer.make(config)
    const onWait = yield* Waits
    const requestFor = Request.maker(config)

    /** A way to send that shares one time limit, which starts now, among all that is sent with it. */
    const start: Effect.Effect<Send> = Effect.map(Monotonic.now, (startedAt) => {
      const deadline = startedAt + Duration.toMillis(config.totalTimeout)
      const total = Duration.format(config.totalTimeout)
      let attempts = 0

      return (call) => {
        const request = requestFor(call)
        const retries = call.body === undefined ? config.retries : 0

        const once = Effect.gen(function* () {
          attempts += 1
          const received = yield* attempt(request, deadline - (yield* Monotonic.now))
          yield* pacer.observe(received.status, received.headers)
          return isTransient(received.status) ? yield* failedWith(received) : received
        })

        const afterFailures = (failures: number): ReturnType<Send> =>
          Effect.catchTags(pacer.run(once, deadline), {
            TooLate: ({ wait }) => Failure.tooLate(wait, total, attempts),
            AttemptFailed: (failed) =>
              Effect.gen(function* () {
                const isPermanent = NetworkProblem.permanentHint(failed.cause) !== undefined
                if (failures === retries || isPermanent) return yield* Failure.afterAllAttempts(failed, call, attempts)
                const pause = yield* pauseAfter(failures)
                if ((yield* Monotonic.now) + pause > deadline) return yield* Failure.outOfTime(failed, total, attempts)
                yield* onWait({ reason: "retry", milliseconds: pause, problem: failed.problem })
                yield* Effect.sleep(pause)
                yield* Metrics.retries
                return yield* afterFailures(failures + 1)
              }),
          })

        return afterFailures(0)
      }
    })

    return { start }
  }),
}) {}

/** Worth another attempt: a moment's trouble, by what the status says. */
const isTransient = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const failedWith = ({ status }: Received): AttemptFailed =>
  new AttemptFailed({ problem: `answered ${status}`, status, isMalformed: false })

/** Milliseconds: 500, doubled each time up to 30,000, less up to a half so that clients do not march in step. */
const pauseAfter = (failures: number): Effect.Effect<number> =>
  Effect.map(Random.next, (random) => Math.round(Math.min(500 * 2 ** failures, 30_000) * (0.5 + random / 2)))
