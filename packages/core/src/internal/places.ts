/** Places for so many at once, given in the order in which they were asked for. */
import { Effect } from "effect"

/** Runs the effect in a place of its own, as soon as there is one. */
export type Places = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/**
 * What Effect's semaphore does as well, with two differences. A place goes from who leaves straight to who has waited
 * longest: with a semaphore it is free in between, and who asks again at once takes it. And a place that is free takes no
 * turn of the scheduler.
 */
export const make = (count: number): Places => {
  let free = count
  const waiting: Array<Waiter> = []
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next.call()
  }

  return (effect) =>
    Effect.uninterruptibleMask((restore) => {
      const held = () => leaving(restore(effect), leave)
      if (free > 0) {
        free -= 1
        return held()
      }
      const waiter = new Waiter()
      waiting.push(waiter)
      return Effect.matchCauseEffect(restore(waiter.turn), {
        onSuccess: held,
        onFailure: (cause) => {
          // Interrupted; perhaps after it has been called and before it could come.
          if (waiter.isCalled) leave()
          else waiting.splice(waiting.indexOf(waiter), 1)
          return Effect.failCause(cause)
        },
      })
    })
}

class Waiter {
  isCalled = false
  #resume: () => void = () => {}
  readonly turn = Effect.async<void>((resume) => {
    this.#resume = () => resume(Effect.void)
  })
  call(): void {
    this.isCalled = true
    this.#resume()
  }
}

/** The effect, and `leave` once it has ended in whatever way. Only where interruption is held off. */
export const leaving = <A, E, R>(effect: Effect.Effect<A, E, R>, leave: () => void): Effect.Effect<A, E, R> =>
  Effect.matchCauseEffect(effect, {
    onSuccess: (value) => {
      leave()
      return Effect.succeed(value)
    },
    onFailure: (cause) => {
      leave()
      return Effect.failCause(cause)
    },
  })
