import * as Oddity from "@amili-cases/test-fixtures/finance/Oddity"
import * as Simulation from "@amili-cases/test-fixtures/finance/Simulation"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"
import { describe, expect, it } from "vitest"

const day = 86_400_000
const from = Date.parse("2025-10-01T00:00:00Z")
const until = from + 150 * day + 10 * 3_600_000
/** How many histories; `HISTORIES=1000` tries more. */
const histories = Number(process.env["HISTORIES"] ?? 40)
const seeds = Array.from({ length: histories }, (_, index) => index + 1)

const simulate = (seed: number, unkind: number) => {
  const simulation = Simulation.make({ cases: 40, seed, from, unkind })
  simulation.advance(until)
  return simulation
}

const documents = (simulation: Simulation.Simulation, resource: "cases" | "finance--payout-specifications") => {
  const source = simulation.sources()[resource]
  return Array.from({ length: source.size }, (_, row) => source.document(row))
}

describe("Simulation", () => {
  it("is the same in one step and in many, and goes on from where it was", () => {
    const whole = simulate(3, 1)
    const steps = Simulation.make({ cases: 40, seed: 3, from, unkind: 1 })
    const heard = []
    for (let at = from; at < until; at += 7_654_321) heard.push(...steps.advance(at))
    heard.push(...steps.advance(until))
    expect(heard).toEqual(whole.events)
    expect(documents(steps, "cases")).toEqual(documents(whole, "cases"))
    expect(simulate(4, 1).events).not.toEqual(whole.events)
  })

  it("never goes back, and happens in order", () => {
    const simulation = simulate(5, 1)
    expect(simulation.advance(from)).toEqual([])
    const instants = simulation.events.map(({ at }) => at)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
    expect(instants.at(-1)).toBeLessThanOrEqual(until)
  })

  it("lets every oddity occur", () => {
    const seen = new Set<Oddity.Oddity>()
    for (const seed of seeds) {
      const { cases, lines, payouts, bank } = Truth.at(simulate(seed, 1).events, until)
      for (const subjects of [cases, lines, payouts, bank])
        for (const { oddities } of subjects.values()) for (const oddity of oddities) seen.add(oddity)
    }
    expect(Oddity.all.filter((oddity) => !seen.has(oddity))).toEqual([])
  })

  it("settles every paid case in time where nothing is unusual", () => {
    for (const seed of seeds) {
      const truth = Truth.at(simulate(seed, 0).events, until)
      // A small sum waits four weeks at most, for a Friday, a transfer and a booking.
      const old = [...truth.cases.values()].filter(({ closed }) => closed !== undefined && closed.at < until - 50 * day)
      const standings = old.flatMap(({ id }) => Truth.ofCase(truth, id) ?? [])
      expect(standings.length).toBeGreaterThan(0)
      for (const { case: owner, state, arrived, expected } of standings) {
        expect(["settled", "paid_direct", "not_paid"], `seed ${seed}, case ${owner.id}`).toContain(state)
        expect(arrived, `seed ${seed}, case ${owner.id}`).toBe(expected)
      }
    }
  })

  it("writes every payout onto its lines, with a new date of change or without", () => {
    const { events } = simulate(9, 0)
    const { lines, payouts } = Truth.at(events, until)
    const paid = [...lines.values()].filter(({ payout = "" }) => payouts.get(payout)?.status === "paid")
    expect(paid.length).toBeGreaterThan(0)
    for (const { payout, shown } of paid) expect(shown?.payout).toBe(payout)
    const touched = (unkind: number) =>
      new Set(
        simulate(9, unkind).events.flatMap((event) =>
          event._tag === "Line" && event.what === "shown" ? [event.after.updatedAt === event.at] : [],
        ),
      )
    expect(touched(0)).toEqual(new Set([true]))
    expect(touched(1)).toEqual(new Set([true, false]))
  })

  it("pays instalments of open cases, and VAT on fees alone", () => {
    const truth = Truth.at(simulate(7, 0).events, until)
    const lines = [...truth.lines.values()]
    expect(lines.some((line) => truth.cases.get(line.case)?.closed === undefined)).toBe(true)
    for (const { category, net, vat } of lines) expect(vat).toBe(category === "creditor_commission" ? net / 4 : 0)
    expect(lines.some(({ vat }) => vat > 0)).toBe(true)
  })
})

describe("Truth", () => {
  it("explains every difference between a payout and its lines, to the öre", () => {
    const reasons = new Set<string>()
    for (const seed of seeds) {
      const { events } = simulate(seed, 1)
      for (const instant of [from + 60 * day, until]) {
        const truth = Truth.at(events, instant)
        for (const id of truth.payouts.keys()) {
          const standing = Truth.ofPayout(truth, id)
          if (standing === undefined) throw new Error("a payout without a standing")
          const named = standing.differences.reduce((sum, { amount }) => sum + amount, 0)
          expect(standing.payout.total - standing.sum, `seed ${seed}, payout ${id}`).toBe(named)
          for (const { reason } of standing.differences) reasons.add(reason)
        }
      }
    }
    expect([...reasons].toSorted()).toEqual(["adjustment", "changed", "deleted", "fee", "released", "rounding"])
  })

  it("knows what was true at an instant, not later", () => {
    const { events } = simulate(8, 1)
    const closing = events.find((event) => event._tag === "Case" && event.what === "closed")
    if (closing === undefined) throw new Error("no case closed")
    const state = (instant: number) => Truth.ofCase(Truth.at(events, instant), closing.after.id)?.state
    expect(state(closing.at - 1)).toBe("open")
    expect(state(closing.at)).not.toBe("open")
    expect(state(from - 1)).toBeUndefined()
    expect(Truth.historyOf(events, closing.after.id, closing.at).at(-1)).toEqual(closing)
  })

  it("finds every state that a case can be in", () => {
    const states = new Set<string>()
    for (const seed of seeds) {
      const { events } = simulate(seed, 1)
      for (let instant = from; instant <= until; instant += 10 * day) {
        const truth = Truth.at(events, instant)
        for (const id of truth.cases.keys()) states.add(Truth.ofCase(truth, id)?.state ?? "")
      }
    }
    expect([...states].toSorted()).toEqual([
      "amount_differs",
      "awaiting_payout",
      "awaiting_specification",
      "missing_specification",
      "not_paid",
      "open",
      "paid_direct",
      "reversed",
      "settled",
      "unexpected_line",
    ])
  })
})
