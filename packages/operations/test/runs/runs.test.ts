import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as Exports from "@amili-cases/operations/doctor/Exports"
import * as History from "@amili-cases/operations/journal/History"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Verify from "@amili-cases/operations/journal/Verify"
import * as JournalLocation from "@amili-cases/operations/profile/JournalLocation"
import * as Closed from "@amili-cases/operations/runs/Closed"
import * as Open from "@amili-cases/operations/runs/Open"
import * as Payouts from "@amili-cases/operations/runs/Payouts"
import * as Reconcile from "@amili-cases/operations/runs/Reconcile"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as World from "../support/world.ts"

describe("the exports of a profile", () => {
  it.scopedLive("run by values alone, each case once, and are known to its journal", () =>
    Effect.gen(function* () {
      const { api, chosen, here, out, runs } = yield* World.make()
      const told: Array<string> = []
      yield* Effect.gen(function* () {
        const closed = yield* Closed.prepare(chosen)
        const first = yield* Closed.run(closed)
        const second = yield* Closed.run(closed)
        expect([first.serial, second.serial]).toEqual([1, undefined])
        expect(first.counts["closed"]).toBeGreaterThan(0)
        const open = yield* Open.run(yield* Open.prepare(chosen))
        expect(open.files.every((file) => file.startsWith(out))).toBe(true)
        yield* Payouts.run(yield* Payouts.prepare(chosen))

        const month = Option.getOrUndefined(Month.parse("2025-06"))
        const asked = yield* Reconcile.prepare({ ...chosen, month })
        const reconciled = yield* Reconcile.run(asked, ({ closed }) => Effect.sync(() => told.push(closed.dataset)))
        expect(reconciled.serial).toBe(1)
        expect(told).toEqual(["closed"])
        const offline = yield* Reconcile.runOffline(asked)
        expect([offline.serial, offline.summary.month]).toEqual([undefined, "2025-06"])

        const { lines } = yield* KnownJournal.inside(chosen, ({ profile }) => History.read(profile))
        expect(lines.map(({ run }) => `${run.dataset} ${run.serial}`)).toEqual(
          expect.arrayContaining(["closed 1", "open 1", "reconcile 1"]),
        )
        const findings = yield* KnownJournal.inside(chosen, (place) =>
          Effect.all([Verify.local(place), Verify.withApi(place.profile, [])]),
        )
        expect(findings.flatMap((one) => one.findings)).toEqual([])
        const checks = yield* Exports.findings(Effect.succeed(chosen), api)
        expect(checks.filter(({ state }) => state === "failed")).toEqual([])
        expect(checks.map(({ name }) => name)).toContain("Journal")
      }).pipe(Effect.provide(runs), here)
    }),
  )

  it.scopedLive("go on in a journal that the app keeps open", () =>
    Effect.gen(function* () {
      const { chosen, here, runs } = yield* World.make()
      yield* Effect.gen(function* () {
        const closed = yield* Closed.prepare(chosen)
        yield* Closed.run(closed)
        const { location } = yield* JournalLocation.locate(chosen)
        const payouts = yield* Payouts.prepare({
          ...chosen,
          journal: { _tag: "File", path: "/nonexistent/journal.db" },
        })
        // Were its own journal opened, it would fail.
        const outcome = yield* Payouts.run(payouts, KnownJournal.opened(location))
        expect(outcome.dataset).toBe("payouts")
      }).pipe(Effect.provide(runs), here)
    }),
  )

  it.scopedLive("tell their notes to the app", () =>
    Effect.gen(function* () {
      const { chosen, here, runs } = yield* World.make()
      const notes: Array<string> = []
      yield* Effect.gen(function* () {
        yield* Closed.run(yield* Closed.prepare({ ...chosen, classes: ["prescribde=loss"] }))
        expect(notes).toEqual(['no case has been closed with the reason "prescribde": check its spelling'])
      }).pipe(
        Effect.provideService(Notes, { note: ({ en }) => Effect.sync(() => void notes.push(en)) }),
        Effect.provide(runs),
        here,
      )
    }),
  )
})
