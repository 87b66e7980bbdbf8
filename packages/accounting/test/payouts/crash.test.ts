import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Crashing from "../support/crashing.ts"
import { frozen } from "../support/frozen.ts"
import { bundled } from "../support/killed.ts"
import { seed } from "../support/sample.ts"
import { payoutsRun } from "./support/payoutsRun.ts"

describe("a run over payouts that is killed", () => {
  it.scopedLive(
    `at any step leaves nothing that the next run does not put right, byte for byte (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const bundle = yield* bundled("test/payouts/support/killablePayouts.ts")
        const { environment } = yield* Sandbox.start({
          cases: 60,
          seed: 3,
          since: "2025-12-01",
          now: "2026-02-01",
          unkind: 1,
        }).pipe(Effect.withClock(frozen))
        yield* Crashing.atSteps(bundle, environment, 6, (folder, step, isPrepared) =>
          Effect.map(payoutsRun(environment, folder), ({ recovered, serial }) =>
            expect({ step, serial, recovered: recovered.map((run) => run.serial) }).toEqual({
              step,
              serial: isPrepared ? undefined : 1,
              recovered: isPrepared && step !== "committed" ? [1] : [],
            }),
          ),
        )
      }),
    240_000,
  )
})
