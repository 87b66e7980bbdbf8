import { readFileSync } from "node:fs"
import { describe, expect, it } from "@effect/vitest"
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect } from "effect"
import { Entries } from "../../src/closed/records/Entries.ts"
import { Recovery } from "../../src/closed/workbook/Recovery.ts"
import { Trend } from "../../src/open/trend/Trend.ts"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import * as World from "../support/world.ts"

type Row = Readonly<Record<string, string>>

/** A line of payouts as a committed run would have it. */
const line = (id: string, of: Row | undefined, more: object) => ({
  profile: "default",
  line_id: id,
  revision: 0,
  serial: 1,
  seq: Number(id),
  kind: "new",
  state: "paid",
  case_id: of?.["case_id"] ?? null,
  category: "capital",
  currency: of?.["currency"] ?? null,
  ...more,
})

const put = (lines: ReadonlyArray<ReturnType<typeof line>>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    for (const one of lines) yield* sql`INSERT INTO line_event ${sql.insert(one)}`
  })

const payoutsRun = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`INSERT INTO run ${sql.insert({
    profile: "default",
    dataset: "payouts",
    serial: 1,
    state: "committed",
    token: "",
    machine: "",
    folder: "",
    scope: "",
    started_at: "2026-02-01T08:00:00.000Z",
  })}`
})

describe("what Amili has recovered", () => {
  it.scopedLive("is the capital on the lines of the run's cases, once, and unknown before payouts are exported", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 60 })
      const first = yield* world.closed()
      const rows = world.rows(first.files, ".csv").filter((row) => row["close_reason"] === "fully_paid")
      const [one, two] = rows
      const found = Effect.flatMap(Recovery, (recovery) => recovery.ofRun("default", 1))
      expect(yield* Effect.provide(found, world.layer)).toBeUndefined()
      const recovered = yield* Effect.provide(
        Effect.gen(function* () {
          yield* payoutsRun
          yield* put([
            line("1", one, { total: "100.10" }),
            line("2", one, { total: "0.20" }),
            // Paid, and then edited: what it is now counts.
            line("3", two, { total: "50.00" }),
            line("3", two, { revision: 1, kind: "changed", total: "49.99" }),
            // Not paid out yet.
            line("4", two, { state: "waiting", total: "9.00" }),
            // None of these is capital of a case of the run.
            line("5", one, { category: "interest", total: "7.00" }),
            line("6", undefined, { total: "11.00" }),
            line("7", one, { state: "gone", total: "13.00" }),
            line("8", one, { currency: "XTS", total: "15.00" }),
          ])
          return yield* found
        }),
        world.layer,
      )
      const hundredths = recovered?.reduce((sum, { sum: text }) => sum + Math.round(Number(text) * 100), 0)
      expect(hundredths).toBe(10_030 + 4999 + 900)
      expect(new Set(recovered?.map(({ reason }) => reason))).toEqual(new Set(["fully_paid"]))
    }),
  )

  it.scopedLive(
    "stands in the month in which the case was closed, beside all that was claimed for that month's cases",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ cases: 60 })
        const rows = world.rows((yield* world.closed()).files, ".csv")
        const now = new Date(world.time.now).toISOString().slice(0, 7)
        const year = `${Number(now.slice(0, 4)) - 1}${now.slice(4)}`
        const inYear = rows.filter((row) => (row["closed_on"] ?? "") > `${year}-31`)
        const [one] = inYear
        const month = one?.["closed_on"]?.slice(0, 7)
        const open = yield* world.open()
        const manifest = open.files.find((file) => file.endsWith("-manifest.json")) ?? ""
        expect(JSON.parse(readFileSync(manifest, "utf8"))).toMatchObject({
          trend: expect.arrayContaining([expect.objectContaining({ month, recovered: null })]),
        })
        const trend = yield* Effect.provide(
          Effect.gen(function* () {
            yield* payoutsRun
            yield* put([line("1", one, { total: "12.34" })])
            const [run] = yield* (yield* Runs).history("default", "open")
            return run === undefined ? [] : yield* (yield* Trend).before(run)
          }),
          world.layer,
        )
        expect(trend.filter(({ recovered }) => recovered !== "0.00")).toEqual([
          expect.objectContaining({ month, currency: one?.["currency"], recovered: "12.34" }),
        ])
        expect(trend.reduce((sum, { closed }) => sum + closed, 0)).toBe(inYear.length)
        const claimed = inYear.reduce((sum, row) => sum + Math.round(Number(row["claimed_capital"]) * 100), 0)
        expect(trend.reduce((sum, row) => sum + Math.round(Number(row.claimed) * 100), 0)).toBe(claimed)
        const { entries } = yield* Effect.provide(
          Effect.flatMap(Entries, (all) => all.between("default", "", "g")),
          world.layer,
        )
        const registered = [
          ...entries.map(({ registeredAt }) => dayOfIso(registeredAt) ?? ""),
          ...world.rows(open.files, ".csv").map((row) => row["registered_on"] ?? ""),
        ].filter((day) => day > `${year}-31`)
        expect(trend.reduce((sum, { opened }) => sum + (opened ?? 0), 0)).toBe(registered.length)
      }),
  )
})
