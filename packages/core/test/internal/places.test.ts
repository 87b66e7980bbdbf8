import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber } from "effect"
import * as Places from "../../src/internal/places.ts"

describe("Places", () => {
  it.effect("run no more than there are at once, in the order in which they were asked for", () =>
    Effect.gen(function* () {
      const inPlace = Places.make(2)
      const started: Array<number> = []
      const gates = yield* Effect.forEach([0, 1, 2, 3], () => Deferred.make<void>())
      const fibers = yield* Effect.forEach(gates, (gate, index) =>
        Effect.fork(
          inPlace(
            Effect.zipRight(
              Effect.sync(() => started.push(index)),
              Deferred.await(gate),
            ),
          ),
        ),
      )
      yield* Effect.yieldNow()
      expect(started).toEqual([0, 1])
      for (const gate of gates) yield* Deferred.succeed(gate, undefined)
      yield* Fiber.joinAll(fibers)
      expect(started).toEqual([0, 1, 2, 3])
    }),
  )

  it.effect("are free again after a failure, an interruption, and for who gave up waiting or was called too late", () =>
    Effect.gen(function* () {
      const inPlace = Places.make(1)
      expect(Exit.isFailure(yield* Effect.exit(inPlace(Effect.fail("no"))))).toBe(true)
      const holding = yield* Effect.fork(inPlace(Effect.never))
      yield* Effect.yieldNow()
      const [impatient, unlucky] = yield* Effect.all([
        Effect.fork(inPlace(Effect.void)),
        Effect.fork(inPlace(Effect.void)),
      ])
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(impatient)
      // Called when the place is left, and interrupted before it runs.
      yield* Effect.zipRight(Fiber.interruptFork(holding), Fiber.interruptFork(unlucky))
      expect(yield* inPlace(Effect.succeed("mine"))).toBe("mine")
    }),
  )

  it.effect("are handed on by who is called and interrupted before it runs", () =>
    Effect.gen(function* () {
      const inPlace = Places.make(1)
      const gate = yield* Deferred.make<void>()
      let running: Fiber.RuntimeFiber<void> | undefined
      yield* Effect.fork(
        inPlace(
          Effect.onExit(Deferred.await(gate), () => Effect.sync(() => running?.unsafeInterruptAsFork(running.id()))),
        ),
      )
      yield* Effect.yieldNow()
      running = yield* Effect.fork(inPlace(Effect.void))
      yield* Effect.yieldNow()
      yield* Deferred.succeed(gate, undefined)
      yield* Fiber.await(running)
      expect(yield* inPlace(Effect.succeed("mine"))).toBe("mine")
    }),
  )
})
