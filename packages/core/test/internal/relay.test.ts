import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Option } from "effect"
import * as Relay from "../../src/internal/relay.ts"

describe("Relay", () => {
  it.effect("lets so many values wait, and whoever gives more until one is taken", () =>
    Effect.gen(function* () {
      const relay = Relay.make<number, never>(2)
      const given: Array<number> = []
      const giving = yield* Effect.fork(
        Effect.forEach([1, 2, 3, 4], (value) =>
          Effect.zipRight(
            relay.give(value),
            Effect.sync(() => given.push(value)),
          ),
        ),
      )
      yield* Effect.yieldNow()
      expect(given).toEqual([1, 2])
      expect(yield* relay.take).toEqual(Option.some(1))
      yield* Effect.yieldNow()
      expect(given).toEqual([1, 2, 3])
      expect(yield* Effect.all([relay.take, relay.take, relay.take])).toEqual([2, 3, 4].map(Option.some))
      yield* Fiber.join(giving)
    }),
  )

  it.effect("tells the end, and the failure, after what was given before", () =>
    Effect.gen(function* () {
      const relay = Relay.make<number, string>(2)
      yield* relay.give(1)
      relay.end(Exit.fail("broken"))
      expect(yield* relay.take).toEqual(Option.some(1))
      expect(yield* Effect.flip(relay.take)).toBe("broken")
      const other = Relay.make<number, string>(2)
      const reading = yield* Effect.fork(other.take)
      yield* Effect.yieldNow()
      other.end(Exit.void)
      expect(yield* Fiber.join(reading)).toEqual(Option.none())
    }),
  )

  it.effect.each(["before", "after"])("loses nothing when a reader is interrupted just %s it is woken", (when) =>
    Effect.gen(function* () {
      const relay = Relay.make<number, never>(1)
      const reading = yield* Effect.fork(relay.take)
      yield* Effect.yieldNow()
      const interrupt = Effect.sync(() => reading.unsafeInterruptAsFork(reading.id()))
      yield* when === "before" ? Effect.zipRight(interrupt, relay.give(1)) : Effect.zipRight(relay.give(1), interrupt)
      yield* Fiber.await(reading)
      expect(yield* relay.take).toEqual(Option.some(1))
    }),
  )
})
