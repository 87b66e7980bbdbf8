import * as Drift from "@amili-cases/test-fixtures/Drift"
import * as Random from "@amili-cases/test-fixtures/Random"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { amiliExport, Running } from "../support/program.ts"

/** `KILLS` and `FIRST_SEED` ask for more and others: `pnpm soak` does. */
const kills = Number(process.env["KILLS"] ?? 5)
const seed = Number(process.env["FIRST_SEED"] ?? 1)
const killsOfRun = kills > 100 ? 10 : 5
const day = 86_400_000

describe("a program that is killed at random moments", () => {
  it.scopedLive(
    `leaves what a run that nobody disturbs would have left, byte for byte, ${kills} times`,
    () =>
      Effect.gen(function* () {
        const random = Random.make(seed, 7)
        const time = { now: Date.parse("2026-02-01T08:00:00Z") }
        const clock: Clock.Clock = Object.assign(Clock.make(), {
          currentTimeMillis: Effect.sync(() => time.now),
          unsafeCurrentTimeMillis: () => time.now,
        })
        const { engine, environment } = yield* Sandbox.start({ cases: 250, seed, latency: 4, now: "2026-02-01" }).pipe(
          Effect.withClock(clock),
        )
        const quiet = yield* Folder.temporary
        const killed = yield* Folder.temporary
        const tally = { kills: 0, tooLate: 0, finishedByNext: 0 }

        /** Waits for the first request, so that the moment lies in the run and not in the start of Node. */
        const killSoon = (command: string, within: number) =>
          Effect.gen(function* () {
            const before = engine.served.length
            const running = yield* Running.start([command, "--out", killed], environment)
            yield* running.until(() => engine.served.length > before)
            yield* Effect.sleep(Math.floor(random.next() * within))
            const { signal } = yield* running.kill("SIGKILL")
            if (signal === "SIGKILL") tally.kills += 1
            else tally.tooLate += 1
          }).pipe(Effect.scoped)

        while (tally.kills < kills) {
          for (const command of ["closed", "open"]) {
            const before = engine.served.length
            const running = yield* Running.start([command, "--out", quiet], environment)
            yield* running.until(() => engine.served.length > before)
            const begun = performance.now()
            const undisturbed = yield* Effect.promise(() => running.ended)
            const within = performance.now() - begun
            for (let left = killsOfRun; left > 0; left--) yield* killSoon(command, within)
            const next = yield* amiliExport([command, "--out", killed], environment)
            if (next.stderr.includes("interrupted before, has been finished")) tally.finishedByNext += 1
            expect([0, 3]).toContain(undisturbed.code)
            expect([0, 3]).toContain(next.code)
            // An open portfolio that the killed program had all but finished counts, and the next one is another.
            const manifests = (folder: string) => Folder.named(folder, "-manifest.json").length
            while (manifests(quiet) < manifests(killed)) yield* amiliExport([command, "--out", quiet], environment)
            expect(Folder.contents(killed)).toEqual(Folder.contents(quiet))
          }
          expect(yield* amiliExport(["verify", "--api", "--out", killed], environment)).toMatchObject({ code: 0 })
          const ids = Folder.named(killed, ".csv")
            .filter((name) => /^closed-\d{6}-[\d-]+\.csv$/.test(name))
            .flatMap((name) => Folder.firstFields(killed, name))
          expect(ids.length).toBe(new Set(ids).size)
          time.now += day
          Drift.drift(engine.cases, { events: 25, backDate: 5, kinds: { ...Drift.kinds, delete: 0 } }, random, time.now)
          time.now += day
        }
        if (process.env["KILLS"] !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`)
      }),
    60_000 + kills * 20_000,
  )
})
