/**
 * How much a worker does at once. Large exports have lanes of their own, so that small ones never wait behind them; one
 * that turns out to be large moves to such a lane, if one is free, and gives its own to the next.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { largeAfter } from "../store/Units.ts"

export interface Lanes {
  /** Waits for a lane, then runs in it. */
  readonly within: <A, E, R>(isLarge: boolean, effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  readonly running: Effect.Effect<number>
  /** Nothing begins any more; returns when what runs has ended. */
  readonly drain: Effect.Effect<void>
}

/** At least one lane is for large ones, and a quarter of them. */
export const make = (lanes: number): Effect.Effect<Lanes> =>
  Effect.gen(function* () {
    const forLarge = Math.max(1, Math.floor(lanes / 4))
    const small = yield* Effect.makeSemaphore(Math.max(1, lanes - forLarge))
    const large = yield* Effect.makeSemaphore(forLarge)
    const running = yield* Ref.make(0)
    const empty = yield* Deferred.make<void>()
    let isDraining = false

    const counted = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.acquireUseRelease(
        Ref.update(running, (count) => count + 1),
        () => effect,
        () =>
          Effect.flatMap(
            Ref.updateAndGet(running, (count) => count - 1),
            (count) => (isDraining && count === 0 ? Deferred.succeed(empty, undefined) : Effect.void),
          ),
      )

    /** Whoever was waiting when the worker is drained is taken over by another, and interrupted here. */
    const unlessDraining = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.suspend(() => (isDraining ? Effect.never : counted(effect)))

    const movable = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.gen(function* () {
        const ended = yield* Deferred.make<void>()
        let moved = false
        const move = Effect.sync(() => (moved = true)).pipe(
          Effect.zipRight(small.release(1)),
          Effect.zipRight(Deferred.await(ended)),
          large.withPermitsIfAvailable(1),
          Effect.delay(`${largeAfter} seconds`),
        )
        return yield* Effect.acquireUseRelease(
          small.take(1),
          () => Effect.zipRight(Effect.fork(Effect.interruptible(move)), unlessDraining(effect)),
          () => Effect.zipRight(Deferred.succeed(ended, undefined), moved ? Effect.void : small.release(1)),
        )
      })

    return {
      within: (isLarge, effect) => (isLarge ? large.withPermits(1)(unlessDraining(effect)) : movable(effect)),
      running: Ref.get(running),
      drain: Effect.gen(function* () {
        isDraining = true
        if ((yield* Ref.get(running)) > 0) yield* Deferred.await(empty)
      }),
    }
  })
