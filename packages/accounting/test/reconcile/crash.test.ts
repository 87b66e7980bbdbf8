import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Crashing from "../support/crashing.ts"
import { frozen } from "../support/frozen.ts"
import { bundled } from "../support/killed.ts"
import { seed } from "../support/sample.ts"
import { reconcileRun } from "./support/reconcileRun.ts"

describe("a reconciliation that is killed", () => {
  it.scopedLive(
    `at any step leaves nothing that the next one does not put right, byte for byte (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const bundle = yield* bundled("test/reconcile/support/killableReconcile.ts")
        const { environment } = yield* Sandbox.start({
          cases: 60,
          seed: 3,
          since: "2025-12-01",
          now: "2026-02-01",
          unkind: 1,
        }).pipe(Effect.withClock(frozen))
        yield* Crashing.atSteps(bundle, environment, 4, (folder, step, isPrepared) =>
          // Where it was prepared, the exports before the reconciliation have finished it already.
          Effect.map(reconcileRun(environment, folder), ({ same, serial }) =>
            expect([step, serial, serial ?? same]).toEqual([step, isPrepared ? undefined : 1, 1]),
          ),
        )
      }),
    240_000,
  )
})
