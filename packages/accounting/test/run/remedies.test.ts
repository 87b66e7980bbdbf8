import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { acknowledge } from "@amili-cases/accounting/closed/acknowledge"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as World from "../support/world.ts"

const idOf = (row: Readonly<Record<string, string>> | undefined): string => row?.["case_id"] ?? "none"

/** Four cases that no count and no date shows: one closed long ago, one opened, one with another amount, one deleted. */
const moved = (server: World.Options) =>
  Effect.gen(function* () {
    const world = yield* World.make({ cases: 500, ...server })
    const rows = world.rows((yield* world.closed()).files, ".csv")
    const [open] = world.rows((yield* world.open()).files, ".csv")
    const ids = { closed: idOf(open), reopened: idOf(rows[7]), changed: idOf(rows[200]), deleted: idOf(rows[300]) }
    const longAgo = world.time.now - 90 * World.day
    world.time.now += 20 * World.day
    yield* world.closed()
    world.engine.close(ids.closed, longAgo, { date: new Date(longAgo), reason: "fully_paid" })
    world.engine.reopen(ids.reopened, longAgo)
    world.engine.change(ids.changed, longAgo, { total_remaining_capital_amount: 77 })
    world.time.now += World.day
    const verify = Effect.map(Effect.provide(VerifyApi.verify("default", []), world.layer), ({ findings }) =>
      findings.map(({ problem, subject }) => `${subject} ${problem}`).toSorted(),
    )
    const found = [
      `${ids.closed} ${VerifyApi.missing}`,
      `${ids.reopened} ${VerifyApi.reopened}`,
      `${ids.changed} ${VerifyApi.changed}`,
    ].toSorted()
    const saidIn = (run: { readonly files: ReadonlyArray<string> }) => [
      ...world.rows(run.files, "-corrections.csv").map((row) => `${idOf(row)} ${row["change"]}`),
      ...world.rows(run.files.slice(0, 1), ".csv").map(idOf),
    ]
    const said = [ids.closed, `${ids.changed} changed`, `${ids.reopened} reopened`].toSorted()
    return { world, ids, verify, found, saidIn, said }
  })

describe("what the API and the journal differ in, and no count shows", () => {
  it.scopedLive.each([{ noTotals: false }, { noTotals: true }])(
    "is exported by a run that compares every case: verifying finds nothing after it (%o)",
    (server) =>
      Effect.gen(function* () {
        const { found, said, saidIn, verify, world } = yield* moved(server)
        expect(yield* verify).toEqual(found)
        expect((yield* world.closed()).serial).toBe(undefined)
        expect(yield* verify).toEqual(found)
        const deep = yield* world.closed({ deep: true })
        expect(saidIn(deep).toSorted()).toEqual(said)
        expect(yield* verify).toEqual([])
        expect(deep.comparedSince).toBe(new Date(world.time.now).toISOString())
      }),
  )

  it.scopedLive.each([{ noTotals: false }, { noTotals: true }])(
    "is exported by one of the next runs, each of which compares some of the cases with one request or two (%o)",
    (server) =>
      Effect.gen(function* () {
        const { found, said, saidIn, verify, world } = yield* moved(server)
        expect(yield* verify).toEqual(found)
        const seen: Array<string> = []
        const since = new Set<string | undefined>()
        for (let morning = 0; morning < 7; morning++) {
          world.time.now += World.day
          const before = world.engine.served.length
          const run = yield* world.closed()
          seen.push(...saidIn(run))
          since.add(run.comparedSince)
          expect(world.engine.served.length - before).toBeLessThan(14)
        }
        expect(seen.toSorted()).toEqual(said)
        expect(yield* verify).toEqual([])
        expect(since.size).toBeGreaterThan(1)
      }),
  )
})

describe("an exported case that the API has no more", () => {
  it.scopedLive("is told apart from one that opened again, and not reported any more once it is acknowledged", () =>
    Effect.gen(function* () {
      const { ids, verify, world } = yield* moved({})
      yield* world.closed({ deep: true })
      world.engine.cases.remove(ids.deleted)
      const finding = `${ids.deleted} ${VerifyApi.noSuchCase}`
      expect(yield* verify).toEqual([finding])
      const deep = yield* world.closed({ deep: true })
      expect(deep.warnings.map(({ en }) => en).join()).toContain("fewer than exported")
      expect(yield* verify).toEqual([finding])

      const said = { by: "Eva Ek", reason: "the debtor asked for erasure" }
      const refused = (id: string) =>
        Effect.flip(acknowledge("default", [ids.deleted, id], said)).pipe(Effect.provide(world.layer))
      expect(yield* refused(ids.changed)).toMatchObject({ message: `the API has case ${ids.changed}: it is not gone` })
      expect(yield* refused("0".repeat(24))).toMatchObject({ message: expect.stringMatching(/was never exported$/) })
      expect(yield* verify).toEqual([finding])

      yield* acknowledge("default", [ids.deleted], said).pipe(Effect.provide(world.layer))
      expect(yield* verify).toEqual([])
      const { acknowledged } = yield* VerifyApi.verify("default", []).pipe(Effect.provide(world.layer))
      expect(acknowledged).toMatchObject([{ case_id: ids.deleted, said_by: said.by, reason: said.reason }])
      for (const deep of [true, false]) expect((yield* world.closed({ deep })).warnings).toEqual([])
    }),
  )
})
