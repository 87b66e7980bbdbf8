import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { basename, join } from "node:path"
import * as XLSX from "@e965/xlsx"
import * as Backfill from "@amili-cases/accounting/closed/Backfill"
import type * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import { closed } from "@amili-cases/accounting/closed/closed"
import { datasets } from "@amili-cases/accounting/datasets"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import * as Folder from "../support/folder.ts"
import * as World from "../support/world.ts"

type Row = Readonly<Record<string, string>>
const idOf = (row: Row | undefined): string => row?.["case_id"] ?? "none"

/** The end of a day, as `--through` gives it. */
const through = (name: string) => ({
  name,
  end: CalendarDay.startOf(CalendarDay.addDays(Option.getOrThrow(CalendarDay.parse(name)), 1)),
})

/** A portfolio whose closed cases are exported, two weeks later: its open ones, to be closed when a test wants it. */
const exported = Effect.gen(function* () {
  const world = yield* World.make()
  const first = yield* world.closed()
  const open = world.rows((yield* world.open()).files, ".csv")
  const close = (at: number, date: string) =>
    world.engine.close(idOf(open[at]), Date.parse(date), { reason: "credit", date: new Date(date) })
  const files = ({ files }: ClosedRun.ClosedOutcome, kind = ".csv") =>
    world.rows(files.slice(0, kind === ".csv" ? 1 : 9), kind)
  return { world, first, open, close, files }
})

const manifestOf = (outcome: ClosedRun.ClosedOutcome) =>
  JSON.parse(readFileSync(outcome.files.find((file) => file.endsWith("-manifest.json")) ?? "").toString())

describe("a closed run that ends with a day", () => {
  it.scopedLive("takes what was closed until then, and the next one goes on after it", () =>
    Effect.gen(function* () {
      const { close, files, open, world } = yield* exported
      // The last second of February in Stockholm, and the first of March.
      close(0, "2026-02-28T22:59:59Z")
      close(1, "2026-02-28T23:00:00Z")
      close(2, "2026-03-03T10:00:00Z")
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      const february = yield* world.closed({ through: through("2026-02-28") })
      expect(files(february).map(idOf)).toEqual([idOf(open[0])])
      expect(february).toMatchObject({
        serial: 2,
        until: "2026-02-28T23:00:00.000Z",
        period: { from: "2026-02-01T07:59:00.000Z" },
        completeness: { later: 2, difference: 0 },
      })
      const { window } = manifestOf(february)
      expect(window).toMatchObject({
        from: "2026-01-25T07:59:00.000Z",
        until: "2026-02-28T23:00:00.000Z",
        period: { from: "2026-02-01T07:59:00.000Z" },
      })
      const again = yield* world.closed({ through: through("2026-02-28") })
      expect(again).toMatchObject({ serial: undefined, completeness: { later: 2, difference: 0 } })
      const march = yield* world.closed()
      expect(files(march).map(idOf).toSorted()).toEqual([idOf(open[1]), idOf(open[2])].toSorted())
      expect(march).toMatchObject({ period: { from: "2026-02-28T23:00:00.000Z" }, late: undefined })
    }),
  )

  it.scopedLive("names what turns up late, in the run that finds it", () =>
    Effect.gen(function* () {
      const { close, files, open, world } = yield* exported
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      yield* world.closed({ through: through("2026-02-28") })
      close(0, "2026-02-20T10:00:00Z")
      close(1, "2026-03-20T10:00:00Z")
      world.time.now = Date.parse("2026-04-02T06:30:00Z")
      const march = yield* world.closed({ through: through("2026-03-31") })
      expect(files(march).map(idOf).toSorted()).toEqual([idOf(open[0]), idOf(open[1])].toSorted())
      const late = { count: 1, closedBefore: "2026-02-28T23:00:00.000Z", caseIds: [idOf(open[0])] }
      expect(march.late).toEqual(late)
      expect(manifestOf(march).late).toEqual(late)
    }),
  )

  it.scopedLive("leaves a correction that closes a case after the period to the next run", () =>
    Effect.gen(function* () {
      const { close, files, first, world } = yield* exported
      const [a, b] = files(first)
      world.engine.reopen(idOf(a), Date.parse("2026-02-10T10:00:00Z"))
      world.engine.reopen(idOf(b), Date.parse("2026-02-10T10:00:00Z"))
      world.engine.close(idOf(a), Date.parse("2026-03-02T10:00:00Z"), { reason: "credit" })
      close(0, "2026-02-20T10:00:00Z")
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      const february = yield* world.closed({ through: through("2026-02-28") })
      expect(files(february, "-corrections.csv").map(idOf)).toEqual([idOf(b)])
      expect(february.completeness).toMatchObject({ difference: 0, later: 0 })
      expect((yield* VerifyApi.verify("default", []).pipe(Effect.provide(world.layer))).findings).toEqual([])
      world.time.now = Date.parse("2026-04-20T06:30:00Z")
      const next = yield* world.closed()
      expect(files(next, "-corrections.csv").map((row) => [idOf(row), row["change"], row["closed_on"]])).toEqual([
        [idOf(a), "changed", "2026-03-02"],
      ])
    }),
  )

  it.scopedLive("counts a case that was opened again in the period and closed after it as closed later", () =>
    Effect.gen(function* () {
      const { close, files, first, world } = yield* exported
      const [a] = files(first)
      world.engine.reopen(idOf(a), Date.parse("2026-02-10T10:00:00Z"))
      world.time.now = Date.parse("2026-02-12T10:00:00Z")
      expect(yield* world.closed()).toMatchObject({ counts: { corrections: 1 } })
      world.engine.close(idOf(a), Date.parse("2026-03-02T10:00:00Z"), { reason: "credit" })
      close(0, "2026-02-20T10:00:00Z")
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      const february = yield* world.closed({ through: through("2026-02-28") })
      expect(february).toMatchObject({
        counts: { closed: 1, corrections: 0 },
        completeness: { later: 1, difference: 0, readAll: false },
      })
      expect((yield* world.closed()).counts).toMatchObject({ closed: 0, corrections: 1 })
    }),
  )

  const refusals: ReadonlyArray<readonly [day: string, message: string]> = [
    ["2026-03-05", "2026-03-05 is not over: by the API's clock it was 2026-03-05 07:29 a minute ago"],
    ["2027-01-31", "2027-01-31 is not over: by the API's clock it was 2026-03-05 07:29 a minute ago"],
    [
      "2026-02-27",
      "no run can end with 2026-02-27 any more: run 2 of 2026-03-05 took what was closed before 2026-03-01 00:00",
    ],
    [
      "2026-01-31",
      "no run can end with 2026-01-31 any more: run 1 of 2026-02-01 took what was closed before 2026-02-01 08:59",
    ],
  ]
  it.scopedLive.each(refusals)("is refused for %s, and leaves nothing", ([day, message]) =>
    Effect.gen(function* () {
      const { close, world } = yield* exported
      close(0, "2026-02-20T10:00:00Z")
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      yield* world.closed({ through: through("2026-02-28") })
      const before = world.engine.served.length
      const refused = yield* Effect.flip(world.closed({ through: through(day) }))
      expect(refused).toMatchObject({ _tag: "PeriodRefused", message, exitCode: 2 })
      expect(world.engine.served.length - before).toBeLessThanOrEqual(2)
      expect(yield* world.closed()).toMatchObject({ serial: undefined })
    }),
  )

  it.scopedLive("names the export that found nothing, where that has gone past", () =>
    Effect.gen(function* () {
      const { world } = yield* exported
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      expect(yield* world.closed()).toMatchObject({ serial: undefined })
      const refused = yield* Effect.flip(world.closed({ through: through("2026-02-28") }))
      expect(refused.message).toBe(
        "no run can end with 2026-02-28 any more: the export of 2026-03-05 looked for everything closed before 2026-03-05 07:29",
      )
    }),
  )

  it.scopedLive("is made again byte for byte, and so is its journal, with a date that nobody can know yet", () =>
    Effect.gen(function* () {
      const { close, files, first, open, world } = yield* exported
      const [a, b] = files(first)
      const settings = { ...world.settings, formats: ["csv", "xlsx"] }
      close(0, "2026-02-20T10:00:00Z")
      close(1, "2026-03-04T10:00:00Z")
      close(2, "2030-01-01T10:00:00Z")
      world.engine.change(idOf(a), Date.parse("2026-03-03T10:00:00Z"), { total_remaining_capital_amount: 1 })
      world.engine.change(idOf(b), Date.parse("2026-03-03T10:00:00Z"), {
        "closed.close_date": new Date("2026-03-03T10:00:00Z"),
      })
      world.time.now = Date.parse("2026-03-05T06:30:00Z")
      const february = yield* world.closed({ settings, through: through("2026-02-28") })
      expect(february.counts).toMatchObject({ closed: 1, corrections: 1, quarantined: 1, later: 2 })
      const quarantine = files(february, "-quarantine.csv").map((row) => [idOf(row), row["problem"]])
      expect(quarantine).toEqual([[idOf(open[2]), "future"]])
      const again = join(world.out, "again")
      const before = Object.entries(Folder.contents(world.out)).filter(([name]) => name.startsWith("closed-000002-"))
      mkdirSync(again)
      yield* Effect.gen(function* () {
        const run = Option.getOrThrow(yield* (yield* Runs).find({ profile: "default", dataset: "closed", serial: 2 }))
        for (const file of february.files) if (!/(-raw.ndjson.gz|-manifest.json)$/.test(file)) rmSync(file)
        yield* Replay.run(closed, run, world.out, again)
        for (const [name] of before)
          if (!existsSync(join(world.out, name))) copyFileSync(join(again, name), join(world.out, name))
      }).pipe(Effect.provide(world.layer))
      expect(Object.entries(Folder.contents(again))).toEqual(before)
      rmSync(join(world.out, "journal.db"))
      yield* Rebuild.run(datasets, "default", world.out).pipe(Effect.provide(world.layer))
      const next = yield* world.closed()
      expect(files(next).map(idOf)).toEqual([idOf(open[1])])
      expect(files(next, "-corrections.csv").map(idOf)).toEqual([idOf(b)])
      expect(next).toMatchObject({ serial: 3, period: { from: "2026-02-28T23:00:00.000Z" } })
    }),
  )

  it.scopedLive("begins with a first day, and says so where it counts", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const start = DateTime.unsafeMake("2025-12-31T23:00:00Z")
      const settings = { ...world.settings, formats: ["csv", "xlsx"] }
      const tooLate = yield* Effect.flip(world.closed({ start, through: through("2025-12-31") }))
      expect(tooLate.message).toBe("--start 2026-01-01 is after 2025-12-31: nothing lies between them")
      const january = yield* world.closed({ start, through: through("2026-01-15"), settings })
      const days = world.rows(january.files, ".csv").map((row) => row["closed_on"] ?? "")
      expect(days.length).toBeGreaterThan(0)
      expect(days.every((day) => day >= "2026-01-01" && day <= "2026-01-15")).toBe(true)
      expect(january).toMatchObject({ floor: "2025-12-31T23:00:00.000Z", completeness: { difference: 0 } })
      const book = XLSX.read(readFileSync(january.files.find((file) => file.endsWith(".xlsx")) ?? ""))
      const summary: ReadonlyArray<ReadonlyArray<unknown>> = XLSX.utils.sheet_to_json(book.Sheets["Summary"] ?? {}, {
        header: 1,
      })
      expect(summary).toContainEqual(["Completeness, from 2026-01-01"])
      expect(summary).toContainEqual(["Closed from", "2026-01-01 00:00:00 Swedish time"])
      expect(summary).toContainEqual(["Closed before", "2026-01-16 00:00:00 Swedish time"])
      world.time.now += World.day
      const next = yield* world.closed({ settings })
      const second = XLSX.read(readFileSync(next.files.find((file) => file.endsWith(".xlsx")) ?? ""))
      const lines: ReadonlyArray<ReadonlyArray<unknown>> = XLSX.utils.sheet_to_json(second.Sheets["Summary"] ?? {}, {
        header: 1,
      })
      expect(lines).toContainEqual(["Closed from", "2026-01-16 00:00:00 Swedish time"])
      expect(lines).toContainEqual(["Overlap, read again for late cases, from", "2026-01-09 00:00:00 Swedish time"])
    }),
  )
})

describe("a backfill", () => {
  it.scopedLive("ends with now at the latest, and is named by the days that are in it", () =>
    Effect.gen(function* () {
      const world = yield* World.make()
      const backfill = (from: string | undefined, until: string) =>
        Backfill.run({
          settings: world.settings,
          creditors: [],
          from: from === undefined ? undefined : DateTime.unsafeMake(from),
          until: DateTime.unsafeMake(until),
        }).pipe(Effect.provide(world.layer))
      const [open] = world.rows((yield* world.open()).files, ".csv")
      const evening = new Date("2026-01-31T22:30:00Z")
      world.engine.close(idOf(open), evening.getTime(), { reason: "credit", date: evening })
      const january = yield* backfill("2025-12-31T23:00:00Z", "2026-01-31T23:00:00Z")
      expect(basename(january.files[0] ?? "")).toMatch(/^closed-backfill-2026-01-01-to-2026-01-31-/)
      const days = world.rows(january.files.slice(0, 1), ".csv").map((row) => row["closed_on"] ?? "")
      expect(days.toSorted().at(-1)).toBe("2026-01-31")
      const all = yield* backfill(undefined, "2027-01-01T00:00:00Z")
      expect(basename(all.files[0] ?? "")).toMatch(/^closed-backfill-first-to-2026-02-01-/)
      const refused = yield* Effect.flip(backfill("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"))
      expect(refused.message).toBe("the period begins 2026-03-01 00:00, which has not come yet")
    }),
  )
})
