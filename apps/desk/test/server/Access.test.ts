import { describe, expect, it } from "@effect/vitest"
import { Effect, Option, TestClock } from "effect"
import { Access } from "../../src/server/Access.ts"

const entered = Effect.gen(function* () {
  const { enter, fresh } = yield* Access
  return Option.getOrThrow(yield* enter(yield* fresh))
})

describe("the way in", () => {
  it.effect("is open for ten minutes", () =>
    Effect.gen(function* () {
      const { enter, fresh } = yield* Access
      const early = yield* fresh
      yield* TestClock.adjust("9 minutes")
      expect(Option.isSome(yield* enter(early))).toBe(true)
      const late = yield* fresh
      yield* TestClock.adjust("10 minutes")
      expect(Option.isNone(yield* enter(late))).toBe(true)
    }).pipe(Effect.provide(Access.Default)),
  )

  it.effect("closes half an hour after the last work, for which waiting for events does not count", () =>
    Effect.gen(function* () {
      const { goesOn } = yield* Access
      const session = yield* entered
      yield* TestClock.adjust("29 minutes")
      expect(yield* goesOn(session, true)).toBe(true)
      yield* TestClock.adjust("29 minutes")
      expect(yield* goesOn(session, false)).toBe(true)
      yield* TestClock.adjust("1 minute")
      expect(yield* goesOn(session, true)).toBe(false)
      expect(yield* goesOn(session, true)).toBe(false)
    }).pipe(Effect.provide(Access.Default)),
  )

  it.effect("forgets the session that was not used for longest, rather than keep ever more", () =>
    Effect.gen(function* () {
      const { goesOn, leave } = yield* Access
      const first = yield* entered
      const second = yield* entered
      yield* goesOn(first, true)
      yield* Effect.replicateEffect(entered, 15)
      expect(yield* goesOn(second, true)).toBe(false)
      expect(yield* goesOn(first, true)).toBe(true)
      yield* leave(first)
      expect(yield* goesOn(first, true)).toBe(false)
    }).pipe(Effect.provide(Access.Default)),
  )
})
