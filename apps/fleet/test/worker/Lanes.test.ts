import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, TestClock } from "effect"
import * as Lanes from "../../src/worker/Lanes.ts"

describe("the lanes of a worker", () => {
  it.effect("let small exports begin while large ones wait for each other", () =>
    Effect.gen(function* () {
      const lanes = yield* Lanes.make(4)
      const end = yield* Deferred.make<void>()
      const begun: Array<string> = []
      const begin = (name: string, isLarge: boolean) =>
        Effect.fork(
          lanes.within(
            isLarge,
            Effect.zipRight(
              Effect.sync(() => begun.push(name)),
              Deferred.await(end),
            ),
          ),
        )
      for (let at = 0; at < 50; at++) yield* begin(`large ${at}`, true)
      yield* begin("small", false)
      yield* TestClock.adjust("1 second")
      expect(begun).toEqual(["large 0", "small"])
    }),
  )

  it.effect("take one that turns out to be large out of the way", () =>
    Effect.gen(function* () {
      const lanes = yield* Lanes.make(2)
      const end = yield* Deferred.make<void>()
      const first = yield* Effect.fork(lanes.within(false, Deferred.await(end)))
      const second = yield* Effect.fork(lanes.within(false, Effect.succeed("second")))
      yield* TestClock.adjust("9 seconds")
      expect(yield* Fiber.poll(second)).toMatchObject({ _tag: "None" })
      yield* TestClock.adjust("2 seconds")
      expect(yield* Fiber.join(second)).toBe("second")
      // There is one such lane: the next long one keeps its own.
      const third = yield* Effect.fork(lanes.within(false, Deferred.await(end)))
      const fourth = yield* Effect.fork(lanes.within(false, Effect.succeed("fourth")))
      yield* TestClock.adjust("20 seconds")
      expect(yield* Fiber.poll(fourth)).toMatchObject({ _tag: "None" })
      yield* Deferred.succeed(end, undefined)
      yield* Fiber.joinAll([first, third])
      expect(yield* Fiber.join(fourth)).toBe("fourth")
    }),
  )

  it.effect("are drained when what runs has ended, and begin nothing else", () =>
    Effect.gen(function* () {
      const lanes = yield* Lanes.make(2)
      const end = yield* Deferred.make<void>()
      yield* Effect.fork(lanes.within(false, Deferred.await(end)))
      yield* TestClock.adjust("1 second")
      const drained = yield* Effect.fork(lanes.drain)
      yield* TestClock.adjust("1 second")
      const late = yield* Effect.fork(lanes.within(true, Effect.succeed("late")))
      expect(yield* Fiber.poll(drained)).toMatchObject({ _tag: "None" })
      yield* Deferred.succeed(end, undefined)
      yield* Fiber.join(drained)
      expect(yield* Fiber.poll(late)).toMatchObject({ _tag: "None" })
    }),
  )
})
