/** A few months of a company's finance, each closed, exported and reconciled, compared with what really happened. */
import { join } from "node:path"
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as Stored from "@amili-cases/accounting/reconcile/stand/stored"
import { LineEvents } from "@amili-cases/accounting/payouts/journal/LineEvents"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type { BankRow, Event } from "@amili-cases/test-fixtures/finance/Event"
import * as Random from "@amili-cases/test-fixtures/Random"
import { Effect, Stream } from "effect"
import * as Truth from "./truth.ts"
import * as World from "./world.ts"

const months = ["2026-01", "2026-02", "2026-03"]

/** The rows of a run, from its raw documents. */
export const standOf = (files: ReadonlyArray<string>) => {
  const archive = files.find((file) => file.endsWith("-raw.ndjson.gz")) ?? ""
  const stored = gunzipSync(readFileSync(archive))
    .toString("utf8")
    .split("\n")
    .flatMap((text) => (text === "" ? [] : (Stored.parse(text) ?? [])))
  return {
    cases: stored.flatMap((one) => (one.table === "cases" ? [one.row] : [])),
    lines: stored.flatMap((one) => (one.table === "lines" ? [one.row] : [])),
    payouts: stored.flatMap((one) => (one.table === "payouts" ? [one.row] : [])),
    bank: stored.flatMap((one) => (one.table === "bank" ? [one.row] : [])),
    differences: stored.flatMap((one) => (one.table === "differences" ? [one.row] : [])),
  }
}

/** Lines that a run has seen paid out. */
const paidBefore = Effect.gen(function* () {
  const paid = new Set<string>()
  yield* Stream.runForEach((yield* LineEvents).whole("default"), (events) =>
    Effect.sync(() => {
      for (const { kind, lineId } of events) if (kind === "paid_out") paid.add(lineId)
    }),
  )
  return paid
})

const isOurs = ({ payouts }: BankRow) => payouts.length > 0

/** Amili's money on the bank in a month, to the öre. */
const bankOf = (events: ReadonlyArray<Event>, month: { readonly from: string; readonly to: string }, at: number) =>
  events.reduce((sum, event) => {
    if (event._tag !== "Bank" || event.at > at || !isOurs(event.after)) return sum
    const day = new Date(event.after.day).toISOString().slice(0, 10)
    return day >= month.from && day <= month.to ? sum + BigInt(event.after.amount) : sum
  }, 0n)

export const run = (seed: number) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 83)
    const hasBank = random.chance(0.6)
    const unkind = random.pick([0, 0.3, 1, 1]) ?? 0
    const world = yield* World.make({ cases: 25 + random.below(50), seed, unkind, shuffleTies: true })
    const problems: Array<string> = []
    const sums: Record<string, number> = {}
    const count = (name: string, more = 1) => (sums[name] = (sums[name] ?? 0) + more)
    const seen: Truth.Seen = { paid: new Set(), reversed: new Set(), doubtful: new Set() }
    let closing: ReadonlyMap<string, bigint> = new Map()
    let last = 0

    for (const name of months) {
      const month = World.monthOf(name)
      const at = Date.parse(month.end) - 1000
      world.clock.now = at
      // What the simulation has done by then shows when it is asked.
      yield* world.alone(world.exportAll)
      if (hasBank) yield* world.confirmPayers
      const bankFiles = hasBank ? world.bankFiles(name) : []
      const outcome = yield* world.close(name, { bankFiles })
      const told = (problem: string) => problems.push(`${name}: ${problem}`)
      last += 1
      if (outcome.serial !== last) told(`run ${outcome.serial}, should be ${last}`)
      const stand = standOf(outcome.files)
      for (const id of yield* world.alone(paidBefore)) seen.paid.add(id)
      Truth.seeReversals(world.events(), at, seen)
      const should = Truth.wanted(world.events(), at, month.to, seen)
      Truth.problemsOf(stand, should, hasBank).forEach(told)
      for (const { id, outcome: how } of outcome.summary.controls) {
        if (how === "fails") told(`${id} does not add up`)
        count(`${id} ${how}`)
      }
      for (const { state } of stand.cases) count(`case ${state}`)
      for (const { state } of stand.lines) count(`line ${state}`)
      for (const { bank, state } of stand.payouts) {
        count(`payout ${state}`)
        count(`bank ${bank}`)
      }
      for (const { state } of stand.bank) count(`transfer ${state}`)
      if (hasBank) {
        const found = stand.bank.reduce((sum, { amount }) => sum + amount, 0n)
        const really = bankOf(world.events(), month, at)
        if (found !== really) told(`${found} öre of Amili's on the bank, should be ${really}`)
      }
      const ends = new Map<string, bigint>()
      for (const { closing: end, currency, opening } of outcome.summary.movements) {
        // What comes to be known later belongs to a month before, unless that is final.
        const before = closing.get(currency)
        if (before !== undefined && opening !== before)
          told(`${currency} begins with ${opening}, the month before ended with ${before}`)
        ends.set(currency, end)
      }
      // The same again is the same number, with the bank files or without them.
      const again = yield* world.close(name, random.chance(0.5) ? { bankFiles } : {})
      if (again.same !== outcome.serial) told(`made twice it is run ${again.serial ?? again.same}`)
      closing = new Map()
      if (random.chance(0.5)) {
        closing = ends
        const final = yield* world.lock(name)
        last += 1
        if (final.summary.replaces !== outcome.serial) told("the final one does not name the one before")
        if (final.serial !== last) told(`the final one is run ${final.serial}, should be ${last}`)
        count("final")
      }
    }
    for (const { problem, subject } of yield* world.alone(Verify.chain("default")))
      problems.push(`${subject}: ${problem}`)
    const one = random.pick(yield* world.alone(Effect.flatMap(Runs, (runs) => runs.history("default", "reconcile"))))
    if (one !== undefined) {
      const replayed = yield* world.alone(
        Replay.run(datasetCalled("reconcile"), one, world.out, join(world.out, "again")),
      )
      for (const { message } of replayed.failed) problems.push(message)
      for (const { how, name } of replayed.made)
        if (how !== "made again, same bytes" && !/-(raw|manifest)\./.test(name)) problems.push(`${name}: ${how}`)
    }
    return { problems, sums }
  }).pipe(Effect.scoped)
