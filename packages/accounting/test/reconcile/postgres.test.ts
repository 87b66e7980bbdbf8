import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import * as Postgres from "../support/postgres.ts"
import { reconcileRun } from "./support/reconcileRun.ts"

const postgres = Postgres.serverOfFile()

describe.skipIf(Postgres.binaries === undefined)("a journal in PostgreSQL", () => {
  it.scopedLive(
    "gives the same stand as one in a file",
    () =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({
          cases: 60,
          seed: 3,
          since: "2025-12-01",
          now: "2026-02-01",
          unkind: 1,
        }).pipe(Effect.withClock(frozen))
        const url = yield* postgres
        const scratch = yield* Folder.temporary
        const [own, shared] = ["own", "shared"].map((name) => join(scratch, name))
        for (const folder of [own, shared]) mkdirSync(folder ?? "")
        const first = yield* reconcileRun(environment, own ?? "")
        const second = yield* reconcileRun({ ...environment, AMILI_JOURNAL_URL: url }, shared ?? "")
        expect(second.summary).toEqual(first.summary)
        expect(first.summary.controls.map(({ outcome }) => outcome)).not.toContain("fails")
        expect(Folder.contents(shared ?? "")).toEqual(Folder.contents(own ?? ""))
        const again = yield* reconcileRun({ ...environment, AMILI_JOURNAL_URL: url }, shared ?? "")
        expect(again.same).toBe(1)
        expect(yield* Postgres.findings(url)).toEqual([])
      }),
    120_000,
  )
})
