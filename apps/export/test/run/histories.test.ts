import type { Engine } from "@amili-cases/test-fixtures/Engine"
import { Float, type Value } from "@amili-cases/test-fixtures/Document"
import * as Drift from "@amili-cases/test-fixtures/Drift"
import * as Random from "@amili-cases/test-fixtures/Random"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"
import * as World from "../support/world.ts"

/** As many as a check has time for; HISTORIES=1000 in the environment for a night's worth. */
const seeds = Array.from({ length: Number(process.env["HISTORIES"] ?? 15) }, (_, index) => index + 1)

type Row = Readonly<Record<string, string>>

const rates: Drift.Rates = { events: 3, backDate: 5, kinds: Drift.kinds }

/** A week of runs while cases close, some back-dated, reopen, appear, vanish and change between any two requests. */
const history = (seed: number) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 99)
    const moving = { on: true }
    const world = yield* World.make({
      cases: 60,
      seed,
      now: "2026-02-01",
      shuffleTies: true,
      maxResults: [3, 7, 30],
      script: (engine, _request, now) => {
        if (!moving.on) return
        Drift.drift(engine.cases, rates, random, now)
        if (random.chance(0.02)) engine.tokens.revoke()
      },
    })
    const files: Array<string> = []
    const run = Effect.gen(function* () {
      const outcome = yield* world.closed()
      files.push(...outcome.files)
      world.time.now += World.day
      return outcome
    })
    yield* run.pipe(Effect.repeatN(6))
    moving.on = false
    yield* run
    yield* run
    expect(yield* run).toMatchObject({ serial: undefined, files: [] })

    const rows = files.filter((file) => /-\d\d\.csv$/.test(file)).flatMap((file) => world.rows([file], ".csv"))
    const corrections = world.rows(files, "-corrections.csv")
    const { cases } = world.engine
    const vanished = (id: string) => {
      const row = cases.row(id)
      return row === undefined || cases.document(row) === undefined
    }
    return { rows, corrections, truth: closedIn(cases), vanished }
  }).pipe(Effect.scoped)

/** What accounting has after booking all files in their order: the last word on each case that is closed. */
const booked = (rows: ReadonlyArray<Row>, corrections: ReadonlyArray<Row>): ReadonlyMap<string, string> => {
  const last = new Map(rows.map((row) => [row["case_id"] ?? "", row["remaining_capital"] ?? ""]))
  for (const row of corrections) {
    if (row["change"] === "reopened") last.delete(row["case_id"] ?? "")
    else last.set(row["case_id"] ?? "", row["remaining_capital"] ?? "")
  }
  return last
}

const amountOf = (value: Value | undefined): string => Number(value instanceof Float ? value.value : value).toFixed(2)

/** The closed cases with a date that the server has now, and their amounts. */
const closedIn = (cases: Engine["cases"]): ReadonlyMap<string, string> => {
  const found = cases.find({ closed: { $ne: null } }, [])
  const documents = Either.isRight(found)
    ? found.right.rows.map((row) => [cases.id(row), cases.document(row)] as const)
    : []
  return new Map(
    documents.flatMap(([id, document]) => {
      const closed = document?.["closed"]
      const dated = typeof closed === "object" && closed !== null && "close_date" in closed
      return dated ? [[id, amountOf(document?.["total_remaining_capital_amount"])]] : []
    }),
  )
}

const byId = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1)

describe("exports while the portfolio moves", () => {
  it.scopedLive.each(seeds)("miss nothing and repeat nothing, to the öre (history %i)", (seed) =>
    Effect.gen(function* () {
      const { corrections, rows, truth, vanished } = yield* history(seed)
      const ids = rows.map((row) => row["case_id"] ?? "")
      const books = [...booked(rows, corrections)].filter(([id]) => !vanished(id))
      expect({ seed, repeated: ids.length - new Set(ids).size, books: new Map(books.toSorted(byId)) }).toEqual({
        seed,
        repeated: 0,
        books: new Map([...truth].toSorted(byId)),
      })
      expect(corrections.length + rows.length).toBeGreaterThan(20)
    }),
  )
})
