import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../support/folder.ts"
import { putOddLines } from "./support/oddLines.ts"
import * as Truth from "./support/truth.ts"
import * as World from "./support/world.ts"

const day = 86_400_000

describe("a run over payouts", () => {
  it.live("says what became of each line and payout", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 30, seed: 3, unkind: 0.5 })
      for (let index = 0; index < 20; index++) {
        const at = world.clock.now
        const outcome = yield* world.run()
        expect(yield* world.alone(Truth.problemsAt("default", world.events(), at))).toEqual([])
        expect(outcome.completeness?.lines.difference).toBe(0)
        world.clock.now += 2.5 * day
      }
      expect(Folder.named(world.out, ".csv").length).toBeGreaterThan(10)
    }).pipe(Effect.scoped),
  )

  it.live("shows what needs a person once, and goes on counting it", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 20, seed: 1 })
      yield* world.run()
      const [unreadable, withoutAmount, ambiguous] = putOddLines(world)
      const { completeness, counts } = yield* world.run()
      expect(counts).toMatchObject({ new: 4, quarantined: 3, reversed: 0 })
      expect(completeness?.lines).toMatchObject({ difference: 0, unread: 1, readAll: false })
      const [file = ""] = Folder.named(world.out, "-quarantine.csv")
      expect(Folder.csv(world.out, file).map((row) => [row["problem"], row["line_id"], row["detail"]])).toEqual([
        ["undecodable", unreadable, expect.stringContaining("amount")],
        ["no_amount", withoutAmount, expect.stringContaining("does not count as zero")],
        ["ambiguous", ambiguous, expect.stringContaining("one of several lines")],
      ])
      const next = yield* world.run()
      expect([next.serial, next.counts.quarantined, next.counts.waiting]).toEqual([undefined, 0, 1])
      expect(next.completeness?.lines).toMatchObject({ difference: 0, unread: 1, readAll: false })
    }).pipe(Effect.scoped),
  )

  it.live("refuses to call everything gone that another company's credentials do not show", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 20, seed: 1 })
      yield* world.run()
      for (const { resource, ids } of everything(world))
        for (const id of ids) world.engine.resources.get(resource)?.remove(id)
      const failure = yield* Effect.flip(world.run())
      expect(failure.message).toBe(
        'these credentials show no case of the 2 creditors that profile "default" has exported cases of',
      )
      expect(Folder.named(world.out, ".csv").filter((name) => name.startsWith("payouts-000002"))).toEqual([])
    }).pipe(Effect.scoped),
  )
})

/** What there is of cases, lines and payouts. */
const everything = (world: World.World) =>
  ["cases", "finance--payout-specifications", "finance--payouts"].map((resource) => {
    const collection = world.engine.resources.get(resource)
    const ids: Array<string> = []
    for (let row = 0; collection?.document(row) !== undefined; row++) ids.push(collection.id(row))
    return { resource, ids }
  })
