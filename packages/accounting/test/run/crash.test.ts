import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedRun } from "../support/closedRun.ts"
import * as Crashing from "../support/crashing.ts"
import { frozen } from "../support/frozen.ts"
import { killable } from "../support/killed.ts"
import { seed } from "../support/sample.ts"

describe("a run that is killed", () => {
  it.scopedLive(
    `at any step leaves nothing that the next run does not put right, byte for byte (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        yield* Crashing.atSteps(bundle, environment, 8, (folder, step, isPrepared) =>
          Effect.map(closedRun(environment, folder), ({ recovered, serial }) =>
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
