import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect } from "effect"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import * as Purge from "@amili-cases/export-engine/evidence/Purge"
import * as World from "../support/world.ts"

const purge = (world: Effect.Effect.Success<ReturnType<typeof World.make>>) =>
  Purge.debtorData("default", world.out, DateTime.unsafeMake("2100-01-01T00:00:00Z"))

describe("purging", () => {
  it.scopedLive("removes nothing while a run goes on, and leaves the lock to the next", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40 })
      yield* world.closed({ settings: { ...world.settings, privacy: "full" } })
      const [refused, removed] = yield* Effect.gen(function* () {
        const during = yield* Effect.zipRight(
          (yield* Lock).hold("default", "2026-02-01T08:00:00Z"),
          Effect.either(purge(world)),
        ).pipe(Effect.scoped)
        return [during, yield* purge(world)] as const
      }).pipe(Effect.provide(world.layer))
      expect(refused).toMatchObject({ left: { _tag: "LockHeld" } })
      expect(removed.length).toBeGreaterThan(0)
      expect((yield* world.closed()).serial).toBe(undefined)
    }),
  )
})
