import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Option } from "effect"
import { Jobs } from "../src/jobs/Jobs.ts"

const titled = { title: { sv: "Arbete", en: "Work" }, shown: String }
const stateOf = (jobs: Jobs) =>
  Effect.map(
    jobs.of("me"),
    Option.map(({ state }) => state._tag),
  )

describe("long work that is cancelled", () => {
  it.effect("can be interrupted, although nothing may interrupt its start", () =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const told = yield* Deferred.make<boolean>()
      const work = Effect.checkInterruptible((can) => Deferred.succeed(told, can))
      yield* jobs.start("me", { ...titled, work })
      expect(yield* Deferred.await(told)).toBe(true)
    }).pipe(Effect.provide(Jobs.Default)),
  )

  it.effect("ends in the middle, and has put its things in order when cancelling returns", () =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const begun = yield* Deferred.make<void>()
      const exits: Array<boolean> = []
      const work = Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never).pipe(
        Effect.onExit((exit) => Effect.sync(() => exits.push(Exit.isInterrupted(exit)))),
      )
      yield* jobs.start("me", { ...titled, work })
      yield* Deferred.await(begun)
      expect(yield* stateOf(jobs)).toEqual(Option.some("Running"))
      yield* jobs.cancel("me")
      expect(exits).toEqual([true])
      expect(yield* stateOf(jobs)).toEqual(Option.some("Cancelled"))
    }).pipe(Effect.provide(Jobs.Default)),
  )

  it.effect("is over before other work begins, and cancelling what has ended changes nothing", () =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      yield* jobs.start("me", { ...titled, work: Effect.never })
      yield* jobs.cancel("me")
      yield* jobs.start("me", { ...titled, work: Effect.succeed(1) })
      yield* Effect.yieldNow()
      yield* jobs.cancel("me")
      expect(yield* stateOf(jobs)).toEqual(Option.some("Done"))
    }).pipe(Effect.provide(Jobs.Default)),
  )
})
