import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { closedRun } from "../support/closedRun.ts"
import { failing } from "../support/failing.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import { sample, seed } from "../support/sample.ts"

describe("a run on a disk that refuses", () => {
  it.scopedLive(
    `any one call fails with one line, and the next run puts everything right, byte for byte (seed ${seed})`,
    () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const undisturbed = yield* Folder.temporary
        const counting = failing("none", -1)
        yield* closedRun(environment, undisturbed, counting.layer)
        const wanted = Folder.contents(undisturbed)
        expect(counting.calls.length).toBeGreaterThan(20)

        for (const [index, call] of sample(counting.calls, 12)) {
          const code = ["ENOSPC", "EIO", "EACCES"][index % 3] ?? "EIO"
          const label = `${code} at call ${index}, ${call}`
          const folder = yield* Folder.temporary
          // A run that counts does not fail because its witness cannot be written.
          const failure = yield* closedRun(environment, folder, failing(code, index).layer).pipe(
            Effect.flip,
            Effect.orElseSucceed(() => ({ message: "counts", hint: "" })),
          )
          const next = yield* Effect.exit(closedRun(environment, folder))
          expect({
            label,
            lines: failure.message.split("\n").length,
            hinted: "hint" in failure && failure.hint !== undefined,
            succeeds: Exit.isSuccess(next),
            files: Folder.contents(folder),
          }).toEqual({ label, lines: 1, hinted: true, succeeds: true, files: wanted })
        }
      }),
    240_000,
  )
})
