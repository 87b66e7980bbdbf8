import { Cases } from "@amili-cases/core/Cases"
import * as Money from "@amili-cases/core/Money"
import { Payouts } from "@amili-cases/core/Payouts"
import { PayoutSpecifications } from "@amili-cases/core/PayoutSpecifications"
import * as ManualClock from "@amili-cases/test-fixtures/ManualClock"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"
import { it, layer } from "@effect/vitest"
import { type BigDecimal, Clock, Effect, Stream } from "effect"
import { describe, expect } from "vitest"
import { send } from "../support/wire.ts"

const options: Sandbox.Options = { cases: 30, seed: 3, since: "2026-01-01", now: "2026-03-31", unkind: 1 }
const start = Date.parse("2026-03-31T12:00:00Z")
const histories = Number(process.env["HISTORIES"] ?? 20)

const ore = (amount: BigDecimal.BigDecimal | undefined) =>
  amount === undefined ? undefined : Number(Money.toMinor(amount))

const read = Effect.gen(function* () {
  const [cases, payouts, lines] = [yield* Cases, yield* Payouts, yield* PayoutSpecifications]
  return {
    cases: [...(yield* Stream.runCollect(Stream.concat(cases.open(), cases.closed())))],
    payouts: [...(yield* Stream.runCollect(payouts.walk()))],
    lines: [...(yield* Stream.runCollect(lines.walk()))],
  }
})

const truth = Effect.gen(function* () {
  const { engine } = yield* Sandbox.Sandbox
  return Truth.at(engine.simulation?.events ?? [], yield* Clock.currentTimeMillis)
})

/** What the API says at a later time, asked every few days until then or only once. */
const after = (days: number, steps: number, sandbox: Sandbox.Options = options) => {
  const clock = ManualClock.make(start)
  return Effect.gen(function* () {
    yield* read
    for (let step = 1; step < steps; step++) {
      yield* clock.advance(`${days / steps} days`)
      yield* read
    }
    yield* clock.advance(`${days / steps} days`)
    return { api: yield* read, truth: yield* truth }
  }).pipe(Effect.provide(Sandbox.layerLoopback(sandbox)), Effect.withClock(clock), Effect.withTracerEnabled(false))
}

describe("a simulated portfolio behind the API", () => {
  it.effect("moves with the clock, whatever was asked meanwhile", () =>
    Effect.gen(function* () {
      const once = yield* after(60, 1)
      const often = yield* after(60, 20)
      expect(often.api).toEqual(once.api)
      const before = yield* after(0, 1)
      expect(once.api.lines.length).toBeGreaterThan(before.api.lines.length)
      expect(once.api.payouts.length).toBeGreaterThan(before.api.payouts.length)
    }),
  )

  it.effect("is what one that was started later shows, with the same ids", () =>
    Effect.gen(function* () {
      const moved = yield* after(30, 3)
      const clock = ManualClock.make(start + 30 * 86_400_000)
      const later = yield* read.pipe(
        Effect.provide(Sandbox.layerLoopback({ ...options, now: "2026-04-30" })),
        Effect.withClock(clock),
      )
      expect(later).toEqual(moved.api)
    }),
  )

  it.effect(
    `serves what is true, and lines that add up except where the truth says why, in ${histories} histories`,
    () =>
      Effect.gen(function* () {
        let balanced = 0
        for (let seed = 1; seed <= histories; seed++) {
          const { api, truth } = yield* after(20, 2, { ...options, seed })
          const standing = [...truth.lines.values()].filter(({ deleted }) => !deleted)
          expect(api.lines.map(({ id }) => String(id)).toSorted()).toEqual(standing.map(({ id }) => id).toSorted())
          for (const line of api.lines) {
            const really = truth.lines.get(line.id)
            expect([ore(line.amount), ore(line.vatAmount)]).toEqual([really?.net, really?.vat])
            expect(line.payoutId).toBe(really?.shown?.payout)
          }
          for (const owner of api.cases) {
            const really = truth.cases.get(owner.id)
            expect(ore(owner.remainingCapital)).toBe(really?.remaining)
            expect(owner.closed?.reason).toBe(really?.closed?.reason)
          }
          for (const payout of api.payouts) {
            const really = Truth.ofPayout(truth, payout.id)
            const lines = api.lines.filter(({ payoutId }) => payoutId === payout.id)
            const sum = lines.reduce((total, line) => total + (ore(line.totalAmount) ?? 0), 0)
            const total = ore(payout.totalAmount)
            const named = (really?.differences ?? []).reduce((all, { amount }) => all + amount, 0)
            // Until the payout is written onto its lines, the API cannot say which they are.
            if (really?.lines.length === lines.length && total !== undefined) {
              expect(total - sum, `seed ${seed}, payout ${payout.id}`).toBe(named)
              if (named === 0) balanced += 1
            }
          }
        }
        expect(balanced).toBeGreaterThan(histories)
      }),
    { timeout: Math.max(60_000, histories * 2_000) },
  )
})

const ask = (method: string, path: string) =>
  Effect.flatMap(Sandbox.Sandbox, ({ baseUrl }) => send(baseUrl, method, `/__sandbox${path}`))

layer(Sandbox.layer(options), { excludeTestServices: true })("the doors of a simulated portfolio", (it) => {
  it.effect("give the bank's statements as far as they have happened", () =>
    Effect.gen(function* () {
      const { status, headers, body } = yield* ask("GET", "/bank?from=2026-03-02&to=2026-12-31&version=02")
      expect([status, headers["content-type"]]).toEqual([200, "application/xml"])
      const days = [...body.matchAll(/<FrDtTm>(.{10})/g)].map(([, date]) => date)
      expect(days).toContain("2026-03-02")
      expect(days).toContain("2026-03-30")
      expect(days).not.toContain("2026-03-31")
      expect((yield* ask("GET", "/bank?from=yesterday")).status).toBe(400)
      expect((yield* ask("GET", "/bank?from=2026-03-02&version=9")).body).toContain("version=02 or 08")
    }),
  )

  it.effect("say how a case stands, and stood", () =>
    Effect.gen(function* () {
      const { engine } = yield* Sandbox.Sandbox
      const closing = engine.simulation?.events.find((event) => event._tag === "Case" && event.what === "closed")
      const { at = 0, after: { id } = { id: "no case closed" } } = closing ?? {}
      const earlier = yield* ask("GET", `/truth/cases/${id}?at=${new Date(at - 1).toISOString()}`)
      expect(JSON.parse(earlier.body)).toMatchObject({ id, state: "open" })
      expect(JSON.parse((yield* ask("GET", `/truth/cases/${id}`)).body).state).not.toBe("open")
      expect((yield* ask("GET", `/truth/cases/${"f".repeat(24)}`)).status).toBe(404)
    }),
  )

  it.effect("move it on with the clock", () =>
    Effect.gen(function* () {
      const { engine } = yield* Sandbox.Sandbox
      const before = engine.simulation?.events.length ?? 0
      yield* ask("POST", `/clock?advance=${30 * 86_400_000}`)
      yield* ask("GET", "/requests")
      expect(engine.simulation?.events.length).toBeGreaterThan(before)
    }),
  )
})

describe("options of a simulated portfolio", () => {
  const refusal = (given: Sandbox.Options) =>
    Effect.flip(Effect.scoped(Sandbox.start(given))).pipe(Effect.map(({ message }) => message))

  it.effect("are refused in one line where they do not fit", () =>
    Effect.gen(function* () {
      expect(yield* refusal({ since: "soon" })).toBe("--since: 'soon' is no day")
      expect(yield* refusal({ months: 2, now: "soon" })).toBe("--now: 'soon' is no day")
      expect(yield* refusal({ since: "2026-02-01", now: "2026-01-01" })).toBe("--since is after --now")
      expect(yield* refusal({ months: 2, drift: 1 })).toBe("a simulated portfolio goes with neither --data nor --drift")
    }),
  )

  it.scoped("begin on the first day of a month where months are given", () =>
    Effect.gen(function* () {
      const { engine } = yield* Sandbox.start({ cases: 5, months: 2, now: "2026-03-15" })
      expect(engine.simulation?.options.from).toBe(Date.parse("2026-01-01T00:00:00Z"))
    }),
  )
})

layer(Sandbox.layer({ cases: 5 }), { excludeTestServices: true })("a portfolio that is not simulated", (it) => {
  it.effect("has neither a bank nor a truth", () =>
    Effect.gen(function* () {
      expect((yield* ask("GET", "/bank?from=2026-01-01")).body).toContain("start the sandbox with --months")
      expect((yield* ask("GET", "/truth/cases/x")).status).toBe(404)
    }),
  )
})
