/** A few months of a company's finance, booked as it comes, by an accountant who is interrupted and makes mistakes. */
import { join } from "node:path"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Random from "@amili-cases/test-fixtures/Random"
import { DateTime, Effect, Exit } from "effect"
import { day } from "./books.ts"
import * as Truth from "./truth.ts"
import * as World from "./world.ts"

const dayMillis = 86_400_000

export const run = (seed: number) =>
  Effect.gen(function* () {
    const random = Random.make(seed, 97)
    const unkind = random.pick([0, 0.3, 1, 1]) ?? 0
    const world = yield* World.make({ cases: 20 + random.below(30), seed, unkind, shuffleTies: true })
    const problems: Array<string> = []
    const sums: Record<string, number> = {}
    const count = (name: string, more = 1) => (sums[name] = (sums[name] ?? 0) + more)
    const grouping = random.pick(["payout", "account", "case", "none"] as const) ?? "none"
    let closedThrough = "2025-12-31"

    const booksNow = () => World.companyIn({ grouping, closedThrough: day(closedThrough) })
    const monthNow = () => CalendarDay.of(DateTime.unsafeMake(world.clock.now)).slice(0, 7)

    /** Answers what can be answered; true where there was something. */
    const answer = (questions: Effect.Effect.Success<ReturnType<World.World["draft"]>>["questions"]) =>
      Effect.gen(function* () {
        const losses = questions.filter(({ cause }) => cause === "loss")
        for (const { cause } of questions) count(`question ${cause}`)
        if (losses.length > 0)
          yield* world.decide(losses.map(({ id, source_id }) => [id, Truth.isLost(source_id) ? "ja" : "nej"]))
        return losses.length > 0
      })

    /** Emits; sometimes the process ends at some step, and the next one goes on. */
    const emit = Effect.gen(function* () {
      const stopAt = random.chance(0.3) ? random.below(25) : Infinity
      let steps = 0
      const exit = yield* Effect.exit(
        world.emit(booksNow(), () => Effect.suspend(() => (steps++ === stopAt ? Effect.interrupt : Effect.void))),
      )
      if (Exit.isSuccess(exit)) {
        count("emitted", exit.value.counts["vouchers"])
        if (exit.value.recovered.length > 0) count("recovered")
      } else if (Exit.isInterrupted(exit)) count("interrupted")
      else problems.push(`emit: ${String(exit.cause)}`)
    })

    for (let index = 0; index < 6; index++) {
      world.clock.now += Math.floor((3 + random.next() * 15) * dayMillis)
      yield* world.alone(world.exportAll)
      const drafted = yield* world.draft(monthNow(), booksNow())
      count("drafted", drafted.vouchers.length)
      if (random.chance(0.5)) yield* answer(drafted.questions)
      const left = yield* world.alone(Effect.flatMap(Vouchers, (journal) => journal.drafts("default")))
      if (random.chance(0.6)) yield* world.approve("all")
      else {
        // A voucher that follows another is refused without it.
        const some = left.filter(() => random.chance(0.7)).map(({ id }) => id)
        if (Exit.isFailure(yield* Effect.exit(world.approve(some)))) count("refused")
      }
      if (random.chance(0.7)) yield* emit
      if (random.chance(0.4)) {
        const all = yield* world.alone(Effect.flatMap(Vouchers, (journal) => journal.all("default")))
        const wrong = random.pick(all.filter(({ state }) => state !== "draft"))
        if (wrong !== undefined) {
          const done = yield* Effect.either(world.reverse(wrong.id, true, booksNow()))
          count(done._tag === "Right" ? "reversed" : "not reversed")
        }
      }
      if (random.chance(0.3)) {
        const today = CalendarDay.of(DateTime.unsafeMake(world.clock.now))
        const last = CalendarDay.addDays(day(`${today.slice(0, 7)}-01`), -1)
        const waiting = yield* world.alone(Effect.flatMap(Vouchers, (journal) => journal.waiting("default")))
        // A period is closed when what was approved in it has been emitted.
        if (waiting.length === 0 && last > closedThrough) closedThrough = last
      }
    }
    yield* world.alone(world.exportAll)
    const at = world.clock.now
    // What waits for an answer, then what the answers make.
    for (let round = 0; round < 2; round++) {
      const { questions } = yield* world.draft("2027-12", booksNow())
      yield* answer(questions)
      yield* world.draft("2027-12", booksNow())
      yield* world.approve("all")
      yield* world.emit(booksNow())
    }
    const rest = yield* world.draft("2027-12", booksNow())
    if (rest.vouchers.length > 0) problems.push(`${rest.vouchers.length} vouchers are drafted again`)
    const wanted = Truth.ledger(world.events(), at)
    const { accounts, vouchers } = yield* world.emitted
    count("vouchers", vouchers)
    for (const account of new Set([...wanted.keys(), ...accounts.keys()]))
      if ((wanted.get(account) ?? 0n) !== (accounts.get(account) ?? 0n))
        problems.push(`${account} is ${accounts.get(account)}, should be ${wanted.get(account)}`)
    const kept = yield* world.alone(Effect.flatMap(Vouchers, (journal) => journal.all("default")))
    if (kept.some(({ state }) => state !== "emitted")) problems.push("not everything is emitted")
    if (kept.length !== vouchers) problems.push(`${vouchers} vouchers in the files, ${kept.length} in the journal`)
    for (const { problem, subject } of yield* world.alone(Verify.chain("default")))
      problems.push(`${subject}: ${problem}`)
    const { findings } = yield* world.alone(Verify.files("default", world.out))
    for (const { problem, subject } of findings) problems.push(`${subject}: ${problem}`)
    const one = random.pick(yield* world.alone(Effect.flatMap(Runs, (runs) => runs.history("default", "vouchers"))))
    if (one !== undefined) {
      const again = join(world.out, "again")
      const replayed = yield* world.alone(Replay.run(datasetCalled("vouchers"), one, world.out, again))
      for (const { message } of replayed.failed) problems.push(message)
      for (const { how, name } of replayed.made)
        if (how !== "made again, same bytes" && !/-(raw|manifest)\./.test(name)) problems.push(`${name}: ${how}`)
      count("replayed", replayed.made.length)
    }
    return { problems, sums }
  }).pipe(Effect.scoped)
