/** Hands values from several fibers to the one that reads them. */
import { Effect, type Exit, Option } from "effect"

export interface Relay<A, E> {
  /** Returns at once while fewer than `room` values wait, otherwise when this one has moved up among those. */
  readonly give: (value: A) => Effect.Effect<void>
  /** Nothing comes any more. */
  readonly end: (exit: Exit.Exit<void, E>) => void
  /** The next value, or none at the end; the failure that ended it comes after what was given before. */
  readonly take: Effect.Effect<Option.Option<A>, E>
}

/** What `Mailbox` does as well, in a fraction of its steps. */
export const make = <A, E>(room: number): Relay<A, E> => {
  const waiting: Array<A> = []
  const crowd: Array<{ readonly value: A; readonly moveUp: () => void }> = []
  let ended: Exit.Exit<void, E> | undefined
  let wake: (() => void) | undefined

  const wakeReader = () => {
    wake?.()
    wake = undefined
  }

  const next = (): Option.Option<A> => {
    const value = waiting.shift()
    const [first] = crowd.splice(0, 1)
    if (first !== undefined) {
      waiting.push(first.value)
      first.moveUp()
    }
    return Option.fromNullable(value)
  }

  /** A reader that is interrupted here takes nothing with it: values stay until they are fetched. */
  const something = Effect.async<void>((resume) => {
    wake = () => resume(Effect.void)
  })

  const take: Relay<A, E>["take"] = Effect.suspend(() => {
    if (waiting.length > 0) return Effect.succeed(next())
    if (ended === undefined) return Effect.zipRight(something, take)
    return Effect.as(ended, Option.none())
  })

  return {
    give: (value) =>
      Effect.suspend(() => {
        if (waiting.length >= room) {
          return Effect.async((resume) => void crowd.push({ value, moveUp: () => resume(Effect.void) }))
        }
        waiting.push(value)
        wakeReader()
        return Effect.void
      }),
    end: (exit) => {
      ended = exit
      wakeReader()
    },
    take,
  }
}
