import { mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedRun } from "../support/closedRun.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import { killable, run } from "../support/killed.ts"
import * as Postgres from "../support/postgres.ts"

const { binaries } = Postgres

describe.skipIf(binaries === undefined)(
  `a journal in PostgreSQL${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    it.scopedLive("is shared: what one folder's run exported is known to the other's, whoever is killed when", () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* Postgres.start(binaries ?? "")
        const scratch = yield* Folder.temporary
        const [a = "", b = "", alone = ""] = ["a", "b", "alone"].map((name) => join(scratch, name))
        for (const folder of [a, b, alone]) mkdirSync(folder)
        const wanted = yield* Effect.zipRight(
          closedRun(environment, alone),
          Effect.sync(() => Folder.contents(alone)),
        )
        const shared = { ...environment, AMILI_JOURNAL_URL: url }

        // Before its files are complete: the other folder's run undoes it and takes the same number.
        expect(yield* run(bundle, shared, a, "prepare")).toBeUndefined()
        const second = yield* closedRun(shared, b)
        expect(second).toMatchObject({ serial: 1, recovered: [] })
        expect(Folder.contents(b)).toEqual(wanted)

        // What the first left is cleared by the next run in its folder, which has nothing new to say.
        expect(yield* closedRun(shared, a)).toMatchObject({ serial: undefined })
        expect(readdirSync(a)).toEqual([])
      }),
    )

    it.scopedLive("finishes in its own folder what was complete when its process was killed", () =>
      Effect.gen(function* () {
        const bundle = yield* killable
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* Postgres.start(binaries ?? "")
        const scratch = yield* Folder.temporary
        const [a = "", b = ""] = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of [a, b]) mkdirSync(folder)
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        expect(yield* run(bundle, shared, a, "prepared")).toBeUndefined()
        const other = yield* closedRun(shared, b)
        expect(other).toMatchObject({ serial: undefined, recovered: [{ serial: 1, folder: a }] })
        expect(readdirSync(b)).toEqual([])
        expect(readdirSync(a).every((name) => name.startsWith("closed-000001-"))).toBe(true)
      }),
    )

    it.scopedLive("lets one of two runs at once through, and the other one wait", () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
        const url = yield* Postgres.start(binaries ?? "")
        const scratch = yield* Folder.temporary
        const folders = ["a", "b"].map((name) => join(scratch, name))
        for (const folder of folders) mkdirSync(folder)
        const shared = { ...environment, AMILI_JOURNAL_URL: url }
        const outcomes = yield* Effect.forEach(folders, (folder) => Effect.either(closedRun(shared, folder)), {
          concurrency: 2,
        })
        expect(outcomes.filter((outcome) => outcome._tag === "Right" && outcome.right.serial === 1)).toHaveLength(1)
        for (const outcome of outcomes) if (outcome._tag === "Left") expect(outcome.left._tag).toBe("LockHeld")
      }),
    )
  },
)
