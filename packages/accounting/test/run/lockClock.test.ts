import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import Database from "libsql"
import * as Journal from "@amili-cases/accounting/Journal"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import * as Folder from "../support/folder.ts"
import * as Layers from "../support/layers.ts"

const hour = 3600
const decade = 10 * 365 * 24 * hour

/** Whether the lock can be had where another machine's holder was last heard of so many seconds ago, by the clock as it is now. */
const canBeHad = (silentSeconds: number) =>
  Effect.gen(function* () {
    const path = join(yield* Folder.temporary, "journal.db")
    const take = Effect.flatMap(Lock, (lock) => Effect.isSuccess(lock.hold("default", "2026-01-01T00:00:00Z"))).pipe(
      Effect.scoped,
      Effect.provide(Layer.provide(Journal.layer({ _tag: "File", path }), Layers.platform)),
    )
    yield* take
    const database = new Database(path)
    database
      .prepare(
        `INSERT INTO run_lock (profile, token, machine, host, pid, born, since, beat)
         VALUES ('default', 't', 'another', 'another', 1, '', '2026-01-01T00:00:00Z', CAST(strftime('%s', 'now') AS REAL) - ?)`,
      )
      .run(silentSeconds)
    database.close()
    return yield* take
  })

describe("the lock of a holder on another machine", () => {
  it.scopedLive.each([
    ["is held", 0, false],
    ["is held after the clock went back 5 s", -5, false],
    ["is held after the clock went ahead 5 s", 5, false],
    ["is taken over when it has been silent for 11 min", 11 * 60, true],
    ["is taken over when the clock went back 11 min since it was last heard of", -11 * 60, true],
    ["is taken over when the clock went back 1 h since", -hour, true],
    ["is taken over when the clock went back 10 years since", -decade, true],
    ["is taken over when the clock went ahead 10 years since: its commit is refused", decade, true],
  ] as const)("%s", ([, silent, expected]) =>
    Effect.gen(function* () {
      expect(yield* canBeHad(silent)).toBe(expected)
    }),
  )
})
