/**
 * A few months of a company's finance at Amili, with runs every few days over a bad line, some of them cut short, and
 * what was said compared with what really happened.
 */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { CreditorId } from "@amili-cases/core/Creditor"
import * as Money from "@amili-cases/core/Money"
import { verify } from "@amili-cases/accounting/payouts/verifyPayouts"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type * as Faults from "@amili-cases/test-fixtures/Faults"
import { lineTotal } from "@amili-cases/test-fixtures/finance/Event"
import * as FinanceTruth from "@amili-cases/test-fixtures/finance/Truth"
import * as Random from "@amili-cases/test-fixtures/Random"
import { Cause, DateTime, Effect, Exit, Option, Predicate } from "effect"
import { join } from "node:path"
import * as Folder from "../../support/folder.ts"
import * as Truth from "./truth.ts"
import * as World from "./world.ts"

const day = 86_400_000

/** What a client survives by itself if it does not happen too often, and what ends a run at once. */
const faults: ReadonlyArray<Faults.Kind> = [
  "error",
  "unavailable",
  "limited",
  "reset",
  "cut",
  "delay",
  "stall",
  "truncated",
  "empty",
  "gzip",
  "revoke",
  "miscount",
]

/** What can end a run in a bad world: each says in one line what to do next. */
const honest = new Set(["Unreachable", "UnexpectedAnswer", "NotAuthenticated"])

const climateOf = (random: Random.Random) => {
  const isStormy = random.chance(0.5)
  return {
    cases: 20 + random.below(40),
    unkind: random.pick([0, 0.3, 1, 1]) ?? 0,
    maxResults: random.pick([[100], [7, 30], [2, 5]]) ?? [100],
    noTotals: random.chance(0.15),
    shuffleTies: true,
    faultDelay: 20_000,
    tokenLifetime: 30 * 86_400,
    faults: isStormy ? faults.map((kind): Faults.Fault => ({ kind, probability: random.next() * 0.02 })) : [],
    /** How far the clock moves between two requests, at most. */
    haste: random.pick([0, 0, day / 24, day / 3]) ?? 0,
    interrupted: random.pick([0, 0.2]) ?? 0,
    scoped: random.chance(0.3),
    perCreditor: random.chance(0.2),
  }
}

export const run = (seed: number) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 71)
    const { faults: weather, haste, interrupted, perCreditor, scoped, ...server } = climateOf(random)
    let pace = 0
    const world = yield* World.make({ ...server, seed, pace: () => Math.floor(random.next() * pace) })
    const problems: Array<string> = []
    const tally = { runs: 0, failed: 0, interrupted: 0, recovered: 0, scoped: 0 }
    const settings = { ...world.settings, perCreditor }
    const someCreditor = () => {
      const line = random.pick([...FinanceTruth.at(world.events(), world.clock.now).lines.values()])
      return line === undefined ? [] : [CreditorId.make(line.creditor.id.hex)]
    }

    /** A run that may fail; undefined where it did. */
    const attempt = (creditors: ReadonlyArray<CreditorId>) =>
      Effect.gen(function* () {
        const stopAt = random.chance(interrupted) ? random.below(25) : Infinity
        let steps = 0
        const exit = yield* Effect.exit(
          world.run({ settings, creditors }, () =>
            Effect.suspend(() => (steps++ === stopAt ? Effect.interrupt : Effect.void)),
          ),
        )
        tally.runs += 1
        if (Exit.isSuccess(exit)) {
          tally.recovered += exit.value.recovered.length
          return exit.value
        }
        if (Cause.isInterruptedOnly(exit.cause)) tally.interrupted += 1
        else {
          tally.failed += 1
          const error = Option.getOrUndefined(Cause.failureOption(exit.cause))
          const tag = Predicate.hasProperty(error, "_tag") ? error._tag : Cause.pretty(exit.cause)
          if (!honest.has(tag)) problems.push(`a run ended with ${tag}: ${String(error)}`)
        }
        return undefined
      })

    for (const fault of weather) world.engine.faults.add(fault)
    for (let index = 0; index < 14; index++) {
      pace = haste
      const creditors = scoped && random.chance(0.4) ? someCreditor() : []
      const at = world.clock.now
      const outcome = yield* attempt(creditors)
      // What moved while the run was reading is the next run's; deletions are counted where there are totals.
      const isCertain = outcome !== undefined && creditors.length === 0 && world.clock.now === at && !server.noTotals
      if (creditors.length > 0) tally.scoped += 1
      if (isCertain) problems.push(...(yield* world.alone(Truth.problemsAt("default", world.events(), at))))
      world.clock.now += Math.floor((0.5 + random.next() * 8) * day)
    }

    pace = 0
    world.engine.faults.clear()
    yield* world.run({ settings })
    const hidden = yield* world.alone(verify("default", []))
    yield* world.run({ settings, full: true })
    const at = world.clock.now
    problems.push(...(yield* world.alone(Truth.problemsAt("default", world.events(), at, true))))
    const after = yield* world.alone(verify("default", []))
    for (const { problem, subject } of after.findings) problems.push(`${subject}: ${problem}`)
    const audit = yield* world.alone(auditOf(world, at, random))
    return {
      problems: [...problems, ...audit.problems],
      sums: { ...tally, hidden: hidden.findings.length, ...audit.sums },
    }
  }).pipe(Effect.scoped)

/** The rows of all files against what really happened, and the chain, the journal and a run made again. */
const auditOf = (world: World.World, at: number, random: Random.Random) =>
  Effect.gen(function* () {
    const problems: Array<string> = []
    const runs = yield* Runs
    const rows: Array<Readonly<Record<string, string>>> = []
    const history = yield* runs.history("default", "payouts")
    for (const run of history)
      for (const { name, role } of yield* runs.files(run))
        if (role === "rows") rows.push(...Folder.csv(world.out, name))
    const truth = FinanceTruth.at(world.events(), at)
    const minor = (text = "") =>
      text === "" ? 0n : Option.match(Money.parse(text), { onNone: () => 0n, onSome: Money.toMinor })
    const sums = new Map<string, { news: number; toBook: bigint; paidOut: bigint }>()
    const kinds: Record<string, number> = {}
    for (const row of rows) {
      const id = row["line_id"] ?? ""
      const sum = sums.get(id) ?? { news: 0, toBook: 0n, paidOut: 0n }
      const kind = row["event"] ?? ""
      kinds[kind] = (kinds[kind] ?? 0) + 1
      if (kind === "new") sum.news += 1
      sum.toBook += minor(row["to_book"])
      sum.paidOut += minor(row["paid_out"])
      sums.set(id, sum)
    }
    const today = CalendarDay.of(DateTime.unsafeMake(at))
    for (const line of truth.lines.values()) {
      const { shown } = line
      const fell = shown !== undefined && truth.payouts.get(shown.payout)?.status === "reversed"
      const isPaid = shown !== undefined && !fell && CalendarDay.of(DateTime.unsafeMake(shown.date)) < today
      const worth = line.deleted ? 0n : BigInt(lineTotal(line))
      const wanted = { news: 1, toBook: worth, paidOut: isPaid ? worth : 0n }
      const found = sums.get(line.id)
      if (found === undefined && line.deleted) continue
      for (const key of ["news", "toBook", "paidOut"] as const)
        if (found?.[key] !== wanted[key])
          problems.push(`${line.id}: ${key} is ${found?.[key]}, should be ${wanted[key]}`)
    }
    const perCurrency = new Map<string, bigint>()
    for (const { currency, total } of [...truth.lines.values()].map((line) => ({
      currency: line.currency,
      total: line.deleted ? 0n : BigInt(lineTotal(line)),
    })))
      perCurrency.set(currency, (perCurrency.get(currency) ?? 0n) + total)
    for (const row of rows) {
      const currency = row["currency"] ?? ""
      perCurrency.set(currency, (perCurrency.get(currency) ?? 0n) - minor(row["to_book"]))
    }
    for (const [currency, left] of perCurrency) if (left !== 0n) problems.push(`${currency}: ${left} öre do not add up`)

    for (const { problem, subject } of yield* Verify.chain("default")) problems.push(`${subject}: ${problem}`)
    const { findings } = yield* Verify.files("default", world.out)
    for (const { problem, subject } of findings) problems.push(`${subject}: ${problem}`)
    const one = random.pick(history)
    if (one !== undefined) {
      const again = yield* Replay.run(datasetCalled("payouts"), one, world.out, join(world.out, "again"))
      for (const { how, name } of again.made)
        if (how !== "made again, same bytes" && !/-(raw|manifest)\./.test(name)) problems.push(`${name}: ${how}`)
    }
    return { problems, sums: { committed: history.length, rows: rows.length, ...kinds } }
  })
