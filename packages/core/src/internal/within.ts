/** Time limits. */
import { type Clock, Effect, Exit, Fiber, FiberId, Runtime } from "effect"

/** The clock that nobody has replaced, which is the platform's. */
const platformClock: Clock.Clock = Effect.runSync(Effect.clock)

/**
 * The effect, or the failure and the effect interrupted when it takes longer than `limit` (ms). The same as
 * `Effect.timeoutFail`, which races two fibers; that is a third of what a request costs, so by the platform's clock a timer
 * of its own does.
 */
export const within = <A, E, R, E2>(
  effect: Effect.Effect<A, E, R>,
  limit: number,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2, R> =>
  Effect.clockWith((clock) =>
    clock === platformClock
      ? Effect.flatMap(Effect.runtime<R>(), (runtime) => byTimer(effect, runtime, limit, onTimeout))
      : Effect.timeoutFail(effect, { duration: limit, onTimeout }),
  )

const byTimer = <A, E, R, E2>(
  effect: Effect.Effect<A, E, R>,
  runtime: Runtime.Runtime<R>,
  limit: number,
  onTimeout: () => E2,
): Effect.Effect<A, E | E2> =>
  Effect.async((resume) => {
    // Past the fiber's exit: Effect keeps fibers in a set, whose older tables V8 collects late, and each page with its fiber.
    const fiber = Runtime.runFork(
      runtime,
      Effect.map(effect, (value) => resume(Effect.succeed(value))),
    )
    const timer = setTimeout(
      () => {
        fiber.unsafeInterruptAsFork(FiberId.none)
        resume(Effect.fail(onTimeout()))
      },
      Math.min(limit, longestTimer),
    )
    fiber.addObserver((exit) => {
      clearTimeout(timer)
      if (Exit.isFailure(exit)) resume(Effect.failCause(exit.cause))
    })
    return Effect.suspend(() => {
      clearTimeout(timer)
      return Fiber.interrupt(fiber)
    })
  })

/** What timers can wait for, 25 days. */
const longestTimer = 2 ** 31 - 1
