import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { closedRun } from "../support/closedRun.ts"
import * as Folder from "../support/folder.ts"
import { frozen } from "../support/frozen.ts"
import * as Postgres from "../support/postgres.ts"
import { sample, seed } from "../support/sample.ts"
import * as Stopped from "../support/stopped.ts"

const { binaries } = Postgres

const postgres = Postgres.serverOfFile()

/** A process that is stopped keeps its lock until its lease is over; what takes over finds a folder that both write to. */
describe.skipIf(binaries === undefined)(
  `a run that is stopped for longer than its lease${binaries === undefined ? " (skipped: PostgreSQL not installed)" : ""}`,
  () => {
    const world = Effect.gen(function* () {
      const bundle = yield* Stopped.stoppable
      const { environment } = yield* Sandbox.start({ cases: 60, seed: 3 }).pipe(Effect.withClock(frozen))
      const url = yield* postgres
      const shared = { ...environment, AMILI_JOURNAL_URL: url }
      const scratch = yield* Folder.temporary
      const folderOf = (name: string) => {
        mkdirSync(join(scratch, name))
        return join(scratch, name)
      }
      const alone = folderOf("alone")
      const { steps } = yield* Effect.flatMap(Stopped.begin(bundle, shared, alone), ({ goOn }) => goOn)
      const wanted = Folder.contents(alone)
      expect(Object.keys(wanted).length).toBeGreaterThan(3)

      /** Whatever has happened, the next run finds everything done, once, and nothing beside it. */
      const isOnce = (folder: string, what: string) =>
        Effect.gen(function* () {
          const last = yield* closedRun(shared, folder)
          expect({ what, serial: last.serial, files: Folder.contents(folder) }).toEqual({
            what,
            serial: undefined,
            files: wanted,
          })
          expect({ what, findings: yield* Postgres.findings(url) }).toEqual({ what, findings: [] })
        })
      return {
        folderOf,
        isOnce,
        steps: [...new Set(steps)],
        begin: (folder: string, stop?: string) => Stopped.begin(bundle, shared, folder, stop),
        empty: Postgres.empty(url),
        leaseEnds: Postgres.silentFor(url, 10),
      }
    })

    it.scopedLive(
      `writes nothing when it goes on after another has done its work (seed ${seed})`,
      () =>
        Effect.gen(function* () {
          const { begin, empty, folderOf, isOnce, leaseEnds, steps } = yield* world
          for (const [index, step] of sample(steps, 7)) {
            const folder = folderOf(String(index))
            yield* empty
            const first = yield* begin(folder, step)
            yield* leaseEnds
            const second = yield* Effect.flatMap(begin(folder), ({ goOn }) => goOn)
            expect([step, second.ended._tag]).toEqual([step, "Right"])
            const files = Folder.contents(folder)
            const { ended } = yield* first.goOn
            const isPrepared = steps.indexOf("prepared") <= index
            expect([step, ended._tag]).toEqual([step, isPrepared ? "Right" : "Left"])
            if (ended._tag === "Left") expect(["LockLost", "RunLost", "FileFailed"]).toContain(ended.left._tag)
            expect({ step, files: Folder.contents(folder) }).toEqual({ step, files })
            yield* isOnce(folder, step)
          }
        }),
      120_000,
    )

    it.scopedLive(
      `harms no other that is in the middle of the same work (seed ${seed})`,
      () =>
        Effect.gen(function* () {
          const { begin, empty, folderOf, isOnce, leaseEnds, steps } = yield* world
          const pairs = steps.flatMap((step) => steps.map((other) => [step, other] as const))
          for (const [index, [step, other]] of sample(pairs, 7)) {
            const what = `${step}, then ${other}`
            const folder = folderOf(String(index))
            yield* empty
            const first = yield* begin(folder, step)
            yield* leaseEnds
            const second = yield* begin(folder, other)
            yield* first.goOn
            const { ended } = yield* second.goOn
            expect({ what, ended: ended._tag === "Left" ? ended.left : "done" }).toEqual({ what, ended: "done" })
            yield* isOnce(folder, what)
          }
        }),
      120_000,
    )
  },
)
