/** The clearing account by vouchers against the lines, as reconciliations compare them (C7). */
import { SqlClient } from "@effect/sql/SqlClient"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "./support/world.ts"

const dayMillis = 86_400_000

const c7 = (world: World.World, month: string) =>
  Effect.map(world.alone(world.reconcile(month, { online: false })), ({ summary }) =>
    summary.controls.find(({ id }) => id === "C7"),
  )

describe("C7", () => {
  it.live("holds while lines change, waits for what is not booked, and fails where a voucher says something else", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 4, unkind: 1, now: "2026-02-10" })
      yield* world.alone(world.exportAll)
      expect(yield* c7(world, "2026-02")).toMatchObject({ outcome: "not_compared", en: "no vouchers" })
      for (let round = 0; round < 3; round++) {
        yield* world.draft("2026-12")
        yield* world.approve("all")
        yield* world.emit()
        const booked = yield* c7(world, "2026-02")
        expect(booked).toMatchObject({ outcome: "holds" })
        const [krona] = booked?.sides.filter(({ currency }) => currency === "SEK") ?? []
        expect(krona?.left).not.toBe(0n)
        world.clock.now += 5 * dayMillis
        // What has become of lines since is not booked yet.
        yield* world.alone(world.exportAll)
        expect(yield* c7(world, "2026-02")).toMatchObject({ outcome: "holds" })
      }
      yield* world.alone(
        Effect.flatMap(
          SqlClient,
          (sql) => sql`UPDATE voucher_posting SET amount = '1' WHERE kind = 'line' AND account = '1685'
            AND part = 'entry' AND event = 0`,
        ),
      )
      expect(yield* c7(world, "2026-02")).toMatchObject({ outcome: "fails" })
    }).pipe(Effect.scoped),
  )
})
