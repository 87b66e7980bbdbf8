/** One run at a time for everybody. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import type * as Scope from "effect/Scope"

/**
 * An effect that joins the run in progress or starts one. It runs in a fiber of the scope, not of the caller: when the
 * caller that happened to start it is interrupted, the others still get their answer.
 */
export const make = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<Effect.Effect<A, E>, never, Scope.Scope> =>
  Effect.zipWith(Effect.scope, Ref.make(Option.none<Deferred.Deferred<A, E>>()), (scope, running) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const fresh = yield* Deferred.make<A, E>()
        const joined = yield* Ref.modify(running, (now) => [now, Option.orElseSome(now, () => fresh)])
        if (Option.isSome(joined)) return yield* restore(Deferred.await(joined.value))
        yield* Effect.interruptible(effect).pipe(
          Effect.onExit((exit) => Effect.zipRight(Ref.set(running, Option.none()), Deferred.done(fresh, exit))),
          Effect.forkIn(scope),
        )
        return yield* restore(Deferred.await(fresh))
      }),
    ),
  )
