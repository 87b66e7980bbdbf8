/** A machine whose clock is set back or ahead exports what it would have exported, and takes no lock that is held. */
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "@effect/vitest"
import { Clock, Effect, Layer } from "effect"
import Database from "libsql"
import * as Journal from "@amili-cases/accounting/Journal"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import * as Folder from "../support/folder.ts"
import * as Layers from "../support/layers.ts"
import * as World from "../support/world.ts"

const hour = 3600
const decade = 10 * 365 * 24 * hour

const jumps = [
  ["back by 10 years", -decade],
  ["back by 1 h", -hour],
  ["back by 11 min", -11 * 60],
  ["back by 5 s", -5],
  ["ahead by 1 h", hour],
  ["ahead by 10 years", decade],
] as const

/** The machine's clock, which can be set; the server keeps its own. */
const machineClock = () => {
  const real = Clock.make()
  const wall = { ahead: 0 }
  const now = () => real.unsafeCurrentTimeMillis() + wall.ahead * 1000
  const clock: Clock.Clock = Object.assign(Clock.make(), {
    currentTimeMillis: Effect.sync(now),
    unsafeCurrentTimeMillis: now,
  })
  return { wall, clock }
}

/** Three runs, with a case that closes before the second and one before the third; the files of all. */
const exported = (set: (wall: { ahead: number }, moment: "before" | "during", run: number) => void) =>
  Effect.gen(function* () {
    const world = yield* World.make({ cases: 60, seed: 3 })
    const { clock, wall } = machineClock()
    const settings = { ...world.settings, api: "https://api.example" }
    const openIds = world.rows((yield* world.open({ settings })).files, ".csv").map((row) => row["case_id"] ?? "")
    for (const run of [1, 2, 3]) {
      set(wall, "before", run)
      const at = (step: string) => Effect.sync(() => (step === "begin" ? set(wall, "during", run) : undefined))
      const outcome = yield* world
        .closed({ settings })
        .pipe(Effect.withClock(clock), Effect.provide(Layer.succeed(Steps, { at })))
      expect(outcome).toMatchObject({ serial: run })
      const closing = openIds[run] ?? ""
      world.time.now += World.day
      world.engine.close(closing, world.time.now - World.day / 2, { reason: "fully_paid" })
    }
    return Folder.contents(world.out)
  })

let undisturbed: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  undisturbed = await Effect.runPromise(Effect.scoped(exported(() => undefined)))
}, 20_000)

describe.each(jumps)("closed runs on a machine whose clock is set %s", (_, by) => {
  it.scopedLive.each(["before", "during"] as const)("%s the second of them write the same files", (when) =>
    Effect.gen(function* () {
      const jumped = yield* exported((wall, moment, run) => {
        if (moment === when && run === 2) wall.ahead = by
      })
      expect(jumped).toEqual(undisturbed)
    }),
  )
})

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
