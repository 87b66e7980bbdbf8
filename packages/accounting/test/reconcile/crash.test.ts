import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import { bundled, run } from "../support/killed.ts"
import { sample, seed } from "../support/sample.ts"
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
        const scratch = yield* Folder.temporary
        const folderOf = (name: string) => {
          mkdirSync(join(scratch, name))
          return join(scratch, name)
        }
        const undisturbed = folderOf("undisturbed")
        const report = yield* run(bundle, environment, undisturbed)
        expect(report?.outcome.serial).toBe(1)
        const wanted = Folder.contents(undisturbed)
        const steps = [...new Set(report?.steps)]
        expect(steps.length).toBeGreaterThan(20)

        for (const [index, step] of sample(steps, 4)) {
          const folder = folderOf(String(index))
          const killed = (yield* run(bundle, environment, folder, step)) === undefined
          const next = yield* reconcileRun(environment, folder)
          // The exports before it have finished it already.
          const prepared = steps.indexOf("prepared") <= index
          expect({ step, killed, serial: next.serial ?? next.same, files: Folder.contents(folder) }).toEqual({
            step,
            killed: true,
            serial: 1,
            files: wanted,
          })
          expect([step, next.serial]).toEqual([step, prepared ? undefined : 1])
        }
      }),
    240_000,
  )
})
