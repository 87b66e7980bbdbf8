import { Case } from "@amili-cases/core/Case"
import { describe, expect, it } from "vitest"
import { Chunk, Duration, Effect, Fiber, Ref, Schema, Stream, TestClock, TestContext } from "effect"
import * as Watch from "../../src/case/Watch.ts"

const decode = Schema.decodeSync(Case)
const base = { _id: "665d0659802fc3098ba74178", state: "reminder", total_remaining_capital_amount: 100 }
const looks = [
  base,
  { ...base, _etag: "another" },
  { ...base, total_remaining_capital_amount: 50 },
  { ...base, total_remaining_capital_amount: 50 },
  { ...base, total_remaining_capital_amount: 0, closed: { reason: "fully_paid" } },
  { ...base, state: "dispute" },
].map((wire) => decode(wire))

describe("Watch", () => {
  it("shows each change once, and ends with the closed case", async () => {
    const shown = Effect.gen(function* () {
      const index = yield* Ref.make(0)
      const look = Effect.flatMap(
        Ref.getAndUpdate(index, (n) => n + 1),
        (n) => Effect.fromNullable(looks[n]),
      )
      const fiber = yield* Effect.fork(Stream.runCollect(Watch.changes(look, Duration.seconds(30))))
      yield* TestClock.adjust(Duration.minutes(10))
      return Chunk.toReadonlyArray(yield* Fiber.join(fiber))
    }).pipe(Effect.provide(TestContext.TestContext))
    expect((await Effect.runPromise(shown)).map((found) => looks.indexOf(found))).toEqual([0, 2, 4])
  })
})
