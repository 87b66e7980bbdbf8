/** Functions of a program that this package calls, which may be asynchronous. */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"

/** Waits until a listener has ended; what it throws or rejects with becomes a defect. */
export const call = (listener: () => unknown): Effect.Effect<void> =>
  Effect.flatMap(Effect.sync(listener), (result) => {
    if (!Predicate.isPromiseLike(result)) return Effect.void
    const ended = Promise.resolve(result)
    // Who is cancelled does not wait for it, and then nobody would handle its rejection.
    ended.catch(() => undefined)
    return Effect.interruptible(Effect.promise(() => ended))
  })
