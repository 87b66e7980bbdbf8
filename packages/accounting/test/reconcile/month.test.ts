import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import { BankRecords } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { CreditorId } from "@amili-cases/core/CreditorId"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as FinanceTruth from "@amili-cases/test-fixtures/finance/Truth"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import * as Layers from "../support/layers.ts"
import { standOf } from "./support/history.ts"
import type * as Payouts from "../payouts/support/world.ts"
import * as World from "./support/world.ts"

const day = (text: string) => Option.getOrThrow(CalendarDay.parse(text))
const by = { by: "Eva", reason: "closed with the books" }

/** Two months of a company, the first of them exported at its end and once more on the fifth of the next. */
const january = World.make({ cases: 40, seed: 11, unkind: 1 })

/** Gives a line that waits a payout date; its id. */
const putPayoutDate = ({ clock, engine, events }: Payouts.World, date: string): string => {
  const lines = engine.resources.get("finance--payout-specifications")
  const waiting = [...FinanceTruth.at(events(), clock.now).lines.values()].find(
    ({ deleted, shown }) => !deleted && shown === undefined,
  )
  const line = lines?.document(lines.row(waiting?.id ?? "") ?? -1)
  if (lines === undefined || line === undefined || waiting === undefined) throw new Error("no line waits")
  lines.put({ ...line, payout_date: new Date(date) })
  return waiting.id
}

describe("a month", () => {
  it.live("has the number of new cases from an open run over all creditors only", () =>
    Effect.gen(function* () {
      const world = yield* january
      const [creditor] = world.events().flatMap((event) => (event._tag === "Case" ? [event.after.creditor.id.hex] : []))
      if (creditor === undefined) throw new Error("no creditor")
      const ofCreditor = { settings: world.settings, creditors: [CreditorId.make(creditor)] }
      const newCases = Effect.map(world.alone(world.reconcile("2026-01", { online: false })), ({ summary }) =>
        summary.trend.flatMap(({ month, newCases }) => (month === "2026-01" ? [newCases] : [])),
      )
      yield* world.close("2026-01")
      world.clock.now = Date.parse("2026-02-01T08:00:00Z")
      yield* world.alone(OpenRun.run(ofCreditor))
      expect(new Set(yield* newCases)).toEqual(new Set([undefined]))
      yield* world.alone(OpenRun.run({ ...ofCreditor, creditors: [] }))
      const known = yield* newCases
      expect(known).not.toContain(undefined)
      yield* world.alone(OpenRun.run(ofCreditor))
      expect(yield* newCases).toEqual(known)
    }).pipe(Effect.scoped),
  )

  it.live("that is final takes nothing that comes to be known later: the next one does, and names it", () =>
    Effect.gen(function* () {
      const world = yield* january
      yield* world.close("2026-01")
      const first = yield* world.lock("2026-01")
      expect(first).toMatchObject({ serial: 2, summary: { final: true, replaces: 1 } })
      world.clock.now = Date.parse("2026-02-05T08:00:00Z")
      yield* world.alone(world.exportAll)
      // Only now a line says that it was paid out in January.
      const late = putPayoutDate(world, "2026-01-30")
      yield* world.alone(world.exportAll)
      const again = yield* Effect.flip(world.alone(world.reconcile("2026-01")))
      expect(again).toMatchObject({
        message: expect.stringMatching(/^2026-01 is final since run 2 of 2026-02-01 \(Eva: closed with the books\)/),
        exitCode: 2,
      })
      const second = yield* world.close("2026-02")
      expect(second.summary.movements.map(({ currency, opening }) => [currency, opening])).toEqual(
        expect.arrayContaining(first.summary.movements.map(({ closing, currency }) => [currency, closing])),
      )
      const named = standOf(second.files).differences.filter(({ cause }) => cause === "after_final")
      expect(named.map(({ id }) => id)).toContain(late)
      expect(second.summary.decisions.map(({ cause }) => cause)).not.toContain("after_final")
      for (const { outcome } of second.summary.controls) expect(outcome).not.toBe("fails")
    }).pipe(Effect.scoped),
  )

  it.live("is another stand when something came to be known, and the earlier one as of an earlier day", () =>
    Effect.gen(function* () {
      const world = yield* january
      const first = yield* world.close("2026-01")
      world.clock.now = Date.parse("2026-02-20T08:00:00Z")
      yield* world.alone(world.exportAll)
      const now = yield* world.alone(world.reconcile("2026-01"))
      expect(now).toMatchObject({ serial: 2, same: undefined, summary: { replaces: 1 } })
      const then = yield* world.alone(world.reconcile("2026-01", { asOf: day("2026-01-31"), online: false }))
      expect(then.serial).toBe(3)
      const rows = [first, then].map(({ files }) => standOf(files))
      expect(rows[1]?.cases).toEqual(rows[0]?.cases)
      expect(rows[1]?.payouts).toEqual(rows[0]?.payouts)
    }).pipe(Effect.scoped),
  )

  it.live("after a cut-over begins with what was booked before, and asks for no case of it", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 11, unkind: 1 })
      world.clock.now = Date.parse("2026-02-28T22:00:00Z")
      yield* world.alone(world.exportAll)
      const opening = { day: day("2026-02-10"), decision: by }
      const outcome = yield* world.alone(world.reconcile("2026-02", { opening }))
      const [movement] = outcome.summary.movements
      expect(movement?.opening).toBeGreaterThan(0n)
      const control = outcome.summary.controls.find(({ id }) => id === "C3")
      expect(control?.outcome).toBe("holds")
      const earlier = yield* world.alone(world.reconcile("2026-01"))
      expect(earlier.summary.controls.find(({ id }) => id === "C3")).toMatchObject({ outcome: "not_compared" })
    }).pipe(Effect.scoped),
  )

  it.live("is refused where nothing can be known of it", () =>
    Effect.gen(function* () {
      const world = yield* january
      world.clock.now = Date.parse("2026-01-20T08:00:00Z")
      const refused = (name: string, request = {}) =>
        Effect.map(Effect.flip(world.alone(world.reconcile(name, request))), String)
      expect(yield* refused("2026-01")).toMatch(
        /the journal knows nothing of 2026-01: there was no amili-export closed/,
      )
      yield* world.alone(world.exportAll)
      expect(yield* refused("2026-02")).toMatch(/2026-02 has not begun: today is 2026-01-20/)
      expect(yield* refused("2026-01", { final: by })).toMatch(/2026-01 is not over: it cannot be made final/)
      expect(yield* refused("2026-01", { asOf: day("2025-12-30") })).toMatch(/--as-of 2025-12-30 is before 2026-01/)
      world.clock.now = Date.parse("2026-02-20T08:00:00Z")
      expect(yield* refused("2026-02")).toMatch(/the last amili-export closed was on 2026-01-20/)
    }).pipe(Effect.scoped),
  )

  it.live("with a bank file is refused until somebody has confirmed who pays", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 11, unkind: 0 })
      world.clock.now = Date.parse("2026-01-31T22:00:00Z")
      yield* world.alone(world.exportAll)
      const bankFiles = world.bankFiles("2026-01")
      const refused = yield* Effect.flip(world.alone(world.reconcile("2026-01", { bankFiles })))
      expect(refused).toMatchObject({
        message: expect.stringMatching(
          /^BGNR 9912346 paid \d+ payouts by reference and amount, and nobody has confirmed/,
        ),
        hint: expect.stringContaining('amili-export bank confirm "BGNR 9912346"'),
      })
      yield* world.confirmPayers
      const stand = yield* world.alone(world.reconcile("2026-01", { bankFiles }))
      expect(stand.serial).toBe(1)
      expect(standOf(stand.files).payouts.filter(({ bank }) => bank === "arrived").length).toBeGreaterThan(3)
    }).pipe(Effect.scoped),
  )

  it.live("says of a bank file what is missing from it, and whether it is that of another account", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 11, unkind: 0 })
      world.clock.now = Date.parse("2026-01-31T22:00:00Z")
      yield* world.alone(world.exportAll)
      yield* world.confirmPayers
      const path = world.bankFiles("2026-01").find((file) => readFileSync(file, "utf8").includes("CLBD")) ?? ""
      const whole = readFileSync(path, "utf8")
      const read = (content: string) =>
        Effect.map(
          Effect.zipRight(
            Effect.sync(() => writeFileSync(path, content)),
            world.close("2026-01", { bankFiles: [path] }),
          ),
          ({ warnings }) => warnings.map(({ en }) => en),
        )
      expect(yield* read(whole)).toEqual([])
      const entry = /<Ntry>[^]*?<\/Ntry>/
      expect(yield* read(whole.replace(entry, ""))).toEqual([
        expect.stringMatching(
          /^\S+\.xml, line \d+: opening balance and entries differ from the closing balance by -?[\d.]+ SEK/,
        ),
      ])
      expect(yield* read(whole.replaceAll(/<DbtrAcct>[^]*?<\/DbtrAcct>/g, ""))).toEqual([
        expect.stringMatching(/^\S+\.xml: none of \d+ booked entries is Amili's/),
      ])
    }).pipe(Effect.scoped),
  )

  it.live("is in the journal again when that is made from the files, and explained by case, line and payout", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 11, unkind: 1 })
      world.clock.now = Date.parse("2026-01-31T22:00:00Z")
      yield* world.alone(world.exportAll)
      yield* world.confirmPayers
      const made = yield* world.alone(world.reconcile("2026-01", { bankFiles: world.bankFiles("2026-01") }))
      const held = Effect.gen(function* () {
        const bank = yield* BankRecords
        return {
          stands: yield* (yield* Stands).all("default"),
          kept: yield* bank.kept("default"),
          payers: yield* bank.payers("default"),
        }
      })
      const before = yield* world.alone(held)
      expect(before.kept.transfers.length).toBeGreaterThan(3)
      const journal = Journal.layer({ _tag: "File", path: join(world.out, "again.db") })
      const services = Layer.provideMerge(Layer.merge(journal, Folder.Default), Layers.platform)
      const after = yield* Rebuild.run(datasets, "default", world.out).pipe(
        Effect.zipRight(held),
        Effect.provide(services),
        Effect.withClock(world.clock),
      )
      expect(after).toEqual(before)
      const { cases, lines, payouts } = standOf(made.files)
      const [one] = cases
      for (const wanted of [one?.caseId, one?.invoiceNumber, one?.reference, lines[0]?.lineId, payouts[0]?.payoutId]) {
        const said = yield* world.alone(Explain.explain("default", world.out, wanted ?? ""))
        expect(said).toContainEqual(
          expect.objectContaining({
            dataset: "reconcile",
            what: "reconciled",
            document: expect.stringContaining(`"${wanted}"`),
          }),
        )
      }
      for (const other of ["f".repeat(24), one?.creditorId ?? "", one?.creditor ?? "", one?.state ?? "", "cases"])
        expect(yield* world.alone(Explain.explain("default", world.out, other))).toEqual([])
    }).pipe(Effect.scoped),
  )
})
